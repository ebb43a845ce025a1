/** Who may reach somebody: requests, contacts, and people who are blocked. C29: a stranger learns nothing from being shown. */
import type { MemberView } from '@alcove/client';
import { openHouse, PASSWORD, until, type House, type Resident } from '@alcove/testkit/house';
import type { RoomId } from '@alcove/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { accountOf, directChat, everWriting, hears, messages, online, say, seesRoom, texts } from './talk.ts';

let house: House;
let ana: Resident;
let ben: Resident;
beforeEach(async () => {
  house = await openHouse();
  ana = await house.person('ana');
  ben = await house.person('ben');
  await online(ana, ben);
});
afterEach(() => house.close());

const inList = (of: Resident, room: RoomId, request: boolean) =>
  until(of.client, 'rooms', null, (all) => all.some((each) => each.id === room && (each.request !== null) === request));
const notInList = (of: Resident, room: RoomId) =>
  until(of.client, 'rooms', null, (all) => all.every(({ id }) => id !== room));
const sent = (of: Resident, room: RoomId, text: string, state: string) =>
  until(of.client, 'timeline', room, (view) =>
    messages(view).some((item) => item.text === text && item.send?.state === state),
  );
const devicesOf = (members: readonly MemberView[], username: string): number =>
  members.find((member) => member.username === username)?.devices.length ?? 0;
async function group(host: Resident, title: string, guest: Resident): Promise<RoomId> {
  const room = await host.client.createGroup({ title, people: [await accountOf(guest)] });
  if (!room.ok) throw new Error(room.code);
  return room.value;
}

/** Something that goes through the same server and both devices, after all that came before. */
async function passTime(): Promise<void> {
  const cleo = await house.person(`cleo${String(Math.random()).slice(2, 8)}`);
  await online(cleo);
  for (const from of [ben, ana]) {
    const room = await directChat(from, cleo.name);
    await say(from, room, 'and you?');
    await hears(cleo, room, 'and you?');
    await say(cleo, room, 'yes');
    await hears(from, room, 'yes');
    await sent(from, room, 'and you?', 'delivered');
  }
}

test('whoever asks sees neither that it arrived nor that it was read, nor writing, nor a name; then they do', async () => {
  const room = await directChat(ben, 'ana');
  await say(ben, room, 'hello, do you know me?');
  await inList(ana, room, true);
  const view = await hears(ana, room, 'hello, do you know me?');
  const [summary] = await until(ana.client, 'rooms', null, ([first]) => first?.unread === 1);
  expect(summary).toMatchObject({ lit: 0, request: { username: 'ben' } });
  await ana.client.markRead(room, messages(view)[0]?.seq ?? 0);
  const seenWriting = everWriting(ben, room);
  ana.client.setTyping(room, true);
  await passTime();
  const asked = await seesRoom(ben, room, () => true);
  expect([...seenWriting]).toEqual([]);
  expect(asked?.peer?.name).toBe('ana');
  expect(messages(await hears(ben, room, 'hello, do you know me?'))[0]?.send?.state).toBe('sent');

  expect((await ana.client.acceptRequest(room)).ok).toBe(true);
  await inList(ana, room, false);
  await sent(ben, room, 'hello, do you know me?', 'read');
  await seesRoom(ben, room, ({ peer }) => peer?.name === 'ANA');
});

test('a new name is not told to whoever asks, and telling it accepts nothing', async () => {
  const room = await directChat(ben, 'ana');
  await say(ben, room, 'hello');
  await inList(ana, room, true);
  expect((await ana.client.setDisplayName('Ana Maria')).ok).toBe(true);
  await passTime();
  await inList(ana, room, true);
  expect((await seesRoom(ben, room, () => true))?.peer?.name).toBe('ana');
});

test('a new device does not come in where somebody asks; accepted there, it does', async () => {
  const room = await directChat(ben, 'ana');
  await say(ben, room, 'hello');
  await inList(ana, room, true);
  const walk = await group(ana, 'Walk', ben);
  const second = await house.device('second');
  expect((await second.client.logIn({ username: 'ana', password: PASSWORD })).ok).toBe(true);
  await online(second);
  await seesRoom(second, walk, ({ members }) => devicesOf(members, 'ana') === 2);
  await inList(second, room, true);
  await passTime();
  const members = (await seesRoom(ben, room, () => true))?.members ?? [];
  expect(devicesOf(members, 'ana')).toBe(1);

  expect((await second.client.acceptRequest(room)).ok).toBe(true);
  await seesRoom(ben, room, (view) => devicesOf(view.members, 'ana') === 2);
  await say(ben, room, 'both of you');
  await hears(second, room, 'both of you');
  await hears(ana, room, 'both of you');
  await inList(ana, room, false);
});

