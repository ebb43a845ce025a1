/** A room this account belongs to, whose keys are still on their way, or are not asked for before a request is accepted. */
import { EMPTY_HEAD, type RoomId } from '@alcove/protocol';
import type { RoomRow } from '@alcove/store';
import type { AccountContext } from '../account/context.ts';
import { NOT_FOLLOWED } from '../archive/history.ts';
import { newRoom, type Room } from './room.ts';

export async function awaitRoom(
  context: AccountContext,
  id: RoomId,
  { kind, peer, title, topic }: Pick<RoomRow, 'kind' | 'peer' | 'title' | 'topic'>,
): Promise<Room> {
  const row = { room: id, kind, peer, title, topic, groupInfoKey: null, joinSeq: 0, joinEpoch: 0, member: true };
  const room = newRoom(row, { seq: 0, head: EMPTY_HEAD }, context.now());
  room.awaiting = true;
  room.history = NOT_FOLLOWED;
  await context.store.write(context.store.rooms.put(row), context.store.histories.put({ room: id, ...NOT_FOLLOWED }));
  context.rooms.add(room);
  context.changes.room(id);
  return room;
}
