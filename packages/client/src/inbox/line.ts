/** What a room writes itself when someone comes, goes or changes a device: made from policy and commit entries, cannot be hidden. */
import type { AccountId, LogCore, Policy, PolicyChange, RoomId } from '@alcove/protocol';
import type { EventRow } from '@alcove/store';
import type { RoomLine, Unopened } from '../timeline/opened.ts';
import { rowOf } from '../timeline/stored.ts';

export function lineOfChange(before: Policy, change: PolicyChange, signer: AccountId): RoomLine {
  if (change.remove.includes(signer)) return { type: 'line', what: 'left' };
  if (change.remove.length > 0) return { type: 'line', what: 'removed', people: change.remove };
  if (change.add.length > 0) return { type: 'line', what: 'added', people: change.add.map(({ account }) => account) };
  return { type: 'line', what: 'host', to: change.owner ?? before.owner };
}

/** The row of an entry that the room itself speaks from; `author` is who did it, the entry's sender unless told otherwise. */
export function rowOfLine(
  room: RoomId,
  seq: number,
  { id, at, account, device }: LogCore,
  event: RoomLine | Unopened,
  author: AccountId = account,
): EventRow {
  return rowOf({ room, seq, ord: null, id, at, author, device, event }, null, 0);
}
