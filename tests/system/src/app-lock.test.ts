/** The app lock, with real clients on a real server: what is on the disk, what goes on, what a wrong try costs, and the ways out. */
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Clock, KeyKeeper } from '@alcove/client';
import { openAccountStore, readOwnKeys } from '@alcove/client/account-store';
import { openVault, parseRecoveryCode } from '@alcove/crypto';
import { createKeyFile, createNodeDatabases } from '@alcove/platform-node';
import { AccountId, StoredVault, type Bytes } from '@alcove/protocol';
import { openHouse, PASSWORD, until, type House, type Resident } from '@alcove/testkit/house';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { expectOk } from './devices.ts';
import { directChat, hears, online, say, texts } from './talk.ts';
import { findCanaries } from './canary-needles.ts';

const PASSPHRASE = 'six herons';
const TEXT = 'meet me under the old ferry sign';
const DRAFT = 'half a sentence about lanterns';

let house: House;
let ben: Resident;
beforeEach(async () => {
  house = await openHouse();
  ben = await house.person('ben');
});
afterEach(async () => {
  const { faults } = house;
  await house.close();
  expect(faults).toEqual([]);
});

/** A clock that the test sets forwards: its timers run as always. */
function movableClock() {
  let ahead = 0;
  const clock: Clock = {
    now: () => Date.now() + ahead,
    setTimer: (ms, run) => setTimeout(run, ms),
    clearTimer: (handle) => clearTimeout(handle as NodeJS.Timeout),
  };
  return { clock, moveOn: (ms: number) => void (ahead += ms) };
}

const lockOf = async ({ client }: Resident) => (await until(client, 'app', null, () => true)).lock;
const inPhase = (who: Resident, phase: string) => until(who.client, 'app', null, (app) => app.phase === phase);
const unlock = (who: Resident, passphrase = PASSPHRASE) => who.client.unlock({ with: 'passphrase', passphrase });
const setLock = async (who: Resident, minutes: 1 | 5 = 5): Promise<void> =>
  expectOk(await who.client.setLock({ passphrase: PASSPHRASE, current: null, minutes }));

/** Every secret that could be on the disk of this device, taken from it while it is open. The client must be closed. */
async function secretsOf(who: Resident, words: readonly string[]): Promise<Readonly<Record<string, Bytes>>> {
  const storeKey = await createKeyFile(join(who.folder, 'store-key')).load();
  const profile = new DatabaseSync(join(who.folder, 'profile.sqlite'), { readOnly: true });
  const row = profile.prepare('SELECT account, vault FROM known_account').get();
  profile.close();
  const recovery = parseRecoveryCode(words);
  if (storeKey === null || row === undefined || !recovery.ok) throw new Error('nothing to look for');
  const account = AccountId.parse(row['account']);
  const stored = StoredVault.parse(JSON.parse(String(row['vault'])));
  const vault = openVault({ account, stored, kind: 'recovery', secret: recovery.secret });
  const opened = await openAccountStore(createNodeDatabases(who.folder), account, storeKey);
  if (opened === null || !vault.ok) throw new Error('nothing opens');
  const keys = await readOwnKeys(opened.store);
  await opened.close();
  if (keys === null) throw new Error('no keys');
  return {
    'store key': storeKey,
    'vault key': vault.vaultKey,
    'identity key': vault.content.aik.secret,
    'device key': keys.identity.key.secret,
    'record key': keys.recordKey,
  };
}

const imageOf = (folder: string) =>
  readdirSync(folder).map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));

/** Where one of the secrets stands, in bytes, hex or base64. */
function rawIn(folder: string, secrets: Readonly<Record<string, Bytes>>): string[] {
  return imageOf(folder).flatMap(({ name, bytes }) =>
    Object.entries(secrets).flatMap(([what, secret]) => {
      const raw = Buffer.from(secret);
      const shapes = [
        raw,
        ...(['hex', 'base64', 'base64url'] as const).map((as) => Buffer.from(raw.toString(as).replace(/=+$/, ''))),
      ];
      return shapes.some((shape) => bytes.includes(shape)) ? [`${name}: ${what}`] : [];
    }),
  );
}

