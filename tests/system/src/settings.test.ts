/** What a person chooses once holds on all their devices, and what they turned off nobody is told. */
import type { HttpPort, MessageItem, SettingsView } from '@alcove/client';
import { nodePorts } from '@alcove/platform-node';
import type { FrameId, RoomId } from '@alcove/protocol';
import { openHouse, PASSWORD, until, type House, type Resident } from '@alcove/testkit/house';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { devicesInRoom, expectOk } from './devices.ts';
import { accountOf, acquaint, directChat, everWriting, hears, messages, online, say } from './talk.ts';

let house: House;
let ana: Resident;
let ben: Resident;
beforeEach(async () => {
  house = await openHouse();
  ana = await house.person('ana');
  ben = await house.person('ben');
});
afterEach(async () => {
  const { faults } = house;
  await house.close();
  expect(faults).toEqual([]);
});

const chose = (who: Resident, fits: Partial<SettingsView>) =>
  until(who.client, 'settings', null, (view) =>
    Object.entries(fits).every(([name, value]) => view?.[name as keyof SettingsView] === value),
  );

async function another(device: string, username: string, http?: HttpPort): Promise<Resident> {
  const resident = await house.device(device, http === undefined ? {} : { http });
  expectOk(await resident.client.logIn({ username, password: PASSWORD }));
  return resident;
}

function sees(who: Resident, room: RoomId, id: FrameId, states: readonly string[]): Promise<unknown> {
  return until(who.client, 'timeline', room, (view) => states.includes(stateOf(messages(view), id)));
}
const stateOf = (items: readonly MessageItem[], id: FrameId): string =>
  items.find((item) => item.id === id)?.send?.state ?? '';
async function stateNow(who: Resident, room: RoomId, id: FrameId): Promise<string> {
  return stateOf(messages(await until(who.client, 'timeline', room, (view) => view !== null)), id);
}

/** They hear it and have read it. */
async function reads(who: Resident, room: RoomId, text: string): Promise<void> {
  const view = await hears(who, room, text);
  await who.client.markRead(room, messages(view).find((item) => item.text === text)?.seq ?? 0);
}

test('a choice holds on the other device at once, and choices made apart both hold', async () => {
  const phone = await another('phone', 'ana');
  expectOk(await ana.client.changeSettings({ theme: 'dark', textSize: 'large' }));
  await chose(phone, { theme: 'dark', textSize: 'large', waits: false });

  await house.stopServer();
  expectOk(await ana.client.changeSettings({ enter: 'line' }));
  expectOk(await phone.client.changeSettings({ theme: 'light' }));
  await chose(ana, { enter: 'line', waits: true });
  await chose(phone, { theme: 'light', waits: true });
  await phone.reopen();
  await chose(phone, { theme: 'light', waits: true });
  await house.startServer();
  for (const device of [ana, phone])
    await chose(device, { theme: 'light', textSize: 'large', enter: 'line', waits: false });
  expect(await ana.client.changeSettings({ theme: 'plaid' } as never)).toMatchObject({ ok: false });
});

