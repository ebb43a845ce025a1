/** Bad input, a wrong clock, a full disk, strange servers: each says what it is, and nothing is lost. */
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Databases, TimelineView } from '@alcove/client';
import { nodePorts, openClient, openNodeSql } from '@alcove/platform-node';
import type { FrameId } from '@alcove/protocol';
import { StoreError } from '@alcove/store';
import { openHouse, PASSWORD, until, type House } from '@alcove/testkit/house';
import { directChat, hears, messages, online, say, seesRoom, texts } from './talk.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

test('a session that was ended elsewhere: what is written waits, and logging in again sends it', async () => {
  const ana = await house.person('ana');
  const ben = await house.person('ben');
  const room = await directChat(ana, 'ben');
  await say(ana, room, 'one');
  await hears(ben, room, 'one');
  const { http } = nodePorts({ server: house.url, folder: ana.folder });
  const token = await http.request('accessToken', {}, { kind: 'session' });
  if (token.kind !== 'ok') throw new Error(token.kind);
  const bearer = { kind: 'bearer', token: token.value.token } as const;
  const sessions = await http.request('sessions', {}, bearer);
  const own = sessions.kind === 'ok' ? sessions.value.sessions.find(({ current }) => current) : undefined;
  if (own === undefined) throw new Error('no session');
  await http.request('endSession', { session: own.session }, bearer);

  await until(ana.client, 'app', null, ({ trouble, phase }) => trouble === 'session-ended' && phase === 'ready');
  await say(ana, room, 'two');
  expect(await ana.client.findPerson('ben')).toMatchObject({ ok: false, code: 'session-ended' });
  expect(await ana.client.logIn({ username: 'ana', password: 'a wrong password' })).toMatchObject({
    ok: false,
    code: 'login-failed',
  });
  await until(ana.client, 'app', null, ({ trouble, phase }) => trouble === 'session-ended' && phase === 'ready');
  expect(await ana.client.logIn({ username: 'ana', password: PASSWORD })).toEqual({ ok: true, value: undefined });
  expect(texts(await hears(ben, room, 'two'))).toEqual(['one', 'two']);
  await until(ana.client, 'app', null, ({ trouble }) => trouble === null);
});

test('a clock an hour off: said, and messages carry the server’s time', async () => {
  const hour = 3_600_000;
  const { clock } = nodePorts({ server: house.url, folder: await house.emptyFolder() });
  const ana = await house.person('ana', { clock: { ...clock, now: () => Date.now() + hour } });
  const ben = await house.person('ben', { clock: { ...clock, now: () => Date.now() - hour } });
  const ahead = await until(ana.client, 'app', null, ({ clockSkewMs }) => clockSkewMs !== null);
  expect(Math.abs((ahead.clockSkewMs ?? 0) - hour)).toBeLessThan(30_000);
  const room = await directChat(ana, 'ben');
  await say(ana, room, 'What time is it?');
  await hears(ben, room, 'What time is it?');
  await say(ben, room, 'Late.');
  const view = await hears(ana, room, 'Late.');
  for (const { at } of messages(view)) expect(Math.abs(at - Date.now())).toBeLessThan(60_000);
});

test('no server, a server that is none, and a closed one', async () => {
  let status = 200;
  const stranger = createServer((_, response) => response.writeHead(status).end('<h1>It works!</h1>'));
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  const port = String((stranger.address() as AddressInfo).port);
  const input = { username: 'ana', password: PASSWORD, displayName: 'Ana' };
  const lost = await openClient({ server: `http://localhost:${port}`, folder: await house.emptyFolder() });
  expect(await lost.signUp(input)).toMatchObject({ ok: false, code: 'server-garbage' });
  // What stands in front of a server says that it does not answer.
  status = 502;
  expect(await lost.signUp(input)).toMatchObject({ ok: false, code: 'server-unreachable' });
  await lost.close();
  await new Promise((resolve) => stranger.close(resolve));
  const alone = await openClient({ server: `http://localhost:${port}`, folder: await house.emptyFolder() });
  expect(await alone.signUp(input)).toMatchObject({ ok: false, code: 'server-unreachable' });
  await alone.close();
});

test('a second client on the same folder says so and harms nothing; it can take over when the first is gone', async () => {
  const ana = await house.person('ana');
  const second = await openClient({ server: house.url, folder: ana.folder, replace: { report: () => undefined } });
  await until(second, 'app', null, ({ phase }) => phase === 'elsewhere');
  await online(ana);
  await ana.close();
  await second.useHere();
  await until(second, 'app', null, ({ phase, me }) => phase === 'ready' && me?.username === 'ana');
  await second.close();
  await ana.reopen();
});

