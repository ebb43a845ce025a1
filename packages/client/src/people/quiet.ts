/** Rooms from which nothing may be heard of this person: who asks, who was declined and who is blocked learns neither that they are here nor what they read. */
import type { RoomId } from '@alcove/protocol';
import type { RoomRow } from '@alcove/store';
import type { AccountContext } from '../account/context.ts';
import type { ShutView } from '../api/contact-views.ts';

type Own = Pick<AccountContext, 'ties'>;
/** A room, or one that this device has not entered yet. */
interface Which {
  readonly id: RoomId;
  readonly row: Pick<RoomRow, 'kind' | 'peer'>;
}

export function isAsking({ ties }: Own, { id }: Pick<Which, 'id'>): boolean {
  return ties.request(id)?.standing === 'asking';
}

/** A chat with somebody blocked. */
export function isBlocked({ ties }: Own, { row }: Pick<Which, 'row'>): boolean {
  return row.peer !== null && ties.standing(row.peer) === 'blocked';
}

/** Not in the list. */
export function isAway(own: Own, room: Which): boolean {
  return isBlocked(own, room) || own.ties.request(room.id)?.standing === 'declined';
}

export function isQuiet(own: Own, room: Which): boolean {
  return isAsking(own, room) || isAway(own, room);
}

/** What of it a person sees. */
export function shutOf(own: Pick<AccountContext, 'ties' | 'people'>, room: Which): ShutView | null {
  const { peer } = room.row;
  if (peer !== null && isBlocked(own, room)) return { why: 'blocked', by: own.people.view(peer) };
  const tie = own.ties.request(room.id);
  return tie === null || tie.standing === 'accepted' ? null : { why: tie.standing, by: own.people.view(tie.by) };
}
