/** A leaf key serves a week or a thousand own messages, and is replaced then: claim C31 of docs/security/claims.md, between commits that come by themselves. */
import { DatabaseSync } from 'node:sqlite';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@alcove/client';
import type { RoomId } from '@alcove/protocol';
import { openHouse, type House, type Resident } from '@alcove/testkit/house';
import { afterAll, beforeAll, test } from 'vitest';
import { acquaint, directChat, hears, online, say, seesRoom } from './talk.ts';

const DAY_MS = 86_400_000;
let days = 0;
const now = (): number => Date.now() + days * DAY_MS;
const clock: Clock = {
  now,
  setTimer: (ms, run) => setTimeout(run, ms),
  clearTimer: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

let house: House;
let ana: Resident;
let ben: Resident;
let room: RoomId;
/** The epoch after the last commit that was seen here. */
let epoch: number;
beforeAll(async () => {
  house = await openHouse({}, { now });
  // The shortest of the waits that keep a whole room from committing at once.
  const random = (): number => 0;
  ana = await house.person('ana', { clock, random });
  ben = await house.person('ben', { clock, random });
  await online(ana, ben);
  await acquaint(ana, ben);
  room = await directChat(ana, 'ben');
  await say(ana, room, 'begin');
  await hears(ben, room, 'begin');
  epoch = (await seesRoom(ben, room, ({ members }) => members.length === 2))?.epoch ?? 0;
});
afterAll(() => house.close());

async function nextEpoch(commits: number): Promise<void> {
  epoch += commits;
  for (const one of [ana, ben]) await seesRoom(one, room, (view) => view.epoch === epoch);
}

async function later(by: number): Promise<void> {
  days += by;
  for (const one of [ana, ben]) {
    await one.reopen();
    await online(one);
  }
}

test(
  '[K60] young keys stay, old ones are replaced once, by each device of the room',
  { timeout: 120_000 },
  async () => {
    await later(3);
    await say(ana, room, 'three days');
    await hears(ben, room, 'three days');
    await seesRoom(ben, room, (view) => view.epoch === epoch);
    await later(5);
    await say(ana, room, 'eight days');
    await hears(ben, room, 'eight days');
    await nextEpoch(2);
    await later(1);
    await say(ben, room, 'nine days');
    await hears(ana, room, 'nine days');
    await seesRoom(ana, room, (view) => view.epoch === epoch);
  },
);

test('[K60] the thousandth own message has it replaced', { timeout: 120_000 }, async () => {
  await ana.close();
  const [file] = globSync('**/*.sqlite', { cwd: ana.folder });
  const database = new DatabaseSync(join(ana.folder, file ?? ''));
  database.prepare('UPDATE places SET leaf_sealed = 999 WHERE room = ?').run(room);
  database.close();
  await ana.recover();
  await online(ana);
  await say(ana, room, 'one more');
  await hears(ben, room, 'one more');
  await nextEpoch(1);
});