test('what another device chose while this one uploads is taken in, and then the upload is', async () => {
  const { http } = nodePorts({ server: house.url, folder: await house.emptyFolder() });
  const [asked, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let slow = false;
  const phone = await another('phone', 'ana', {
    async request(name, body, auth) {
      if (slow && name === 'putRecord') {
        asked.resolve();
        await answered.promise;
      }
      return http.request(name, body, auth);
    },
  });
  expectOk(await ana.client.changeSettings({ theme: 'dark' }));
  await chose(phone, { theme: 'dark', waits: false });
  slow = true;
  expectOk(await phone.client.changeSettings({ textSize: 'large' }));
  await asked.promise;
  expectOk(await ana.client.changeSettings({ enter: 'line' }));
  await chose(phone, { enter: 'line', waits: true });
  answered.resolve();
  for (const device of [phone, ana])
    await chose(device, { theme: 'dark', textSize: 'large', enter: 'line', waits: false });
});

test('a server that went back to an old backup is told again what was chosen [R03]', async () => {
  expectOk(await ana.client.changeSettings({ enter: 'line' }));
  await chose(ana, { waits: false });
  const backUp = await house.backUp();
  const phone = await another('phone', 'ana');
  await chose(phone, { enter: 'line' });
  expectOk(await phone.client.changeSettings({ enter: 'send', theme: 'dark' }));
  await chose(ana, { enter: 'send', theme: 'dark' });
  await phone.close();
  await house.stopServer();
  await backUp();
  await house.startServer();
  await online(ana);
  await chose(ana, { enter: 'send', theme: 'dark', waits: false });
  await chose(await another('tablet', 'ana'), { enter: 'send', theme: 'dark' });
});

test('who turned read marks off tells nobody what they read, and sees it of nobody [S01] [S03]', async () => {
  await acquaint(ana, ben);
  const room = await directChat(ana, 'ben');
  const first = await say(ana, room, 'before');
  await reads(ben, room, 'before');
  await sees(ana, room, first, ['read']);

  expectOk(await ben.client.changeSettings({ receipts: false }));
  const second = await say(ana, room, 'read in silence');
  await reads(ben, room, 'read in silence');
  const third = await say(ana, room, 'and this one came');
  await hears(ben, room, 'and this one came');
  await sees(ana, room, third, ['delivered', 'read']);
  expect(await stateNow(ana, room, second)).toBe('delivered');
  // What was told before stays told.
  expect(await stateNow(ana, room, first)).toBe('read');

  const mine = await say(ben, room, 'from ben');
  await reads(ana, room, 'from ben');
  const later = await say(ben, room, 'more from ben');
  await hears(ana, room, 'more from ben');
  await sees(ben, room, later, ['delivered', 'read']);
  expect(await stateNow(ben, room, mine)).toBe('delivered');

  expectOk(await ben.client.changeSettings({ receipts: true }));
  await sees(ben, room, mine, ['read']);
  await sees(ana, room, second, ['read']);
});

test('who turned typing off is not shown writing, and is shown nobody [S02] [S04]', async () => {
  await acquaint(ana, ben);
  const room = await directChat(ana, 'ben');
  await say(ana, room, 'hello');
  await hears(ben, room, 'hello');
  const [seenByAna, seenByBen] = [everWriting(ana, room), everWriting(ben, room)];
  expectOk(await ben.client.changeSettings({ typing: false }));
  ben.client.setTyping(room, true);
  ana.client.setTyping(room, true);
  await say(ben, room, 'ben wrote');
  await say(ana, room, 'ana wrote');
  await hears(ana, room, 'ben wrote');
  await hears(ben, room, 'ana wrote');
  expect([...seenByAna, ...seenByBen]).toEqual([]);

  expectOk(await ben.client.changeSettings({ typing: true }));
  ben.client.setTyping(room, true);
  await expect.poll(() => [...seenByAna]).toEqual([await accountOf(ben)]);
});

test('a new device tells nothing before it knows what its person chose [S05]', async () => {
  await acquaint(ana, ben);
  // His own: what ana is to him the phone cannot know either.
  const room = await directChat(ben, 'ana');
  await say(ben, room, 'hello');
  await hears(ana, room, 'hello');
  const { http } = nodePorts({ server: house.url, folder: await house.emptyFolder() });
  let withheld = true;
  const withholding: HttpPort = {
    request: (name, body, auth) =>
      name === 'records' && withheld ? Promise.resolve({ kind: 'unreachable' }) : http.request(name, body, auth),
  };
  const phone = await another('phone', 'ben', withholding);
  await until(phone.client, 'room', room, (view) => (view?.epoch ?? 0) > 0);
  await devicesInRoom(ana, room, 'ben', 2);
  await ben.close();
  const first = await say(ana, room, 'only the phone hears this');
  await reads(phone, room, 'only the phone hears this');
  const second = await say(ana, room, 'and this');
  await hears(phone, room, 'and this');
  await sees(ana, room, second, ['delivered', 'read']);
  expect(await stateNow(ana, room, first)).toBe('delivered');

  withheld = false;
  await phone.reopen();
  await online(phone);
  await reads(phone, room, 'and this');
  await sees(ana, room, first, ['read']);
});
