/** Pictures of people: sealed to those one shares a room with, kept once, and gone everywhere when they are taken away. */
import { openHouse, PASSWORD, until, type House, type Resident } from '@alcove/testkit/house';
import type { AccountId, RoomId } from '@alcove/protocol';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { smallPicture } from './small-picture.ts';
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

/** Waits until the picture that is shown of them is another than `before`, and gives which and its bytes. */
async function seesPicture(of: Resident, room: RoomId, account: AccountId, before: number | null) {
  const shown = (view: { members: readonly { account: AccountId; picture: number | null }[] }): number | null =>
    view.members.find((member) => member.account === account)?.picture ?? null;
  const view = await seesRoom(of, room, (now) => shown(now) !== before);
  const picture = view === null ? null : shown(view);
  return { picture, bytes: (await of.client.picture(account))?.bytes ?? null };
}
/** Six devices, on a busy machine. */
const PATIENT = 180_000;

test(
  'a picture reaches everybody and their new devices, changes, and is gone for all',
  { timeout: PATIENT },
  async () => {
    await acquaint(ana, ben);
    const [me, first, second] = [await accountOf(ana), smallPicture('first', 24_000), smallPicture('second', 900)];
    const direct = await directChat(ana, 'ben');
    await say(ana, direct, 'hello');
    await hears(ben, direct, 'hello');
    expect(await ana.client.setPicture(new Uint8Array(30))).toMatchObject({ ok: false, code: 'not-allowed' });
    expect(await ana.client.setPicture(smallPicture('x', 24_577))).toMatchObject({ ok: false, code: 'too-large' });
    expect((await ana.client.setPicture(first)).ok).toBe(true);
    const told = await seesPicture(ben, direct, me, null);
    expect(told.bytes).toEqual(first);
    expect((await until(ana.client, 'app', null, (app) => app.me !== null)).me?.picture).toBe(told.picture);

    // Who comes later hears it of her, and a device of ben's that was not there.
    const cleo = await house.person('cleo');
    await online(cleo);
    await acquaint(ana, cleo);
    const group = await groupOf(ana, 'Walk', [ben, cleo]);
    expect((await seesPicture(cleo, group, me, null)).bytes).toEqual(first);
    const later = await house.device('ben-2');
    expect((await later.client.logIn({ username: 'ben', password: PASSWORD })).ok).toBe(true);
    await online(later);
    expect((await seesPicture(later, group, me, null)).bytes).toEqual(first);

    // Another device of hers has it too, and changes it.
    const other = await house.device('ana-2');
    expect((await other.client.logIn({ username: 'ana', password: PASSWORD })).ok).toBe(true);
    await online(other);
    await seesRoom(other, group, ({ members }) => members.length === 3);
    await until(other.client, 'app', null, ({ me: self }) => self?.picture === told.picture);
    expect((await other.client.picture(me))?.bytes).toEqual(first);
    expect((await other.client.setPicture(second)).ok).toBe(true);
    for (const one of [ana, ben, cleo, later]) {
      const now = await seesPicture(one, group, me, told.picture);
      expect(now.bytes).toEqual(second);
    }

    await ben.reopen();
    await online(ben);
    expect((await ben.client.picture(me))?.bytes).toEqual(second);
    const changed = (await seesRoom(ben, group, ({ members }) => members.length === 3))?.members.find(
      ({ account }) => account === me,
    )?.picture;
    expect((await ana.client.setPicture(null)).ok).toBe(true);
    for (const one of [ana, ben, cleo, later, other])
      expect(await seesPicture(one, group, me, changed ?? null)).toEqual({ picture: null, bytes: null });
  },
);

test('P15: who is blocked is not shown a picture, not in a room in common either', { timeout: PATIENT }, async () => {
  const cleo = await house.person('cleo');
  await online(cleo);
  await acquaint(ana, ben, cleo);
  const me = await accountOf(ana);
  const other = await directChat(ana, 'cleo');
  const group = await groupOf(ana, 'Walk', [ben, cleo]);
  await seesRoom(ben, group, ({ members }) => members.length === 3);
  expect((await ana.client.block(await accountOf(ben))).ok).toBe(true);
  expect((await ana.client.setPicture(smallPicture('for friends'))).ok).toBe(true);
  await seesPicture(cleo, other, me, null);
  await say(ana, group, 'who comes?');
  await hears(ben, group, 'who comes?');
  expect(await ben.client.picture(me)).toBe(null);
  // Among others nobody is told that there is none any more but who was told that there is one.
  expect((await ana.client.unblock(await accountOf(ben))).ok).toBe(true);
  await seesPicture(ben, group, me, null);
});

test('in many rooms with the same people it is told once', { timeout: PATIENT }, async () => {
  await acquaint(ana, ben);
  const me = await accountOf(ana);
  const rooms: RoomId[] = [];
  for (let n = 0; n < 6; n++) rooms.push(await groupOf(ana, `Room ${String(n)}`, [ben]));
  const [first] = rooms;
  if (first === undefined) throw new Error('no room');
  for (const room of rooms) await seesRoom(ben, room, ({ members }) => members.length === 2);
  expect((await ana.client.setPicture(smallPicture('once', 24_000))).ok).toBe(true);
  await seesPicture(ben, first, me, null);
  await say(ana, first, 'all there?');
  await hears(ben, first, 'all there?');
  const database = new DatabaseSync(join(house.serverFolder, 'alcove.db'), { readOnly: true });
  const [large] = database.prepare('SELECT count(*) AS count FROM entry WHERE length(core) > 20000').all();
  database.close();
  expect(large?.['count']).toBe(1);
});
