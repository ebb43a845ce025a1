/** Who may reach this person: what waits for an answer, and what was decided. */
import type { RoomId } from '@alcove/protocol';
import type { PersonView } from './views.ts';

export interface ShutView {
  readonly why: 'asking' | 'declined' | 'blocked';
  /** Who asked, or is blocked. */
  readonly by: PersonView;
}

export interface ContactsView {
  readonly contacts: readonly PersonView[];
  readonly blocked: readonly PersonView[];
  /** Rooms whose request was declined, and who brought this person into them. */
  readonly declined: readonly { readonly room: RoomId; readonly by: PersonView }[];
}
