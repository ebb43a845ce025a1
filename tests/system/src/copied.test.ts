/** [C33] Copies of a device that stayed behind: an old profile put back, and two copies at work. Real folders, copied as a backup copies them. */
import { cp, rm } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Ports, SocketEvents, SocketPort } from '@alcove/client';
import { createNodeSocket, nodePorts } from '@alcove/platform-node';
import type { ClientFrame } from '@alcove/protocol';
import { openHouse, PASSWORD, until, type House, type Resident } from '@alcove/testkit/house';
import { devicesInRoom, expectOk, isIn, seesDevices } from './devices.ts';
import { acquaint, directChat, hears, messages, say, texts } from './talk.ts';
import { watched } from './watched.ts';

let house: House;
beforeEach(async () => void (house = await openHouse()));
afterEach(async () => {
  const { faults } = house;
  await house.close();
  expect(faults).toEqual([]);
});

/** A way to the server whose connections stand and say nothing while `holds`: what they would have said waits in `held`. */
interface Held {
  holds: boolean;
  readonly held: (() => void)[];
}
function holding(line: Held): Pick<Ports, 'socket'> {
  const inner = createNodeSocket(house.url);
  const open: SocketPort['open'] = (events) =>
    inner.open({ ...events, onOpen: () => void (line.holds ? line.held.push(events.onOpen) : events.onOpen()) });
  return { socket: { open } };
}

/** Nothing is put into the archive, from which a copy would learn what was sent. */
async function unarchived(): Promise<Pick<Ports, 'http'>> {
  const { http } = nodePorts({ server: house.url, folder: await house.emptyFolder() });
  const unreachable = { kind: 'unreachable' } as const;
  return {
    http: {
      request: async (name, body, auth) => (name === 'putArchive' ? unreachable : http.request(name, body, auth)),
    },
  };
}

/** Nothing is heard on a connection until the gate is open: it ends, and is tried again. */
function gated(gate: { readonly open: boolean }, events: SocketEvents): SocketEvents {
  return { ...events, onOpen: () => (gate.open ? events.onOpen() : events.onClose(1006)) };
}

const appended = (sent: readonly ClientFrame[]): readonly ClientFrame[] => sent.filter(({ t }) => t === 'append');

async function isCopied(device: Resident, code: string): Promise<void> {
  const app = await until(device.client, 'app', null, ({ phase }) => phase === 'copied');
  expect(app).toMatchObject({ trouble: code, lastUsername: device.name, me: null });
}

/** A copy of a device's folder, as of now; the answer puts it in the place of what the folder became. */
async function backUp(device: Resident): Promise<() => Promise<void>> {
  const copy = await house.emptyFolder();
  await cp(device.folder, copy, { recursive: true });
  return async () => {
    await rm(device.folder, { recursive: true });
    await cp(copy, device.folder, { recursive: true });
  };
}

test('an old profile that is put back sends nothing, and comes in as a new device with all it had', async () => {
  const sent: ClientFrame[] = [];
  const ana = await house.person('ana', { ...watched(house, sent), ...(await unarchived()) });
  const ben = await house.person('ben');
  await acquaint(ana, ben);
  const room = await directChat(ana, 'ben');
  await say(ana, room, 'before the backup');
  await hears(ben, room, 'before the backup');
  await house.stopServer();
  await until(ana.client, 'app', null, ({ connection }) => connection.state !== 'online');
  await say(ana, room, 'written, not sent');
  await ana.client.close();
  const putBack = await backUp(ana);
  await house.startServer();
  await ana.reopen();
  await hears(ben, room, 'written, not sent');
  await say(ana, room, 'after the backup');
  await hears(ben, room, 'after the backup');
  const device = await isIn(ana);
  await ana.client.close();
  await putBack();
  sent.length = 0;

  await ana.reopen();
  await isCopied(ana, 'device-stale');
  // Over a restart too, and however often.
  await ana.reopen();
  await isCopied(ana, 'device-stale');
  expect(sent).toEqual([]);
  await ana.client.comeInAgain();
  const out = await until(ana.client, 'app', null, ({ phase }) => phase === 'signed-out');
  expect(out).toMatchObject({ trouble: 'device-stale', lastUsername: 'ana' });
  expectOk(await ana.client.logIn({ username: 'ana', password: PASSWORD, newDevice: 'ask' }));

  expect(await isIn(ana)).not.toBe(device);
  await seesDevices(ana, ({ devices }) => devices.length === 1 && devices[0]?.isThis === true);
  await devicesInRoom(ben, room, 'ana', 1);
  await say(ben, room, 'you are back');
  const view = await hears(ana, room, 'you are back');
  expect(texts(view)).toContain('before the backup');
  const kept = messages(view).find(({ text }) => text === 'written, not sent');
  expect(kept?.send).toMatchObject({ state: 'failed', reason: 'maybe-sent' });
  // Sent again it is what it was, once.
  expectOk(await ana.client.retry(room, kept?.id ?? expect.fail('it is gone')));
  await say(ana, room, 'and after that');
  const told = await hears(ben, room, 'and after that');
  expect(texts(told).filter((text) => text === 'written, not sent')).toHaveLength(1);
}, 120_000);