test('locked: nothing is shown, the disk has no key and no word; what waited goes out and what came is there afterwards', async () => {
  const ana = await house.device('ana');
  expectOk(await ana.client.signUp({ username: 'ana', password: PASSWORD, displayName: 'Ana of the Quay' }));
  const words = (await ana.client.recoveryWords()) ?? [];
  await ana.client.settleRecovery('kept');
  const room = await directChat(ana, 'ben');
  await say(ana, room, TEXT);
  await hears(ben, room, TEXT);
  await ana.client.close();
  const secrets = await secretsOf(ana, words);
  expect(rawIn(ana.folder, secrets)).toEqual(['store-key: store key']);
  await ana.reopen();
  expect(await lockOf(ana)).toBeNull();
  await setLock(ana);
  expect(await lockOf(ana)).toMatchObject({ minutes: 5, triesLeft: 5, waitsUntil: null, passkey: null });

  await house.stopServer();
  await until(ana.client, 'app', null, ({ connection }) => connection.state !== 'online');
  await say(ana, room, 'said a moment before');
  void ana.client.saveDraft(room, DRAFT);
  await ana.client.lock();
  await inPhase(ana, 'locked');
  await until(ana.client, 'app', null, ({ me, lock }) => me === null && lock !== null);
  expect(await until(ana.client, 'rooms', null, () => true)).toEqual([]);
  expect(await until(ana.client, 'timeline', room, () => true)).toBeNull();
  expect(await ana.client.send(room, { text: 'nobody is in', replyTo: null, mentions: [] })).toMatchObject({
    ok: false,
  });
  expect(rawIn(ana.folder, secrets)).toEqual([]);
  const readable = { TEXT, DRAFT, said: 'said a moment before', name: 'Ana of the Quay', PASSPHRASE };
  expect(findCanaries(imageOf(ana.folder), readable)).toEqual([]);

  await house.startServer();
  await say(ben, room, 'while you were away');
  await ana.reopen();
  await inPhase(ana, 'locked');
  expectOk(await unlock(ana));
  await hears(ben, room, 'said a moment before');
  await hears(ana, room, 'while you were away');
  await until(ana.client, 'room', room, (view) => view?.draft === DRAFT);
});

test('a wrong try counts, over a restart too; after five each waits longer, and the right one is not heard meanwhile', async () => {
  const { clock, moveOn } = movableClock();
  const ana = await house.person('ana', { clock });
  await setLock(ana);
  await ana.client.lock();
  for (const left of [4, 3]) {
    expect(await unlock(ana, 'wrong herons')).toMatchObject({ code: 'lock-wrong' });
    expect(await lockOf(ana)).toMatchObject({ triesLeft: left });
  }
  await ana.reopen();
  expect(await lockOf(ana)).toMatchObject({ triesLeft: 3 });
  for (let n = 0; n < 3; n++) expect(await unlock(ana, 'wrong herons')).toMatchObject({ code: 'lock-wrong' });
  await ana.reopen();
  expect(await unlock(ana)).toMatchObject({ code: 'rate-limited' });
  moveOn(30_000);
  expect(await unlock(ana, 'wrong herons')).toMatchObject({ code: 'lock-wrong' });
  moveOn(30_000);
  expect(await unlock(ana)).toMatchObject({ code: 'rate-limited' });
  moveOn(30_000);
  expectOk(await unlock(ana));
  expect(await lockOf(ana)).toMatchObject({ triesLeft: 5, waitsUntil: null });
});

test('it locks when nobody was here for its minutes, asleep or awake; touched, it stays open', async () => {
  const { clock, moveOn } = movableClock();
  const ana = await house.person('ana', { clock });
  await setLock(ana, 1);
  moveOn(50_000);
  await ana.client.stayOpen();
  moveOn(50_000);
  await ana.client.lockIfIdle();
  expect((await until(ana.client, 'app', null, () => true)).phase).toBe('ready');
  moveOn(10_000);
  await ana.client.lockIfIdle();
  await inPhase(ana, 'locked');
  expectOk(await unlock(ana));
  // Woken by a key: that is no sign of who woke it.
  moveOn(60_000);
  await ana.client.stayOpen();
  await inPhase(ana, 'locked');
  expectOk(await unlock(ana));
  expectOk(await ana.client.setLockMinutes(60));
  moveOn(3_599_000);
  await ana.client.lockIfIdle();
  expect((await until(ana.client, 'app', null, () => true)).phase).toBe('ready');
});

