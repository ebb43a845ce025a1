/**
 * Whether an opened event counts as unread, decided once when it is stored: the store counts by this number. In a chat of two
 * everything is for this person (lit); in a group, what mentions them or answers them.
 */
import type { AccountId, RoomKind } from '@alcove/protocol';
import type { EventRow } from '@alcove/store';
import type { OpenedEvent } from './opened.ts';

export interface Reader {
  readonly me: AccountId;
  readonly kind: RoomKind;
  /** Whether the message answers one of this person's: needs the quoted one, which the caller has or looks up. */
  readonly answersMe: boolean;
}

export function noticeOf({ author, event }: OpenedEvent, { me, kind, answersMe }: Reader): EventRow['notice'] {
  if (author === me || (event.type !== 'text' && event.type !== 'unknown')) return 0;
  const mentioned = event.type === 'text' && event.mentions.includes(me);
  return kind !== 'group' || mentioned || answersMe ? 2 : 1;
}
