/** A hostile server that claims its data went back: C09 and C31 of docs/security/claims.md. */
import type { RoomId } from '@alcove/protocol';
import {
  alarm,
  claimRestore,
  confidentiality,
  integrity,
  liveness,
  noAlarm,
  openHostileHouse,
  Said,
  type HostileHouse,
} from '@alcove/testkit/hostile';
import { until, type Resident } from '@alcove/testkit/house';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { groupOf, online, seesRoom } from '../talk.ts';
import { walkOf } from './walk.ts';

let hostile: HostileHouse;
let ana: Resident;
let ben: Resident;
let room: RoomId;
let said: Said;
beforeAll(async () => {
  hostile = await openHostileHouse();
  ana = await hostile.person('ana');
  ben = await hostile.person('ben');
});
beforeEach(async () => {
  said = new Said();
  room = await walkOf(said, ana, [ben], ['the first thing said', 'the second thing said', 'the third thing said']);
});
afterAll(() => hostile.close());

const epochOf = async (who: Resident): Promise<number> => (await seesRoom(who, room, () => true))?.epoch ?? 0;

/** What is in the log, by what wrote it: a client that joined anew would show. */
const commits = (): number => hostile.server.world.log(room).filter(({ kind }) => kind === 'commit').length;

describe('the server says it went back', () => {
  test.each([
    ['to some entries ago', false],
    ['and knows the room no more', true],
  ])('%s: it gets the bytes it had, and nobody moves', async (_what, forget) => {
    const before = { epoch: await epochOf(ben), commits: commits() };
    const attack = claimRestore('ben', 2, 'takes-it', forget);
    hostile.server.begin(attack);
    await ben.reopen();
    await online(ben);
    await expect
      .poll(() => attack.brought.filter((each) => each.room === room).length, { timeout: 20_000 })
      .toBeGreaterThan(0);
    const { logs } = hostile.server.world;
    const had = [...logs.values()].flatMap((log) => [...log.values()].map((core) => core.toHex()));
    for (const { entries } of attack.brought)
      for (const { core } of entries) expect(had).toContain(new Uint8Array(core).toHex());
    hostile.server.stopAttack();
    await online(ana, ben);
    await liveness(room, said, [ana, ben]);
    expect({ epoch: await epochOf(ben), commits: commits() }).toEqual(before);
    await integrity(room, said, [ana, ben]);
    await confidentiality(hostile.server.world, said);
    await noAlarm(room, [ana]);
  });

  test.each([
    ['never has enough of it', 'never-enough'],
    ['refuses what it wrote itself', 'refuses'],
  ] as const)('and %s: said, and not tried for ever', async (_what, how) => {
    const attack = claimRestore('ben', 2, how);
    hostile.server.begin(attack);
    await ben.reopen();
    await alarm(ben, room, 'history-forked');
    expect(attack.brought.filter((each) => each.room === room)).toHaveLength(1);
    hostile.server.stopAttack();
    await online(ana, ben);
    await integrity(room, said, [ana, ben]);
  });
});

test('a new name at every greeting: key packages are new, and the person can still be added', async () => {
  hostile.server.begin(claimRestore('ben', 0, 'takes-it'));
  for (let times = 0; times < 2; times++) {
    await ben.reopen();
    await online(ben);
  }
  hostile.server.stopAttack();
  await online(ana, ben);
  const next = await groupOf(ana, 'Next', [ben]);
  await seesRoom(ben, next, ({ members }) => members.length === 2);
  await until(ben.client, 'app', null, ({ trouble }) => trouble === null);
});
