/** How far somebody read and what they half wrote follows them from device to device. */
import type { HttpPort, RoomSummary } from '@alcove/client';
import { nodePorts } from '@alcove/platform-node';
import type { RoomId } from '@alcove/protocol';
import { openHouse, PASSWORD, until, type House, type Resident } from '@alcove/testkit/house';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { expectOk } from './devices.ts';
import { acquaint, directChat, groupOf, hears, messages, online, say, seesRoom } from './talk.ts';

let house: House;
let ana: Resident;
let ben: Resident;
let phone: Resident;
let room: RoomId;
/** How often ana's first device uploaded each of her records. */
const writes = new Map<string, number>();
beforeEach(async () => {
  house = await openHouse();
  ana = await house.person('ana', { http: counting(await house.emptyFolder()) });
  ben = await house.person('ben');
  await acquaint(ana, ben);
  room = await directChat(ben, 'ana');
  await say(ben, room, 'one');
  await hears(ana, room, 'one');
  phone = await house.device('phone');
  expectOk(await phone.client.logIn({ username: 'ana', password: PASSWORD }));
  await seesRoom(phone, room, ({ epoch }) => epoch > 0);
});
afterEach(async () => {
  const { faults } = house;
  await house.close();
  expect(faults).toEqual([]);
});

function counting(folder: string): HttpPort {
  const { http } = nodePorts({ server: house.url, folder });
  return {
    request(name, body, auth) {
      if (name === 'putRecord' && 'sealed' in body && 'name' in body)
        writes.set(body.name, (writes.get(body.name) ?? 0) + 1);
      return http.request(name, body, auth);
    },
  };
}

const counts = (who: Resident, unread: number, of: RoomId = room) =>
  until(who.client, 'rooms', null, (rooms) => rooms.find(({ id }) => id === of)?.unread === unread);
const drafted = (who: Resident, text: string, of: RoomId = room) => seesRoom(who, of, ({ draft }) => draft === text);
const listed = async (who: Resident): Promise<RoomSummary | undefined> =>
  (await until(who.client, 'rooms', null, () => true)).find(({ id }) => id === room);

async function reads(who: Resident, text: string, of: RoomId = room): Promise<void> {
  const view = await hears(who, of, text);
  await who.client.markRead(of, messages(view).find((item) => item.text === text)?.seq ?? 0);
}

test('read on one device is read on the other, also with read marks off; turned back on one is unread on both', async () => {
  const group = await groupOf(ben, 'Harbour', [ana]);
  await seesRoom(phone, group, ({ epoch }) => epoch > 0);
  expectOk(await ana.client.changeSettings({ receipts: false }));
  for (const text of ['two', 'three']) await say(ben, room, text);
  await say(ben, group, 'for all');
  await hears(phone, room, 'three');
  await hears(phone, group, 'for all');
  await reads(ana, 'three');
  await reads(ana, 'for all', group);
  for (const who of [ana, phone]) {
    await counts(who, 0);
    await counts(who, 0, group);
  }

  const three = messages(await hears(phone, room, 'three')).find(({ text }) => text === 'three');
  await phone.client.markUnread(room, three?.id as NonNullable<typeof three>['id']);
  for (const who of [phone, ana]) await counts(who, 1);
  // Nor does it come back as read when they connect anew and tell each other their marks.
  await ana.reopen();
  await online(ana);
  await hears(ana, room, 'three');
  await counts(ana, 1);
  await say(ben, room, 'four');
  await reads(ana, 'four');
  for (const who of [ana, phone]) await counts(who, 0);
});

test('read apart, without a connection, both count; a device that comes later knows', async () => {
  const group = await groupOf(ben, 'Harbour', [ana]);
  await say(ben, room, 'two');
  await say(ben, group, 'for all');
  for (const who of [ana, phone]) {
    await hears(who, room, 'two');
    await hears(who, group, 'for all');
  }
  await house.stopServer();
  await reads(ana, 'two');
  await reads(phone, 'for all', group);
  await phone.reopen();
  await house.startServer();
  for (const who of [ana, phone]) {
    await counts(who, 0);
    await counts(who, 0, group);
  }
  const tablet = await house.device('tablet');
  expectOk(await tablet.client.logIn({ username: 'ana', password: PASSWORD }));
  await seesRoom(tablet, room, ({ epoch }) => epoch > 0);
  await hears(tablet, room, 'two');
  await counts(tablet, 0);
});

test('a draft is on the other device, the newer one stands, and a sent message ends it everywhere', async () => {
  await ana.client.saveDraft(room, 'Half a thou');
  await ana.client.saveDraft(room, 'Half a thought');
  await drafted(phone, 'Half a thought');
  expect((await listed(phone))?.draft).toBe(true);

  await house.stopServer();
  await ana.client.saveDraft(room, 'Half a thought, on the laptop');
  await phone.client.saveDraft(room, 'Half a thought, on the phone and later');
  await phone.reopen();
  await house.startServer();
  for (const who of [ana, phone]) await drafted(who, 'Half a thought, on the phone and later');

  await say(ana, room, 'Half a thought, on the phone and later');
  for (const who of [ana, phone]) await drafted(who, '');
  await hears(phone, room, 'Half a thought, on the phone and later');
  expect((await listed(phone))?.draft).toBe(false);
  // What was ended stays so for who was away.
  await phone.reopen();
  await online(phone);
  await drafted(phone, '');
});

test('what is read and written is told in a few writes, not with every line and letter', async () => {
  const rooms = [];
  for (let n = 0; n < 6; n++) rooms.push(await groupOf(ben, `Room ${String(n)}`, [ana]));
  for (const each of rooms) await say(ben, each, 'here');
  for (const each of rooms) await hears(ana, each, 'here');
  writes.clear();
  for (const each of rooms) await reads(ana, 'here', each);
  for (let letters = 1; letters <= 20; letters++) await ana.client.saveDraft(room, 'x'.repeat(letters));
  await drafted(phone, 'x'.repeat(20));
  for (const each of rooms) await counts(phone, 0, each);
  expect(Math.max(...writes.values())).toBeLessThanOrEqual(3);
});
