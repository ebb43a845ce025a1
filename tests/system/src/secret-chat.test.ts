/** A chat of two devices (docs/decisions/0019): no other device knows of it, nothing of it is kept elsewhere, and it ends with either. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AccountId, DeviceId, RoomId } from '@alcove/protocol';
import { openHouse, PASSWORD, until, type House, type Resident } from '@alcove/testkit/house';
import { expectOk, isIn, newDevice } from './devices.ts';
import { accountOf, acquaint, directChat, groupOf, hears, lines, online, say, seesRoom, texts } from './talk.ts';

let house: House;
let ana: Resident;
let tablet: Resident;
let ben: Resident;
let phone: Resident;
let anaAccount: AccountId;
let benAccount: AccountId;
beforeEach(async () => {
  house = await openHouse();
  ana = await house.person('ana');
  ben = await house.person('ben');
  await acquaint(ana, ben);
  tablet = await newDevice(house, 'tablet', 'ana');
  phone = await newDevice(house, 'phone', 'ben');
  [anaAccount, benAccount] = [await accountOf(ana), await accountOf(ben)];
});
afterEach(async () => {
  const { faults } = house;
  await house.close();
  expect(faults).toEqual([]);
});

async function secretWith(from: Resident, account: AccountId, device: DeviceId): Promise<RoomId> {
  const made = await from.client.startSecret(account, device);
  if (!made.ok) throw new Error(`${made.code} ${made.detail ?? ''}`);
  return made.value;
}

async function listed(resident: Resident): Promise<readonly RoomId[]> {
  return (await until(resident.client, 'rooms', null, () => true)).map(({ id }) => id);
}

/** Whatever the server has to say to them has been said, and what they have to put away is away. */
async function settled(...residents: readonly Resident[]): Promise<void> {
  for (const each of residents) {
    const group = await groupOf(each, 'settled', []);
    await say(each, group, 'all is quiet');
    await until(each.client, 'app', null, ({ archive }) => archive.state === 'current');
  }
}

test('two devices talk, and the others of both people never hear of it', async () => {
  const room = await secretWith(ana, benAccount, await isIn(ben));
  await say(ana, room, 'only you');
  await hears(ben, room, 'only you');
  await say(ben, room, 'only you too');
  await hears(ana, room, 'only you too');
  await seesRoom(ben, room, ({ kind, peer, members, secret }) => {
    const devices = members.map((member) => member.devices.length);
    return kind === 'secret' && peer?.name === 'ANA' && secret?.end === null && String(devices) === '1,1';
  });
  await ana.client.markRead(room, 4);
  await tablet.reopen();
  await phone.reopen();
  await online(tablet, phone);
  const chat = await directChat(ana, 'ben');
  await say(ana, chat, 'for everybody to read');
  for (const each of [tablet, phone]) await hears(each, chat, 'for everybody to read');
  await settled(ana);
  expect(await listed(ana)).toEqual(expect.arrayContaining([room, chat]));
  for (const other of [tablet, phone]) expect(await listed(other)).not.toContain(room);
  // One who comes later reads the account's past, and finds nothing of it there.
  const laptop = await newDevice(house, 'laptop', 'ana');
  await until(laptop.client, 'rooms', null, (rooms) => rooms.some(({ title }) => title === 'settled'));
  await hears(laptop, chat, 'for everybody to read');
  expect(await listed(laptop)).not.toContain(room);
  // And it goes on, over restarts of all three.
  await house.stopServer();
  await house.startServer();
  for (const each of [ana, ben]) await each.reopen();
  await say(ben, room, 'still here');
  expect(texts(await hears(ana, room, 'still here'))).toEqual(['only you', 'only you too', 'still here']);
});

test('the other person’s devices are shown, first the one they wrote from; several chats stand beside each other', async () => {
  const chat = await directChat(ana, 'ben');
  for (const each of [ben, phone]) await seesRoom(each, chat, ({ epoch }) => epoch > 0);
  await say(ben, chat, 'from the first one');
  await hears(ana, chat, 'from the first one');
  // That a device came in is no word of it.
  await newDevice(house, 'laptop', 'ben').then((device) => device.close());
  await until(ana.client, 'timeline', chat, (view) => lines(view).includes('device-added'));
  const devices = await ana.client.devicesOf(benAccount);
  if (!devices.ok) throw new Error(devices.code);
  expect(devices.value.map(({ wroteLast }) => wroteLast)).toEqual([true, false, false]);
  expect([devices.value[0]?.device, devices.value[2]?.device]).toEqual([await isIn(ben), await isIn(phone)]);
  const rooms = [
    await secretWith(ana, benAccount, await isIn(ben)),
    await secretWith(ana, benAccount, await isIn(ben)),
    await secretWith(tablet, benAccount, await isIn(phone)),
  ];
  expect(new Set([chat, ...rooms]).size).toBe(4);
  await seesRoom(phone, rooms[2]!, ({ epoch }) => epoch > 0);
  await say(tablet, rooms[2]!, 'between the second ones');
  await hears(phone, rooms[2]!, 'between the second ones');
  for (const each of [rooms[0]!, rooms[1]!]) await seesRoom(ben, each, ({ epoch }) => epoch > 0);
  expect(await listed(ana)).toEqual(expect.arrayContaining([chat, rooms[0], rooms[1]]));
  expect(await listed(ben)).not.toContain(rooms[2]);
  expect(await ana.client.addPeople(rooms[0]!, [benAccount])).toMatchObject({ code: 'not-allowed' });
});

