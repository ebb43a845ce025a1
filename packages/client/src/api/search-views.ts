/** What a search answers. All of it comes from this device. */
import type { AccountId, FrameId, RoomId } from '@alcove/protocol';
import type { PersonView, RoomSummary } from './views.ts';

export interface SearchView {
  /** Newest first. */
  readonly hits: readonly FoundMessage[];
  /** How many there are in all. */
  readonly total: number;
  readonly reach: SearchReach;
}

/** What a search is narrowed to, chosen and not by name: a name may be that of several. Empty: any. */
export interface SearchScope {
  readonly rooms: readonly RoomId[];
  readonly people: readonly AccountId[];
}

export const ANYWHERE: SearchScope = { rooms: [], people: [] };

/** Where a day of a conversation is. */
export interface DayView {
  /** The first message of that day on this device, or of the next one that has one; null where nothing was said since. */
  readonly found: { readonly id: FrameId; readonly at: number } | null;
  /** Of this conversation. */
  readonly reach: Omit<SearchReach, 'behind'>;
}

export interface FoundMessage {
  readonly room: Pick<RoomSummary, 'id' | 'kind' | 'title' | 'peer'>;
  readonly id: FrameId;
  /** Server time, ms; the device's own while the message waits. */
  readonly at: number;
  readonly author: PersonView;
  readonly mine: boolean;
  /** One plain line of it, around what was found. */
  readonly text: string;
  /** What was looked for, [from, to) in UTF-16 units of `text`, in order. */
  readonly marks: readonly (readonly [number, number])[];
}

/** How far back the conversations that were searched reach on this device. */
export interface SearchReach {
  /**
   * complete: all that this person could ever read. arriving: older parts are on the way. incomplete: parts are missing that nobody has for this
   * device.
   */
  readonly state: 'complete' | 'arriving' | 'incomplete';
  /** ms since 1970: from then on nothing is missing in any of them; when complete, the oldest message. Null: nothing can be said. */
  readonly since: number | null;
  /** Messages that are here and were not searched yet. */
  readonly behind: number;
}
