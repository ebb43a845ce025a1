/** What a hostile server can do with commits and what members say about them: C25 of docs/security/claims.md. */
import type { RoomId } from '@alcove/protocol';
import {
  alarm,
  alterCommits,
  forgeCore,
  injectEntry,
  integrity,
  liveness,
  openHostileHouse,
  Said,
  type HostileHouse,
} from '@alcove/testkit/hostile';
import { until, type Resident } from '@alcove/testkit/house';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { accountOf, lines, online } from '../talk.ts';
import { walkOf } from './walk.ts';

let hostile: HostileHouse;
let ana: Resident;
let ben: Resident;
let cleo: Resident;
let room: RoomId;
let said: Said;
beforeAll(async () => {
  hostile = await openHostileHouse();
  ana = await hostile.person('ana');
  ben = await hostile.person('ben');
  cleo = await hostile.person('cleo');
});
beforeEach(async () => {
  said = new Said();
  await online(cleo);
  room = await walkOf(said, ana, [ben]);
});
afterAll(() => hostile.close());

/** Ben's commit comes into the log changed: nobody can follow it, he least of all. */
async function altered(): Promise<void> {
  hostile.server.begin(alterCommits('ben'));
  await ben.client.findPerson('cleo');
  void ben.client.addPeople(room, [await accountOf(cleo)]);
  for (const each of [ana, ben])
    await until(each.client, 'timeline', room, (view) => lines(view).includes('taken-back'));
}

test('[K48] a commit that the server changed is adopted by nobody, its maker included, and the room goes on', async () => {
  await altered();
  await alarm(ben, room, 'own-commit-altered');
  hostile.server.stopAttack();
  await online(ana, ben);
  await liveness(room, said, [ana, ben]);
  await integrity(room, said, [ana, ben]);
});

test('[K47] a verdict told again under another name counts for nothing', async () => {
  await altered();
  const verdict = hostile.server.world.log(room).findLast(({ kind }) => kind === 'verdict');
  const { who } = hostile.server.wire('ana');
  if (verdict === undefined || who === null) throw new Error('nobody said anything');
  const other = hostile.server.wire('ben').who;
  const { kind, epoch, body } = verdict;
  const as = verdict.account === who.account ? other : who;
  if (as === null) throw new Error('ben is not here');
  injectEntry(hostile.server, 'ben', room, forgeCore({ kind, epoch, ...as, body }), 'C25');
  await alarm(ben, room, 'verdict-sender');
  hostile.server.stopAttack();
  await online(ana, ben);
  expect(hostile.house.faults).toEqual([]);
});