test('it is over on the other side when a device of it is removed, and what was said stays', async () => {
  const room = await secretWith(ana, benAccount, await isIn(ben));
  await say(ana, room, 'before');
  await hears(ben, room, 'before');
  await say(ben, room, 'the last word');
  await hears(ana, room, 'the last word');
  await ana.close();
  expectOk(await phone.client.removeDevices([await isIn(ben)], PASSWORD));
  await until(ben.client, 'app', null, ({ phase }) => phase === 'removed');
  // She learns of it when she comes back.
  await ana.reopen();
  const over = await seesRoom(ana, room, ({ secret }) => secret?.end === 'device-gone');
  expect(over).toMatchObject({ left: true, alarms: [] });
  expect(texts(await hears(ana, room, 'before'))).toEqual(['before', 'the last word']);
  expect(await ana.client.send(room, { text: 'anybody?', replyTo: null, mentions: [] })).toMatchObject({
    code: 'not-member',
  });
  await ana.reopen();
  await seesRoom(ana, room, ({ secret, left }) => left && secret?.end === 'device-gone');
  await online(ana);
  // With another device of his there can be another one.
  const again = await secretWith(ana, benAccount, await isIn(phone));
  await say(ana, again, 'anew');
  await hears(phone, again, 'anew');
});

test('either of the two ends it, for both', async () => {
  const room = await secretWith(ana, benAccount, await isIn(ben));
  await seesRoom(ben, room, ({ epoch }) => epoch > 0);
  await say(ben, room, 'hello');
  await hears(ana, room, 'hello');
  expectOk(await ben.client.leave(room));
  await seesRoom(ben, room, ({ secret, left }) => left && secret?.end === 'by-me');
  await seesRoom(ana, room, ({ secret, left }) => left && secret?.end === 'by-them');
  expect(lines(await hears(ana, room, 'hello'))).toEqual(['left']);
  const other = await secretWith(ana, benAccount, await isIn(ben));
  await seesRoom(ben, other, ({ epoch }) => epoch > 0);
  expectOk(await ana.client.leave(other));
  await seesRoom(ben, other, ({ secret }) => secret?.end === 'by-them');
});

test('a stranger asks for one as for any chat, and the answer stays on the device', async () => {
  const cleo = await house.person('cleo');
  await cleo.client.findPerson('ana');
  const room = await secretWith(cleo, anaAccount, await isIn(ana));
  await say(cleo, room, 'you do not know me');
  await until(ana.client, 'rooms', null, (rooms) => rooms.some(({ id, request }) => id === room && request !== null));
  await hears(ana, room, 'you do not know me');
  expectOk(await ana.client.acceptRequest(room));
  await say(ana, room, 'now I do');
  await hears(cleo, room, 'now I do');
  // What is declined stands in a list of its own, and there alone on this device.
  const dan = await house.person('dan');
  await dan.client.findPerson('ana');
  const declined = await secretWith(dan, anaAccount, await isIn(ana));
  await until(ana.client, 'rooms', null, (rooms) => rooms.some(({ id }) => id === declined));
  expectOk(await ana.client.declineRequest(declined));
  expect((await ana.client.contacts()).declined.map(({ room: id }) => id)).toEqual([declined]);
  // Records are told in the order they were made. Not dan: of somebody blocked nothing declined is shown.
  expectOk(await ana.client.block(await accountOf(cleo)));
  await expect.poll(async () => (await tablet.client.contacts()).blocked.length, { timeout: 20_000 }).toBe(1);
  expect((await tablet.client.contacts()).declined).toEqual([]);
  const chat = await directChat(ana, 'ben');
  await say(ana, chat, 'later');
  await hears(tablet, chat, 'later');
  expect(await listed(tablet)).not.toContain(room);
});

test('without a connection none is begun, and with somebody blocked neither', async () => {
  await house.stopServer();
  await until(ana.client, 'app', null, ({ connection }) => connection.state !== 'online');
  expect(await ana.client.startSecret(benAccount, 'A'.repeat(22) as DeviceId)).toMatchObject({ code: 'offline' });
  await house.startServer();
  await online(ana);
  expect(await ana.client.startSecret(benAccount, 'A'.repeat(22) as DeviceId)).toMatchObject({
    code: 'no-key-package',
  });
  expectOk(await ana.client.block(benAccount));
  expect(await ana.client.startSecret(benAccount, await isIn(ben))).toMatchObject({ code: 'blocked' });
  expect(await ana.client.startSecret(anaAccount, await isIn(tablet))).toMatchObject({ code: 'self' });
});