test('changing it wants the one there is; a passkey opens it as well; removed, it opens by itself', async () => {
  const ana = await house.person('ana');
  const prf = crypto.getRandomValues(new Uint8Array(32));
  const passkey = { with: 'passkey', credential: 'laptop', prf } as const;
  for (const weak of ['short', '777777', 'ababab'])
    expect(await ana.client.setLock({ passphrase: weak, current: null, minutes: 5 })).toMatchObject({
      code: 'lock-weak',
    });
  await setLock(ana);
  expect(await ana.client.setLockPasskey('wrong herons', passkey)).toMatchObject({ code: 'lock-wrong' });
  expectOk(await ana.client.setLockPasskey(PASSPHRASE, passkey));
  expect(await ana.client.setLock({ passphrase: 'nine geese', current: null, minutes: 5 })).toMatchObject({
    code: 'lock-wrong',
  });
  expectOk(await ana.client.setLock({ passphrase: 'nine geese', current: PASSPHRASE, minutes: 15 }));
  await ana.client.lock();
  expect(await lockOf(ana)).toMatchObject({ passkey: 'laptop', minutes: 15 });
  expect(await ana.client.unlock({ ...passkey, prf: new Uint8Array(32) })).toMatchObject({ code: 'lock-wrong' });
  expect(await unlock(ana)).toMatchObject({ code: 'lock-wrong' });
  expectOk(await ana.client.unlock(passkey));
  expect(await ana.client.removeLock(PASSPHRASE)).toMatchObject({ code: 'lock-wrong' });
  expectOk(await ana.client.removeLock('nine geese'));
  expect(await lockOf(ana)).toBeNull();
  await ana.client.lock();
  await ana.reopen();
  await inPhase(ana, 'ready');
});

test('cut short while it is set, changed or removed, it is as it was or as it was to be, and opens', async () => {
  for (const lastCounts of [false, true]) {
    let cut = false;
    const folder = await house.emptyFolder();
    const file = createKeyFile(join(folder, 'kept'));
    const keys: KeyKeeper = {
      load: () => file.load(),
      clear: () => file.clear(),
      async save(kept) {
        if (cut && !lastCounts) throw new Error('the power went');
        await file.save(kept);
        if (cut) throw new Error('the power went');
      },
    };
    const ana = await house.person(`ana-${String(lastCounts)}`, { keys, report: () => undefined });
    const restart = async (): Promise<void> => {
      cut = false;
      await ana.reopen();
      await until(ana.client, 'app', null, ({ phase }) => phase !== 'starting');
    };
    cut = true;
    expect(await ana.client.setLock({ passphrase: PASSPHRASE, current: null, minutes: 5 })).toMatchObject({
      ok: false,
    });
    await restart();
    await inPhase(ana, lastCounts ? 'locked' : 'ready');
    if (lastCounts) expectOk(await unlock(ana));
    else await setLock(ana);
    cut = true;
    await ana.client.removeLock(PASSPHRASE);
    await restart();
    await inPhase(ana, lastCounts ? 'ready' : 'locked');
    if (!lastCounts) expectOk(await unlock(ana));
  }
});

test('forgotten: the password opens what is here and takes the lock away; or everything here goes', async () => {
  const ana = await house.person('ana');
  const room = await directChat(ana, 'ben');
  await setLock(ana);
  await house.stopServer();
  // On its way to the disk while the door closes.
  const sending = ana.client.send(room, { text: TEXT, replyTo: null, mentions: [] });
  await ana.client.lock();
  expect(await sending).toMatchObject({ ok: true });
  expect(await ana.client.logIn({ username: 'ana', password: PASSWORD })).toMatchObject({ code: 'server-unreachable' });
  expect(await lockOf(ana)).not.toBeNull();
  await house.startServer();
  expect(await ana.client.logIn({ username: 'ana', password: 'a wrong window' })).toMatchObject({
    code: 'login-failed',
  });
  await inPhase(ana, 'locked');
  expectOk(await ana.client.logIn({ username: 'ana', password: PASSWORD }));
  expect(await lockOf(ana)).toBeNull();
  await hears(ben, room, TEXT);

  await setLock(ana);
  await ana.client.lock();
  expectOk(await ana.client.eraseLocked());
  await until(ana.client, 'app', null, ({ phase, lastUsername }) => phase === 'signed-out' && lastUsername === null);
  await ana.reopen();
  await inPhase(ana, 'signed-out');
  expect(readdirSync(ana.folder)).not.toContain('store-key');
  expectOk(await ana.client.logIn({ username: 'ana', password: PASSWORD }));
  await online(ana);
  expect(await lockOf(ana)).toBeNull();
});

test('a lock that the disk damaged leads to the log-in, which opens what is here', async () => {
  const ana = await house.person('ana');
  const room = await directChat(ana, 'ben');
  await say(ana, room, TEXT);
  await hears(ben, room, TEXT);
  await setLock(ana);
  await ana.client.close();
  const path = join(ana.folder, 'store-key');
  await writeFile(path, readFileSync(path).subarray(0, 100));
  await ana.reopen();
  await inPhase(ana, 'signed-out');
  expectOk(await ana.client.logIn({ username: 'ana', password: PASSWORD }));
  await until(ana.client, 'timeline', room, (view) => texts(view).includes(TEXT));
});
