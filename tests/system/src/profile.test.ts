/** What people say of themselves, and who hears it: bio and status by sealed message, that somebody is here by whisper. */
import type { StatusView } from '@alcove/client';
import { openHouse, PASSWORD, until, type House, type Resident } from '@alcove/testkit/house';
import type { RoomId } from '@alcove/protocol';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { accountOf, acquaint, directChat, groupOf, hears, online, say, seesRoom } from './talk.ts';

let house: House;
let ana: Resident;
let ben: Resident;
beforeEach(async () => {
  house = await openHouse();
  ana = await house.person('ana');
  ben = await house.person('ben');
  await online(ana, ben);
});
afterEach(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

/** Several devices, on a busy machine. */
const PATIENT = { timeout: 180_000 };

const BUSY: StatusView = { how: 'busy', words: 'in the workshop', emoji: '🔧', until: null };
const seesBio = (of: Resident, room: RoomId, name: string, bio: string) =>
  seesRoom(of, room, ({ members }) => members.some((member) => member.username === name && member.bio === bio));
const seesStatus = (of: Resident, room: RoomId, name: string, words: string | null) =>
  seesRoom(of, room, ({ members }) =>
    members.some((member) => member.username === name && (member.status?.words ?? null) === words),
  );
const present = (of: Resident, fits: (accounts: readonly string[]) => boolean) =>
  until(of.client, 'present', null, fits);

/** Messages in all rooms' logs, as the server counts them. A new device may still be coming into one of the rooms: that is a commit, and tells nobody anything. */
function entries(): number {
  const database = new DatabaseSync(join(house.serverFolder, 'alcove.db'), { readOnly: true });
  const [row] = database.prepare("SELECT count(*) AS count FROM entry WHERE kind = 'application'").all();
  database.close();
  return Number(row?.['count']);
}

/** Something goes from one to the other and back, after all that came before. */
async function passTime(room: RoomId, text: string): Promise<void> {
  await say(ana, room, text);
  await hears(ben, room, text);
  await say(ben, room, `${text}!`);
  await hears(ana, room, `${text}!`);
}

test(
  'bio and status reach everybody, once per person; who was away hears the last; an end is an end for all',
  PATIENT,
  async () => {
    const cleo = await house.person('cleo');
    await online(cleo);
    await acquaint(ana, ben, cleo);
    const direct = await directChat(ana, 'ben');
    await say(ana, direct, 'hello');
    await hears(ben, direct, 'hello');
    const group = await groupOf(ana, 'Walk', [ben, cleo]);
    await seesRoom(cleo, group, ({ members }) => members.length === 3);
    await passTime(group, 'ready');
    await cleo.close();

    const before = entries();
    expect((await ana.client.setBio('  Keeps\nbees.  ')).ok).toBe(true);
    await seesBio(ben, direct, 'ana', 'Keeps bees.');
    await seesBio(ben, group, 'ana', 'Keeps bees.');
    await passTime(direct, 'seen');
    // Ben hears it in one of the two rooms, and cleo in the group: at most a message in each.
    expect(entries() - before - 2).toBeLessThanOrEqual(2);

    expect((await ana.client.setStatus(BUSY)).ok).toBe(true);
    await seesStatus(ben, group, 'ana', 'in the workshop');
    expect((await until(ben.client, 'rooms', null, (all) => all.some(({ id }) => id === direct))).length).toBe(2);
    expect((await seesRoom(ben, direct, () => true))?.peer?.status).toEqual(BUSY);
    expect((await until(ana.client, 'app', null, ({ me }) => me?.status != null)).me).toMatchObject({
      bio: 'Keeps bees.',
      status: BUSY,
    });
    await cleo.reopen();
    await online(cleo);
    await seesStatus(cleo, group, 'ana', 'in the workshop');
    await seesBio(cleo, group, 'ana', 'Keeps bees.');

    const soon = Date.now() + 1_500;
    expect((await ana.client.setStatus({ how: 'away', words: 'back at once', emoji: '', until: soon })).ok).toBe(true);
    await seesStatus(ben, group, 'ana', 'back at once');
    await seesStatus(ben, group, 'ana', null);
    await seesStatus(cleo, group, 'ana', null);
    expect(Date.now()).toBeGreaterThanOrEqual(soon);
  },
);

test(
  'newcomers hear it, and a new device of either; a device that was told it is told nothing twice',
  PATIENT,
  async () => {
    await acquaint(ana, ben);
    expect((await ana.client.setBio('Keeps bees.')).ok).toBe(true);
    const group = await groupOf(ana, 'Walk', [ben]);
    await seesBio(ben, group, 'ana', 'Keeps bees.');
    const cleo = await house.person('cleo');
    await online(cleo);
    await ben.client.findPerson('cleo');
    expect((await ben.client.addPeople(group, [await accountOf(cleo)])).ok).toBe(true);
    await seesRoom(cleo, group, ({ members }) => members.length === 3);
    await seesBio(cleo, group, 'ana', 'Keeps bees.');

    for (const name of ['ana', 'ben']) {
      const second = await house.device(`${name}-2`);
      expect((await second.client.logIn({ username: name, password: PASSWORD })).ok).toBe(true);
      await online(second);
      await seesBio(second, group, 'ana', 'Keeps bees.');
      if (name === 'ben') continue;
      // The new device goes on where the other one was.
      expect((await second.client.setStatus(BUSY)).ok).toBe(true);
      await seesStatus(ben, group, 'ana', BUSY.words);
      await until(ana.client, 'app', null, ({ me }) => me?.status?.words === BUSY.words);
    }
    await ana.reopen();
    await online(ana);
    expect((await ana.client.setBio('Kept bees.')).ok).toBe(true);
    await seesBio(cleo, group, 'ana', 'Kept bees.');
    await seesStatus(cleo, group, 'ana', BUSY.words);
    const before = entries();
    await ben.reopen();
    await ana.reopen();
    await online(ana, ben);
    await passTime(group, 'quiet');
    expect(entries() - before).toBe(2);
  },
);

test('what is too long or no status is refused, and nothing is told by somebody who said nothing', async () => {
  await acquaint(ana, ben);
  const direct = await directChat(ana, 'ben');
  await passTime(direct, 'hello');
  const before = entries();
  expect(await ana.client.setBio('x'.repeat(281))).toMatchObject({ ok: false, code: 'too-large' });
  expect(await ana.client.setStatus({ ...BUSY, words: '🐝'.repeat(81) })).toMatchObject({
    ok: false,
    code: 'too-large',
  });
  expect(await ana.client.setStatus({ ...BUSY, emoji: 'no emoji' })).toMatchObject({ ok: false, code: 'not-allowed' });
  await passTime(direct, 'and now');
  expect(entries() - before).toBe(2);
  expect((await ana.client.setStatus({ ...BUSY, words: '🐝'.repeat(80) })).ok).toBe(true);
  await seesStatus(ben, direct, 'ana', '🐝'.repeat(80));
});

test('P15: whoever asks or is blocked hears nothing of it, not in a room in common either; then they do', async () => {
  const cleo = await house.person('cleo');
  await online(cleo);
  await acquaint(ana, cleo);
  const other = await directChat(ana, 'cleo');
  const asking = await directChat(ben, 'ana');
  await say(ben, asking, 'do you know me?');
  await until(ana.client, 'rooms', null, (all) => all.some(({ request }) => request !== null));
  expect((await ana.client.setBio('For friends.')).ok).toBe(true);
  await seesBio(cleo, other, 'ana', 'For friends.');
  await say(ben, asking, 'hello?');
  await hears(ana, asking, 'hello?');
  expect((await seesRoom(ben, asking, () => true))?.members.map(({ bio }) => bio)).toEqual(['', '']);
  expect((await ana.client.acceptRequest(asking)).ok).toBe(true);
  await seesBio(ben, asking, 'ana', 'For friends.');

  const group = await groupOf(cleo, 'Walk', [ana, ben]);
  await until(ben.client, 'rooms', null, (all) => all.some(({ id }) => id === group));
  expect((await ben.client.acceptRequest(group)).ok).toBe(true);
  await seesRoom(ben, group, ({ members }) => members.length === 3);
  expect((await ana.client.block(await accountOf(ben))).ok).toBe(true);
  expect((await ana.client.setStatus(BUSY)).ok).toBe(true);
  await seesStatus(cleo, other, 'ana', BUSY.words);
  await say(ana, group, 'who comes?');
  await hears(ben, group, 'who comes?');
  await say(ben, group, 'me');
  await hears(ana, group, 'me');
  const members = (await seesRoom(ben, group, () => true))?.members ?? [];
  expect(members.find(({ username }) => username === 'ana')).toMatchObject({ status: null });
  expect((await ana.client.unblock(await accountOf(ben))).ok).toBe(true);
  await seesStatus(ben, group, 'ana', BUSY.words);
});

test('P16: who looks at the app is here for those they know, and for nobody who asks', async () => {
  const asking = await directChat(ben, 'ana');
  await say(ben, asking, 'do you know me?');
  await until(ana.client, 'rooms', null, (all) => all.some(({ request }) => request !== null));
  const cleo = await house.person('cleo');
  await online(cleo);
  await acquaint(ana, cleo);
  const other = await directChat(ana, 'cleo');
  await say(ana, other, 'hello');
  await hears(cleo, other, 'hello');
  const [anaId, cleoId] = [await accountOf(ana), await accountOf(cleo)];
  ben.client.setActive(true);
  ana.client.setActive(true);
  await present(cleo, (all) => all.includes(anaId));
  // Who comes later asks, and is answered.
  cleo.client.setActive(true);
  await present(ana, (all) => all.includes(cleoId));
  await say(ben, asking, 'hello?');
  await hears(ana, asking, 'hello?');
  expect(await present(ben, () => true)).toEqual([]);
  expect(await present(ana, () => true)).toEqual([cleoId]);

  expect((await ana.client.acceptRequest(asking)).ok).toBe(true);
  // Told and asked at once, not with the next beat.
  await present(ben, (all) => all.includes(anaId));
  await present(ana, (all) => all.length === 2);
  ana.client.setActive(false);
  await present(cleo, (all) => !all.includes(anaId));
  ana.client.setActive(true);
  await present(ben, (all) => all.includes(anaId));
});

test('S06, S07: who turned it off is not seen here, and sees nobody; until it is turned on again', async () => {
  const cleo = await house.person('cleo');
  await online(cleo);
  await acquaint(ana, ben, cleo);
  const room = await directChat(ana, 'ben');
  await passTime(room, 'hello');
  const witness = await directChat(ben, 'cleo');
  await say(ben, witness, 'hello');
  await hears(cleo, witness, 'hello');
  const [anaId, benId] = [await accountOf(ana), await accountOf(ben)];
  ana.client.setActive(true);
  ben.client.setActive(true);
  await present(ben, (all) => all.includes(anaId));
  await present(ana, (all) => all.includes(benId));
  expect((await ana.client.changeSettings({ presence: false })).ok).toBe(true);
  await present(ben, (all) => !all.includes(anaId));
  await present(ana, (all) => all.length === 0);
  // Whoever comes asks who is here: she does not answer, and that they are here is not shown to her.
  ana.client.setActive(false);
  ana.client.setActive(true);
  await ben.reopen();
  await online(ben);
  ben.client.setActive(true);
  await present(cleo, (all) => all.includes(benId));
  await passTime(room, 'anybody?');
  expect(await present(ana, () => true)).toEqual([]);
  expect(await present(ben, () => true)).toEqual([]);
  expect((await ana.client.changeSettings({ presence: true })).ok).toBe(true);
  await present(ben, (all) => all.includes(anaId));
});