test('a database of a newer version is left alone', async () => {
  const ana = await house.person('ana');
  await ana.close();
  const account = await accountFile(ana.folder);
  const driver = openNodeSql(account);
  const [row] = await driver.all('PRAGMA user_version');
  await driver.exec('PRAGMA user_version = 9999');
  await driver.close();
  await ana.reopen();
  const app = await until(ana.client, 'app', null, ({ phase }) => phase === 'broken');
  expect(app.trouble).toBe('newer-database');
  await ana.close();
  const again = openNodeSql(account);
  await again.exec(`PRAGMA user_version = ${String(row?.['user_version'])}`);
  await again.close();
  await ana.reopen();
  await until(ana.client, 'app', null, ({ phase }) => phase === 'ready');
});

test('a full device: what cannot be kept stands as failed with its text, and all goes on when there is room', async () => {
  let full = false;
  const databases = hindered(nodePorts({ server: house.url, folder: await house.emptyFolder() }).databases, () => {
    if (full) throw new StoreError('full', 'no room');
  });
  const ana = await house.person('ana', { databases });
  const ben = await house.person('ben');
  const room = await directChat(ben, 'ana');
  await say(ben, room, 'one');
  await hears(ana, room, 'one');
  // Answering lets somebody in who asks: another thing to write.
  expect(await ana.client.acceptRequest(room)).toMatchObject({ ok: true });
  full = true;
  const write = (text: string) => ana.client.send(room, { text, replyTo: null, mentions: [] });
  const outcomes = [await write('lost?'), await write('not wanted')];
  const [kept, unwanted] = outcomes.map((outcome) => (outcome.ok ? outcome.value : expect.unreachable()));
  if (kept === undefined || unwanted === undefined) throw new Error('two were written');
  const failed = { state: 'failed', reason: 'storage-full-device' };
  const stopWatching = ana.client.subscribe('timeline', room, () => undefined);
  const view = await until(ana.client, 'timeline', room, (now) => sendOf(now, unwanted)?.state === 'failed');
  expect([sendOf(view, kept), sendOf(view, unwanted)]).toMatchObject([failed, failed]);
  stopWatching();
  // Also for who opens the room anew, though the database has never heard of them.
  expect(texts(await until(ana.client, 'timeline', room, (now) => now !== null))).toEqual([
    'one',
    'lost?',
    'not wanted',
  ]);
  expect(await ana.client.retry(room, kept)).toMatchObject({ ok: false, code: 'storage-full-device' });
  expect(await ana.client.discard(room, unwanted)).toEqual({ ok: true, value: 'not wanted' });
  // What only changes another message is taken back, and its command says why.
  const [one] = messages(view);
  if (one === undefined) throw new Error('one was heard');
  expect(await ana.client.react(room, one.id, '👍', true)).toMatchObject({ ok: false, code: 'storage-full-device' });
  const after = await until(ana.client, 'timeline', room, (now) => texts(now).length === 2);
  expect([texts(after), messages(after)[0]?.reactions]).toEqual([['one', 'lost?'], []]);
  await until(ana.client, 'app', null, ({ trouble }) => trouble === 'storage-full-device');
  await say(ben, room, 'two');
  await until(ben.client, 'timeline', room, (view) => messages(view).at(-1)?.send?.state === 'sent');
  full = false;
  await say(ana, room, 'three');
  await hears(ben, room, 'three');
  expect(texts(await hears(ana, room, 'two'))).toEqual(['one', 'two', 'three', 'lost?']);
  expect(await ana.client.retry(room, kept)).toMatchObject({ ok: true });
  expect(texts(await hears(ben, room, 'lost?'))).toEqual(['one', 'two', 'three', 'lost?']);
  await until(ana.client, 'app', null, ({ trouble }) => trouble === null);
});

test('a full server: what is written waits, says why, and goes out by itself in order when there is room again', async () => {
  const full = await openHouse({}, { maxDatabasePages: 600 });
  onTestFinished(() => full.close());
  const [ana, ben] = [await full.person('ana'), await full.person('ben')];
  const room = await directChat(ana, 'ben');
  await say(ana, room, 'one');
  await hears(ben, room, 'one');
  const takeAway = fillUp(full.serverFolder);
  const long = 'long '.repeat(6_000).trim();
  const ids = [await say(ana, room, long), await say(ana, room, 'two')];
  const waiting = { state: 'waiting', reason: 'storage-full-server' };
  const view = await until(ana.client, 'timeline', room, (now) => sendOf(now, ids[1])?.reason != null);
  expect(ids.map((id) => sendOf(view, id))).toMatchObject([waiting, waiting]);
  const app = await until(ana.client, 'app', null, ({ connection }) => connection.waiting === 2);
  expect(app.connection.state).toBe('online');
  expect((await seesRoom(ana, room, () => true))?.slowedUntil).toBeNull();
  takeAway();
  expect(texts(await hears(ben, room, 'two'))).toEqual(['one', long, 'two']);
  const after = await until(ana.client, 'timeline', room, (now) => sendOf(now, ids[1])?.reason === null);
  expect(ids.map((id) => sendOf(after, id)?.reason)).toEqual([null, null]);
});

