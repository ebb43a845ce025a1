/** Changes that lose the race for an epoch, again and again: none is given up for the number of times, none is forgotten, all end. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RoomId } from '@alcove/protocol';
import { openHostileHouse, type Attack, type HostileHouse } from '@alcove/testkit/hostile';
import type { Resident } from '@alcove/testkit/house';
import { accountOf, groupOf, hears, online, say, seesRoom } from './talk.ts';

let hostile: HostileHouse;
/** What the clock of ana's device is ahead. */
let aheadMs: number;
/** Called with each wait that begins on it, ms. */
let waits: (ms: number) => void;
let ana: Resident;
let ben: Resident;
let cleo: Resident;
let room: RoomId;
beforeEach(async () => {
  aheadMs = 0;
  waits = () => undefined;
  hostile = await openHostileHouse();
  const clock = {
    now: () => Date.now() + aheadMs,
    setTimer(ms: number, run: () => void) {
      waits(ms);
      return setTimeout(run, ms);
    },
    clearTimer: (timer: unknown) => clearTimeout(timer as NodeJS.Timeout),
  };
  ana = await hostile.person('ana', { clock });
  ben = await hostile.person('ben');
  cleo = await hostile.person('cleo');
  await online(ana, ben, cleo);
  room = await groupOf(ana, 'Walk', [ben]);
  await seesRoom(ben, room, ({ members }) => members.length === 2);
  await ana.client.findPerson('cleo');
});
afterEach(() => hostile.close());

/** The longest that one turn lasts (packages/protocol/src/lost-race.ts). */
const TURN_MS = 2_000;

/** So many commits of ana's lose; `lost` is called with each. `ahead`: of how many that come before it the server speaks. */
function losing(times: number, lost: (count: number) => void = () => undefined, ahead = 0): Attack {
  let count = 0;
  return {
    claim: 'none',
    toServer(frame, wire) {
      if (wire.name !== 'ana' || frame.t !== 'append' || frame.kind !== 'commit' || count >= times) return [frame];
      count += 1;
      lost(count);
      const error = {
        code: 'epoch-conflict',
        message: 'another was first',
        details: { epoch: frame.epoch, ahead },
      } as const;
      wire.tell({ t: 'nack', room: frame.room, id: frame.id, error });
      return 'drop';
    },
  };
}

test('a change that loses twenty races is made all the same', async () => {
  let losses = 0;
  hostile.server.begin(losing(20, (count) => (losses = count)));
  expect(await ana.client.addPeople(room, [await accountOf(cleo)])).toMatchObject({ ok: true });
  expect(losses).toBe(20);
  await seesRoom(cleo, room, ({ members }) => members.length === 3);
  await say(ana, room, 'There you are');
  await hears(cleo, room, 'There you are');
});

test('one that loses for two minutes ends, with a reason, and leaves nothing behind', async () => {
  hostile.server.begin(losing(Infinity, () => (aheadMs += 30_000)));
  expect(await ana.client.addPeople(room, [await accountOf(cleo)])).toMatchObject({ ok: false, code: 'room-busy' });
  expect(aheadMs).toBe(150_000);
  hostile.server.stopAttack();
  await ana.reopen();
  await online(ana);
  await say(ana, room, 'Only the two of us');
  await hears(ben, room, 'Only the two of us');
  await seesRoom(ana, room, ({ members }) => members.length === 2);
});

test('one that is cut short while it waits for its turn is made after the restart', async () => {
  const inLine = Promise.withResolvers<void>();
  // A race that took so long makes a turn as long as a turn can be, by which its wait is known.
  const turn = (ms: number): void => void (ms === TURN_MS && inLine.resolve());
  hostile.server.begin(losing(Infinity, () => void ([aheadMs, waits] = [aheadMs + 10_000, turn]), 40));
  const adding = ana.client.addPeople(room, [await accountOf(cleo)]);
  await inLine.promise;
  await ana.client.close();
  expect((await adding).ok).toBe(false);
  hostile.server.stopAttack();
  await ana.reopen();
  await seesRoom(cleo, room, ({ members }) => members.length === 3);
  await say(ben, room, 'Who is this?');
  await hears(cleo, room, 'Who is this?');
});

test('of changes that all make at once each is made', async () => {
  const others = await Promise.all(['dan', 'eva', 'fay'].map((name) => hostile.person(name)));
  await online(...others);
  expect(await ana.client.addPeople(room, [await accountOf(cleo)])).toMatchObject({ ok: true });
  const hosts = [ana, ben, cleo];
  for (const host of hosts) {
    await seesRoom(host, room, ({ members }) => members.length === 3);
    for (const { name } of others) await host.client.findPerson(name);
  }
  const added = await Promise.all(
    hosts.map(async (host, n) => host.client.addPeople(room, [await accountOf(others[n] ?? host)])),
  );
  expect(added.map(({ ok }) => ok)).toEqual([true, true, true]);
  for (const each of [...hosts, ...others]) await seesRoom(each, room, ({ members }) => members.length === 6);
  await say(ana, room, 'All here');
  for (const each of [ben, cleo, ...others]) await hears(each, room, 'All here');
});

test('whoever a room is made for comes in, though somebody else is added before they have', async () => {
  const next = await groupOf(ana, 'Next', [ben]);
  expect(await ana.client.addPeople(next, [await accountOf(cleo)])).toMatchObject({ ok: true });
  for (const each of [ana, ben, cleo]) await seesRoom(each, next, ({ members }) => members.length === 3);
  await say(ben, next, 'Both of us');
  await hears(cleo, next, 'Both of us');
});