test('an answer accepts, and whoever was written to first is no stranger', async () => {
  const room = await directChat(ben, 'ana');
  await say(ben, room, 'hello');
  await hears(ana, room, 'hello');
  await say(ana, room, 'hello to you');
  await inList(ana, room, false);
  await hears(ben, room, 'hello to you');
  const walk = await group(ben, 'Walk', ana);
  await inList(ana, walk, false);
  const back = await group(ana, 'Back', ben);
  await inList(ben, back, false);
});

test('a group a stranger brings one into asks as well', async () => {
  await ben.client.findPerson('ana');
  const room = await group(ben, 'Walk', ana);
  await say(ben, room, 'who comes?');
  await inList(ana, room, true);
  await hears(ana, room, 'who comes?');
  await passTime();
  expect(messages(await hears(ben, room, 'who comes?'))[0]?.send?.state).toBe('sent');
  expect((await ana.client.acceptRequest(room)).ok).toBe(true);
  await sent(ben, room, 'who comes?', 'delivered');
});

test('a contact need not ask; taken out, they do; put back, they do not', async () => {
  const account = await accountOf(ben);
  await ana.client.findPerson('ben');
  expect((await ana.client.addContact(account)).ok).toBe(true);
  const room = await directChat(ben, 'ana');
  await say(ben, room, 'hello');
  await inList(ana, room, false);
  await sent(ben, room, 'hello', 'delivered');
  expect((await ana.client.contacts()).contacts).toMatchObject([{ username: 'ben' }]);
  expect((await ana.client.removeContact(account)).ok).toBe(true);
  await inList(ana, room, true);
  await say(ben, room, 'and now?');
  await hears(ana, room, 'and now?');
  await passTime();
  expect(messages(await hears(ben, room, 'and now?')).at(-1)?.send?.state).toBe('sent');
  expect((await ana.client.addContact(account)).ok).toBe(true);
  await inList(ana, room, false);
  await sent(ben, room, 'and now?', 'delivered');
});

test('declined is gone here, on other devices too, over a restart, and comes back when asked for', async () => {
  const second = await house.device('second');
  expect((await second.client.logIn({ username: 'ana', password: PASSWORD })).ok).toBe(true);
  await online(second);
  const room = await directChat(ben, 'ana');
  await say(ben, room, 'hello');
  await inList(ana, room, true);
  await inList(second, room, true);
  expect((await ana.client.declineRequest(room)).ok).toBe(true);
  await notInList(ana, room);
  await notInList(second, room);
  expect((await ana.client.reopenRequest(room)).ok).toBe(true);
  await inList(ana, room, true);
  await inList(second, room, true);
  expect((await second.client.declineRequest(room)).ok).toBe(true);
  await notInList(second, room);
  await notInList(ana, room);
  await say(ben, room, 'are you there?');
  await passTime();
  await ana.reopen();
  await online(ana);
  await notInList(ana, room);
  expect(messages(await hears(ben, room, 'are you there?')).map(({ send }) => send?.state)).toEqual(['sent', 'sent']);
  expect((await ana.client.contacts()).declined).toMatchObject([{ room, by: { username: 'ben' } }]);
  expect((await ana.client.acceptRequest(room)).ok).toBe(true);
  await inList(ana, room, false);
  expect(texts(await hears(ana, room, 'are you there?'))).toEqual(['hello', 'are you there?']);
  await sent(ben, room, 'are you there?', 'delivered');
  // What was accepted does not ask again, however late one wants to undo.
  expect((await ana.client.reopenRequest(room)).ok).toBe(true);
  await say(ben, room, 'still?');
  await sent(ben, room, 'still?', 'delivered');
});

test('somebody blocked reaches nobody, is not told, and is folded in rooms in common', async () => {
  const room = await directChat(ana, 'ben');
  await say(ana, room, 'hello');
  await hears(ben, room, 'hello');
  const common = await group(ana, 'Walk', ben);
  await seesRoom(ben, common, ({ members }) => members.length === 2);
  const account = await accountOf(ben);
  expect((await ana.client.block(account)).ok).toBe(true);
  await notInList(ana, room);
  await say(ben, room, 'why?');
  await say(ben, common, 'in the room');
  const view = await hears(ana, common, 'in the room');
  expect(messages(view).at(-1)?.author.standing).toBe('blocked');
  await ben.client.findPerson('ana');
  const other = await group(ben, 'Come', ana);
  await passTime();
  await notInList(ana, other);
  await notInList(ana, room);
  expect(messages(await hears(ben, room, 'why?')).at(-1)?.send?.state).toBe('sent');
  const summary = (await until(ana.client, 'rooms', null, () => true)).find(({ id }) => id === common);
  expect(summary?.unread).toBe(0);

  expect(await ana.client.startDirect(account)).toEqual({ ok: true, value: room });
  expect(await ana.client.send(room, { text: 'still there?', replyTo: null, mentions: [] })).toMatchObject({
    ok: false,
    code: 'blocked',
  });
  expect((await ana.client.addContact(account)).ok).toBe(false);
  expect((await ana.client.unblock(account)).ok).toBe(true);
  await inList(ana, room, true);
});
