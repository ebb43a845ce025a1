/** Whoever comes in by a Welcome soon holds a leaf key that nobody else ever could: check K30, C03 of docs/security/claims.md. */
import type { LogCore, RoomId } from '@alcove/protocol';
import { lastResortOnly, openHostileHouse, type HostileHouse, type LastResortOnly } from '@alcove/testkit/hostile';
import type { Resident } from '@alcove/testkit/house';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acquaint, directChat, groupOf, hears, online, say, seesRoom } from '../talk.ts';

let hostile: HostileHouse;
let ana: Resident;
let ben: Resident;
let cleo: Resident;
let attack: LastResortOnly;
beforeAll(async () => {
  hostile = await openHostileHouse();
  ana = await hostile.person('ana');
  cleo = await hostile.person('cleo');
  attack = lastResortOnly('ben');
  hostile.server.begin(attack);
  ben = await hostile.person('ben');
  await online(ana, ben, cleo);
});
afterAll(() => hostile.close());

const commitsBy = (name: string, room: RoomId): readonly LogCore[] => {
  const device = hostile.server.wire(name).who?.device;
  return hostile.server.world.log(room).filter((core) => core.kind === 'commit' && core.device === device);
};

test('[K30] in a group, whichever key package was used', { timeout: 40_000 }, async () => {
  await acquaint(ana, cleo);
  const room = await groupOf(ana, 'Walk', [cleo]);
  await seesRoom(cleo, room, ({ members }) => members.length === 2);
  // It waits some seconds, so that newcomers do not all commit at once.
  await expect.poll(() => commitsBy('cleo', room).length, { timeout: 30_000 }).toBe(1);
});

test('[K30] at once after a last resort, where two talk too; and the last resort is replaced, and still opens what is under way', async () => {
  await expect.poll(() => attack.uploaded.length).toBe(1);
  const room = await directChat(ana, 'ben');
  await say(ana, room, 'begin');
  await hears(ben, room, 'begin');
  // Whoever asks would see from a commit that somebody is here.
  const elsewhere = await directChat(ben, 'cleo');
  await say(ben, elsewhere, 'hello');
  await hears(cleo, elsewhere, 'hello');
  expect(commitsBy('ben', room)).toEqual([]);
  expect((await ben.client.acceptRequest(room)).ok).toBe(true);
  await expect.poll(() => commitsBy('ben', room).length).toBe(1);
  await expect.poll(() => attack.uploaded.length).toBe(2);
  expect(attack.uploaded[1]?.ref).not.toBe(attack.uploaded[0]?.ref);
  // Handed out before it was replaced.
  const other = await groupOf(cleo, 'Sunday', [ben]);
  await say(cleo, other, 'you too');
  await hears(ben, other, 'you too');
  await ben.reopen();
  await online(ben);
  await say(cleo, other, 'still here');
  await hears(ben, other, 'still here');
  expect(attack.uploaded).toHaveLength(2);
});

test('[K30] between contacts with the Welcome itself', async () => {
  const dan = await hostile.person('dan');
  await online(dan);
  await acquaint(dan, ben);
  const room = await directChat(dan, 'ben');
  await say(dan, room, 'begin');
  await hears(ben, room, 'begin');
  await expect.poll(() => commitsBy('ben', room).length).toBe(1);
});
