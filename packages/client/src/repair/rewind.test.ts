/** What becomes of a commit under way when the log is followed anew: whole rewinds are in tests/system/src/hostile. */
import { AccountId, FrameId, RoomId } from '@alcove/protocol';
import { expect, test } from 'vitest';
import type { Intent } from '../handshake/intent.ts';
import { unmade } from './rewind.ts';

type Context = Parameters<typeof unmade>[0];
type Work = Parameters<typeof unmade>[1];

const ID = FrameId.parse('01JQ0000000000000000000001');
const dropped = (id: FrameId): readonly string[] => [`drop ${id}`];
const context = { store: { outbox: { drop: dropped } } } as unknown as Context;
const ADD: Intent = { kind: 'add', people: [AccountId.parse('A'.repeat(22))] };

/** A commit under way that was made in `epoch`; the logs part in 4. */
function after(epoch: number, intent: Intent = ADD): { intents: readonly Intent[]; work: Work } {
  const handshake = { id: ID, epoch, intent };
  const work = { handshake, statements: [], room: { id: RoomId.parse('R'.repeat(43)) } } as unknown as Work;
  return { intents: unmade(context, work, 4), work };
}

test('a commit that was made where nobody else is goes, also from the disk, and what was wanted is made anew', () => {
  const { intents, work } = after(5);
  expect(intents).toEqual([ADD]);
  expect(work.handshake).toBeNull();
  expect(work.statements).toEqual([`drop ${ID}`]);
});

test('a join is not made anew from there: whoever wanted it fetches the way in of the log as it is', () => {
  const { intents, work } = after(5, { kind: 'join' });
  expect(intents).toEqual([]);
  expect(work.handshake).toBeNull();
});

test('one that was made before the logs part may still be taken: the same bytes go on', () => {
  const { intents, work } = after(4);
  expect(intents).toEqual([]);
  expect(work.handshake).not.toBeNull();
  expect(work.statements).toEqual([]);
});
