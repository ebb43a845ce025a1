/** Whispers that the server kept: told again, late, elsewhere, in another name, as marks. C24 of docs/security/claims.md. */
import type { Clock } from '@alcove/client';
import type { AccountId, RoomId } from '@alcove/protocol';
import { confidentiality, keepWhispers, openHostileHouse, Said, type HostileHouse } from '@alcove/testkit/hostile';
import { until, type Resident } from '@alcove/testkit/house';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { accountOf, directChat, hears, online, seesRoom } from '../talk.ts';
import { walkOf } from './walk.ts';

/** Longer than a whisper may be on its way. */
const LATER_MS = 2 * 60_000;

/** What Ana's clock is ahead of the machine's. Waits are as on the machine. */
let aheadMs = 0;
const clock: Clock = {
  now: () => Date.now() + aheadMs,
  setTimer: (ms, run) => setTimeout(run, ms),
  clearTimer: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

let hostile: HostileHouse;
let ana: Resident;
let ben: Resident;
let cleo: Resident;
let room: RoomId;
let other: RoomId;
let bens: AccountId;
const said = new Said();
beforeAll(async () => {
  hostile = await openHostileHouse();
  ana = await hostile.person('ana', { clock });
  ben = await hostile.person('ben');
  cleo = await hostile.person('cleo');
  room = await walkOf(said, ana, [ben, cleo]);
  other = await directChat(ana, 'ben');
  await said.say(ana, other, 'only us');
  await hears(ben, other, 'only us');
  bens = await accountOf(ben);
});
beforeEach(() => online(ana, ben, cleo));
afterAll(async () => {
  await confidentiality(hostile.server.world, said);
  expect(hostile.house.faults).toEqual([]);
  await hostile.close();
});

const writes = (where: RoomId, on: boolean) =>
  seesRoom(ana, where, ({ typing }) => typing.some(({ account }) => account === bens) === on);
const isHere = (on: boolean) => until(ana.client, 'present', null, (all) => all.includes(bens) === on);

/** Ben writes, and stops; Ana saw both. What the server kept of it. */
async function wroteOnce() {
  const attack = keepWhispers(hostile.server, 'ana');
  hostile.server.begin(attack);
  ben.client.setTyping(room, true);
  await writes(room, true);
  ben.client.setTyping(room, false);
  await writes(room, false);
  return attack;
}

/** All that was told before is judged by now: whispers wait for the room like everything else. Who was shown writing meanwhile? */
async function shownBy(lie: () => void): Promise<readonly string[]> {
  const shown = new Set<string>();
  const watch = (where: RoomId) =>
    ana.client.subscribe('room', where, (view) => {
      for (const { account } of view?.typing ?? []) shown.add(account);
    });
  const stops = [watch(room), watch(other)];
  lie();
  for (const where of [room, other]) {
    const words = `after the lies, ${String(said.texts.length)}`;
    await said.say(ben, where, words);
    await hears(ana, where, words);
  }
  for (const stop of stops) stop();
  return [...shown];
}

test('[W01] the same whispers again: nobody writes', async () => {
  const attack = await wroteOnce();
  expect(await shownBy(() => attack.again())).toEqual([]);
  // And what is said anew is heard.
  ben.client.setTyping(room, true);
  await writes(room, true);
  ben.client.setTyping(room, false);
  await writes(room, false);
});

test('in another room, in the name of another, or as a mark: nobody writes, and nothing breaks', async () => {
  const attack = await wroteOnce();
  const { who } = hostile.server.wire('cleo');
  if (who === null) throw new Error('cleo is not here');
  const lies = [() => attack.inRoom(other), () => attack.inNameOf(who), () => attack.asMarks()];
  for (const lie of lies) expect(await shownBy(lie)).toEqual([]);
  expect(hostile.house.faults).toEqual([]);
});

test('[W02] held back, and told for the first time minutes later: nobody writes', async () => {
  const attack = keepWhispers(hostile.server, 'ana', 'hold');
  hostile.server.begin(attack);
  ben.client.setTyping(room, true);
  await expect.poll(() => attack.kept.length).toBe(1);
  aheadMs += LATER_MS;
  expect(await shownBy(() => attack.again())).toEqual([]);
  aheadMs -= LATER_MS;
  // So much sooner it is heard.
  expect(await shownBy(() => attack.again())).toEqual([bens]);
});

test('[W01] somebody who went is not brought back', async () => {
  const attack = keepWhispers(hostile.server, 'ana');
  hostile.server.begin(attack);
  ben.client.setActive(true);
  await isHere(true);
  ben.client.setActive(false);
  await isHere(false);
  const shown = new Set<AccountId>();
  const stop = ana.client.subscribe('present', null, (all) => all.forEach((each) => shown.add(each)));
  await shownBy(() => attack.again());
  stop();
  expect([...shown]).toEqual([]);
});