test('a server that asks to slow down: said with the time, and it goes on by itself; without a connection that counts', async () => {
  const overrides = { 'message.send': { limit: 1, windowSeconds: 3 } };
  const slow = await openHouse({ limits: { preset: 'off', overrides } });
  onTestFinished(() => slow.close());
  const [ana, ben] = [await slow.person('ana'), await slow.person('ben')];
  const room = await directChat(ana, 'ben');
  await say(ana, room, 'one');
  const two = await say(ana, room, 'two');
  await until(ana.client, 'timeline', room, (now) => sendOf(now, two)?.reason === 'rate-limited');
  const slowed = await seesRoom(ana, room, ({ slowedUntil }) => slowedUntil !== null);
  expect((slowed?.slowedUntil ?? 0) - Date.now()).toBeLessThan(10_000);
  expect(texts(await hears(ben, room, 'two'))).toEqual(['one', 'two']);
  await seesRoom(ana, room, ({ slowedUntil }) => slowedUntil === null);

  const three = await say(ana, room, 'three');
  await until(ana.client, 'timeline', room, (now) => sendOf(now, three)?.reason === 'rate-limited');
  await slow.stopServer();
  await until(ana.client, 'timeline', room, (now) => sendOf(now, three)?.reason === 'offline');
  expect((await seesRoom(ana, room, () => true))?.slowedUntil).toBeNull();
  await slow.startServer();
  expect(texts(await hears(ben, room, 'three'))).toEqual(['one', 'two', 'three']);
});

test('a disk that takes its time: what is written is shown before it is stored, and sent only when it is', async () => {
  let disk = Promise.resolve();
  const { databases } = nodePorts({ server: house.url, folder: await house.emptyFolder() });
  const ana = await house.person('ana', { databases: hindered(databases, () => disk) });
  const ben = await house.person('ben');
  const room = await directChat(ben, 'ana');
  await say(ben, room, 'one');
  await hears(ana, room, 'one');
  expect(await ana.client.acceptRequest(room)).toMatchObject({ ok: true });
  const { promise, resolve } = Promise.withResolvers<void>();
  disk = promise;
  const stored = ana.client.send(room, { text: 'two', replyTo: null, mentions: [] });
  const view = await until(ana.client, 'timeline', room, (now) => texts(now).includes('two'));
  expect(messages(view).at(-1)?.send).toMatchObject({ state: 'waiting', reason: null });
  expect(texts(await until(ben.client, 'timeline', room, (now) => now !== null))).toEqual(['one']);
  resolve();
  expect(await stored).toMatchObject({ ok: true });
  expect(texts(await hears(ben, room, 'two'))).toEqual(['one', 'two']);
  expect(texts(await until(ana.client, 'timeline', room, (now) => now !== null))).toEqual(['one', 'two']);
});

test('what is too large or empty is refused before anything happens', async () => {
  const ana = await house.person('ana');
  await house.person('ben');
  const room = await directChat(ana, 'ben');
  const send = (text: string) => ana.client.send(room, { text, replyTo: null, mentions: [] });
  expect(await send(' \n ')).toMatchObject({ ok: false, code: 'empty' });
  expect(await send('x'.repeat(100_000))).toMatchObject({ ok: false, code: 'too-large' });
  expect(messages(await until(ana.client, 'timeline', room, (view) => view !== null))).toEqual([]);
});

const sendOf = (view: TimelineView | null, id: FrameId | undefined) =>
  messages(view).find((each) => each.id === id)?.send;

/** Somebody else's bytes take the room that the server's database has; the answer takes them away again. */
function fillUp(folder: string): () => void {
  const file = join(folder, 'alcove.db');
  const other = new DatabaseSync(file);
  other.exec('CREATE TABLE ballast (bytes BLOB); INSERT INTO ballast VALUES (zeroblob(4000000))');
  return () => {
    other.exec('DROP TABLE ballast');
    other.close();
  };
}

async function accountFile(folder: string): Promise<string> {
  const file = (await readdir(folder)).find((name) => name.startsWith('account-') && name.endsWith('.sqlite'));
  if (file === undefined) throw new Error('no account database');
  return join(folder, file);
}

/** A disk of which `before` decides when it takes a write, and whether. */
function hindered(inner: Databases, before: () => void | Promise<void>): Databases {
  return {
    erase: () => inner.erase(),
    async open(name) {
      const driver = await inner.open(name);
      return {
        exec: (sql) => driver.exec(sql),
        all: (sql, params) => driver.all(sql, params),
        close: () => driver.close(),
        async batch(statements) {
          await before();
          await driver.batch(statements);
        },
      };
    },
  };
}
