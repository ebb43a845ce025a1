/** Into how many rooms a beat looks: the keys of each are loaded for it, and stay. */
import { AccountId, RoomId } from '@alcove/protocol';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { AccountContext } from '../account/context.ts';
import { newRoom, type Room, type RoomKeys } from '../rooms/room.ts';
import { createHere } from './here.ts';

const ME = AccountId.parse('M'.repeat(22));
const BEN = AccountId.parse('B'.repeat(22));
const CAT = AccountId.parse('C'.repeat(22));

/** With this person and one other. */
function roomOf(n: number, kind: 'direct' | 'group', other: AccountId): { room: Room; keys: RoomKeys } {
  const id = RoomId.parse(String(n).padStart(43, 'r'));
  const row = { room: id, kind, peer: kind === 'group' ? null : other, title: '', topic: '' };
  const whole = { ...row, groupInfoKey: null, joinSeq: 0, joinEpoch: 0, member: true };
  const members = new Map([ME, other].map((account) => [account, new Uint8Array(1)]));
  const keys = { policy: { members } } as unknown as RoomKeys;
  return { room: newRoom(whole, { seq: 0, head: new Uint8Array(32) }), keys };
}

/** What one beat opens and tells; the liveliest room comes first. */
async function beat(rooms: readonly ReturnType<typeof roomOf>[]) {
  const due: (() => void)[] = [];
  const context = {
    me: ME,
    open: true,
    ports: { clock: { setTimer: (_: number, run: () => void) => due.push(run), clearTimer() {} }, random: () => 0.5 },
    rooms: { all: () => rooms.map(({ room }) => room) },
    gateway: { state: 'online' },
    settings: { tells: () => true, shows: () => true },
    ties: { request: () => null, standing: () => 'contact' },
    sleep: () => Promise.resolve(),
    fault(_: string, error: unknown) {
      throw error;
    },
  } as unknown as AccountContext;
  const opened: RoomId[] = [];
  const told: RoomId[] = [];
  const here = createHere(context, {
    byActivity: (all) => all,
    async open(room) {
      opened.push(room.id);
      room.keys = rooms.find((each) => each.room === room)?.keys ?? null;
    },
    whisper: async (room) => void told.push(room.id),
  });
  here.setActive(true);
  due[0]?.();
  // Nothing in it waits for anything outside: with the next turn it is over.
  await setImmediate();
  return { opened, told };
}

test('of many rooms that reach nobody new, a few dozen are opened', async () => {
  const rooms = Array.from({ length: 200 }, (_, n) => roomOf(n, 'group', BEN));
  const { opened, told } = await beat(rooms);
  expect(told).toEqual([rooms[0]?.room.id]);
  expect(opened.length).toBeLessThanOrEqual(24);
});

test('a chat of two with somebody who heard it in a livelier room stays shut', async () => {
  const [group, withBen, withCat] = [roomOf(1, 'group', BEN), roomOf(2, 'direct', BEN), roomOf(3, 'direct', CAT)];
  const { opened, told } = await beat([group, withBen, withCat]);
  expect(opened).toEqual([group.room.id, withCat.room.id]);
  expect(told).toEqual(opened);
});