test('[D10] [D11] a copy of a device at work that reads what it never wrote says so before it writes anything', async () => {
  const sent: ClientFrame[] = [];
  const ana = await house.person('ana');
  const ben = await house.person('ben');
  await acquaint(ana, ben);
  const room = await directChat(ana, 'ben');
  await say(ana, room, 'one');
  await hears(ben, room, 'one');
  const line = watched(house, sent);
  const gate = { open: false };
  const twin = await house.device('ana', { socket: { open: (events) => line.socket.open(gated(gate, events)) } });
  await twin.close();
  await cp(ana.folder, twin.folder, { recursive: true });
  await say(ana, room, 'two');
  await hears(ben, room, 'two');

  // The server knows of no newer connection than that which the copy was made in. What is written here waits for one too.
  await twin.reopen();
  await say(twin, room, 'in its name');
  gate.open = true;
  await isCopied(twin, 'device-cloned');
  expect(appended(sent)).toEqual([]);
  // And the other one was overtaken.
  await isCopied(ana, 'device-stale');

  await ana.client.comeInAgain();
  expectOk(await ana.client.logIn({ username: 'ana', password: PASSWORD }));
  await isIn(ana);
  await seesDevices(ana, ({ devices }) => devices.length === 1);
  await say(ana, room, 'three');
  await hears(ben, room, 'three');
  // What the copy kept its place with is gone: it comes in as a new device like any other.
  await twin.client.comeInAgain();
  expectOk(await twin.client.logIn({ username: 'ana', password: PASSWORD }));
  await isIn(twin);
  await devicesInRoom(ben, room, 'ana', 2);
  await say(twin, room, 'four');
  await hears(ben, room, 'four');
}, 120_000);

test('[D11] a copy that finds its own waiting words sealed by another copy stands aside, over restarts too', async () => {
  const line: Held = { holds: false, held: [] };
  const ana = await house.person('ana', holding(line));
  const ben = await house.person('ben');
  await acquaint(ana, ben);
  const room = await directChat(ana, 'ben');
  await say(ana, room, 'one');
  await hears(ben, room, 'one');
  const sent: ClientFrame[] = [];
  const twin = await house.device('ana', watched(house, sent));
  await twin.close();
  await house.stopServer();
  await until(ana.client, 'app', null, ({ connection }) => connection.state !== 'online');
  await say(ana, room, 'on the train');
  line.holds = true;
  await house.startServer();
  // It has moved on, and did not say hello: the copy has the same mark, and the same words, not sealed yet.
  await expect.poll(() => line.held.length, { timeout: 20_000 }).toBeGreaterThan(0);
  await cp(ana.folder, twin.folder, { recursive: true });
  line.holds = false;
  for (const greet of line.held) greet();
  await hears(ben, room, 'on the train');
  sent.length = 0;

  await twin.reopen();
  await isCopied(twin, 'device-cloned');
  await twin.reopen();
  await isCopied(twin, 'device-cloned');
  expect(appended(sent)).toEqual([]);
}, 120_000);

test('behind an app lock a copy asks nobody and says nothing; unlocked, it stands aside', async () => {
  const sent: ClientFrame[] = [];
  const ana = await house.person('ana', watched(house, sent));
  const ben = await house.person('ben');
  await acquaint(ana, ben);
  const room = await directChat(ana, 'ben');
  expectOk(await ana.client.setLock({ passphrase: 'six herons', current: null, minutes: 5 }));
  await say(ana, room, 'one');
  await hears(ben, room, 'one');
  await ana.client.close();
  const putBack = await backUp(ana);
  await ana.reopen();
  expectOk(await ana.client.unlock({ with: 'passphrase', passphrase: 'six herons' }));
  await say(ana, room, 'two');
  await hears(ben, room, 'two');
  await ana.client.close();
  await putBack();
  sent.length = 0;

  for (let starts = 0; starts < 2; starts++) {
    await ana.reopen();
    const app = await until(ana.client, 'app', null, ({ phase }) => phase === 'locked');
    expect(app.connection.state).toBe('offline');
    expectOk(await ana.client.unlock({ with: 'passphrase', passphrase: 'six herons' }));
    await isCopied(ana, 'device-stale');
  }
  expect(sent).toEqual([]);
  await ana.client.comeInAgain();
  expectOk(await ana.client.logIn({ username: 'ana', password: PASSWORD }));
  await isIn(ana);
  await say(ana, room, 'three');
  await hears(ben, room, 'three');
}, 120_000);

test('of two copies at work that wrote nothing yet, the one that connects goes on', async () => {
  const ana = await house.person('ana');
  const ben = await house.person('ben');
  await acquaint(ana, ben);
  const room = await directChat(ana, 'ben');
  await say(ana, room, 'one');
  await hears(ben, room, 'one');
  const twin = await house.device('ana');
  await twin.close();
  await cp(ana.folder, twin.folder, { recursive: true });
  await twin.reopen();
  await isIn(twin);
  await isCopied(ana, 'device-stale');
  await say(twin, room, 'two');
  await hears(ben, room, 'two');
}, 120_000);
