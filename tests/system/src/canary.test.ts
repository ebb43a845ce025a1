/**
 * The canaries: a distinctive text goes into every field a person can write in, and into every secret, and must be found nowhere in what the
 * server receives, stores or logs, nor in what a client leaves on its own disk. Beside them goes a text that may be known, to show
 * that the search would have found the others.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Client, Outcome, TimelineView } from '@alcove/client';
import { fold } from '@alcove/content';
import { openClient } from '@alcove/platform-node';
import type { RoomId } from '@alcove/protocol';
import { startServer, type RunningServer } from '@alcove/server';
import { until } from '@alcove/testkit/house';
import { filesIn, findCanaries, type Haystack } from './canary-needles.ts';
import { smallPicture } from './small-picture.ts';
import { openTap, type Tap } from './canary-tap.ts';

const CANARIES = {
  password: 'Passwort-Kanari-Zeisig-41',
  wrongPassword: 'Falsches-Passwort-Girlitz-42',
  displayName: 'Anzeige Stieglitz 43',
  newDisplayName: 'Anzeige Gimpel 44',
  title: 'Titel Kernbeißer 45',
  newTitle: 'Titel Bluthänfling 46',
  direct: 'Direkt: Rotkehlchen ♥ 47',
  text: 'Text mit **Zaunkönig** und 🪶 48',
  unsent: 'Offline geschriebener Wiedehopf 49',
  reply: 'Antwort vom Pirol 50',
  edited: 'Bearbeitet: Neuntöter 51',
  deleted: 'Gelöscht: Seidenschwanz 52',
  draft: 'Entwurf einer Nachtigall 53',
  reaction: '🪺🐦‍⬛🦚🪿',
  secret: 'Geheim: Sumpfohreule 55',
  bio: 'Über mich: züchtet Zilpzalpe 55',
  status: 'Unterwegs mit dem Kleiber 56',
  picture: 'Bild eines Eisvogels 57',
  notAName: 'kein Name: Wendehals 54',
  deviceName: 'Gerät im Nistkasten 58',
  pin: 'Geheimzahl eines Bienenfressers 59',
  newPassword: 'Neues-Passwort-Ziegenmelker-60',
  recoveredPassword: 'Wieder-Passwort-Rohrdommel-61',
} as const;
/** The server must know it, so a search that works must find it. */
const KNOWN = 'bekannter-vogel';
const PHONE = 'phone';
const TABLET = 'tablet';

const folder = mkdtempSync(join(tmpdir(), 'alcove-canary-'));
const logged: Buffer[] = [];
const recoveryWords: string[] = [];
const faults: unknown[] = [];
let tap: Tap;
let server: RunningServer;
let received: Haystack[] = [];

const logTo = new Writable({
  write(chunk: Buffer, _encoding, done) {
    logged.push(Buffer.from(chunk));
    done();
  },
});

async function start(port: number): Promise<RunningServer> {
  const dataFolder = join(folder, 'server');
  return startServer(
    { port, dataFolder, webRoot: null, logLevel: 'trace', origins: [tap.origin], limits: { preset: 'off' } },
    { logTo },
  );
}

function done<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.code} ${outcome.detail ?? ''}`);
  return outcome.value;
}

const report = (fault: unknown): void => void faults.push(fault);

async function person(name: string, displayName: string): Promise<Client> {
  const client = await openClient({ server: tap.origin, folder: join(folder, name), replace: { report } });
  done(await client.signUp({ username: name, password: CANARIES.password, displayName }));
  const words = await client.recoveryWords();
  recoveryWords.push(words?.join(' ') ?? '', words?.join('-') ?? '');
  done(await client.checkRecoveryCode(words ?? []));
  done(await client.settleRecovery('kept'));
  return client;
}

const shows = (text: string) => (view: TimelineView | null) =>
  (view?.items ?? []).some((item) => item.kind === 'message' && item.text === text);

async function arrives(client: Client, room: RoomId, text: string): Promise<void> {
  await until(client, 'rooms', null, (rooms) => rooms.some(({ id }) => id === room));
  await until(client, 'timeline', room, shows(text));
}

/** Everything a person can write, once, ending with both clients closed. */
async function liveALittle(): Promise<void> {
  const ana = await person(KNOWN, CANARIES.displayName);
  const ben = await person('ben', 'Ben');
  const found = done(await ana.findPerson('ben')).person;
  const direct = done(await ana.startDirect(found.account));
  done(await ana.send(direct, { text: CANARIES.direct, replyTo: null, mentions: [found.account] }));
  await arrives(ben, direct, CANARIES.direct);

  const [device] = done(await ana.devicesOf(found.account));
  if (device === undefined) throw new Error('no device');
  const secret = done(await ana.startSecret(found.account, device.device));
  done(await ana.send(secret, { text: CANARIES.secret, replyTo: null, mentions: [] }));
  await arrives(ben, secret, CANARIES.secret);

  const room = done(await ana.createGroup({ title: CANARIES.title, people: [found.account] }));
  const text = done(await ana.send(room, { text: CANARIES.text, replyTo: null, mentions: [] }));
  await arrives(ben, room, CANARIES.text);
  done(await ben.send(room, { text: CANARIES.reply, replyTo: text, mentions: [] }));
  await arrives(ana, room, CANARIES.reply);
  done(await ana.edit(room, text, CANARIES.edited));
  await arrives(ben, room, CANARIES.edited);
  const gone = done(await ana.send(room, { text: CANARIES.deleted, replyTo: null, mentions: [] }));
  await arrives(ben, room, CANARIES.deleted);
  done(await ana.deleteForEveryone(room, gone));
  done(await ben.react(room, text, CANARIES.reaction, true));
  done(await ana.rename(room, CANARIES.newTitle));
  await until(ben, 'room', room, (view) => view?.title === CANARIES.newTitle);
  done(await ana.setDisplayName(CANARIES.newDisplayName));
  done(await ana.setBio(CANARIES.bio));
  done(await ana.setStatus({ how: 'away', words: CANARIES.status, emoji: '', until: null }));
  await until(ben, 'room', direct, (view) => view?.peer?.status?.words === CANARIES.status);
  done(await ana.setPicture(smallPicture(CANARIES.picture)));
  await until(ben, 'room', direct, (view) => view?.peer?.picture != null);
  ana.setTyping(room, true);
  ana.setActive(true);
  await ana.saveDraft(room, CANARIES.draft);
  expect((await ana.findPerson(CANARIES.notAName)).ok).toBe(false);

  // Into their indexes, and onto their disks with it.
  expect(done(await ana.search('rotkehlchen', 5)).total).toBe(1);
  expect(done(await ana.search('sumpfohreule', 5)).total).toBe(1);
  expect(done(await ben.search('neuntoter', 5)).total).toBe(1);

  await server.close();
  done(await ben.send(room, { text: CANARIES.unsent, replyTo: null, mentions: [] }));
  server = await start(server.port);
  await arrives(ana, room, CANARIES.unsent);

  done(await ana.logOut());
  expect((await ana.logIn({ username: KNOWN, password: CANARIES.wrongPassword })).ok).toBe(false);
  done(await ana.logIn({ username: KNOWN, password: CANARIES.password }));
  await arrives(ana, room, CANARIES.unsent);
  // Sealed on its way through the server to her other device.
  const phone = await openClient({ server: tap.origin, folder: join(folder, PHONE), replace: { report } });
  done(await phone.logIn({ username: KNOWN, password: CANARIES.password }));
  await until(phone, 'room', room, (view) => view?.draft === CANARIES.draft);
  await openAgain(ana);
  await Promise.all([ana.close(), ben.close(), phone.close()]);
}

/** What opens the account and this device, changed; and the recovery words typed at log-in. */
async function openAgain(ana: Client): Promise<void> {
  const view = await until(ana, 'devices', null, (devices) => devices !== null);
  const [own] = view?.devices ?? [];
  if (own === undefined) throw new Error('no device');
  done(await ana.renameDevice(own.device, CANARIES.deviceName));
  done(await ana.setLock({ passphrase: CANARIES.pin, current: null, minutes: 5 }));
  await ana.lock();
  expect((await ana.unlock({ with: 'passphrase', passphrase: CANARIES.newPassword })).ok).toBe(false);
  done(await ana.unlock({ with: 'passphrase', passphrase: CANARIES.pin }));
  done(await ana.changePassword({ current: CANARIES.password, fresh: CANARIES.newPassword }));
  // The first of all codes was hers.
  const words = recoveryWords[0]?.split(' ') ?? [];
  const tablet = await openClient({ server: tap.origin, folder: join(folder, TABLET), replace: { report } });
  done(await tablet.recover({ username: KNOWN, words, password: CANARIES.recoveredPassword }));
  await until(tablet, 'devices', null, (devices) =>
    (devices?.devices ?? []).some(({ name }) => name === CANARIES.deviceName),
  );
  await tablet.close();
}

const secrets = (): Record<string, string> => ({
  ...CANARIES,
  // As they are looked for.
  ...Object.fromEntries(Object.entries(CANARIES).map(([name, text]) => [`${name}, folded`, fold(text)])),
  ...Object.fromEntries(recoveryWords.map((words, n) => [`recovery words ${String(n)}`, words])),
});

beforeAll(async () => {
  tap = await openTap();
  server = await start(0);
  tap.forwardTo(server.port);
  await liveALittle();
  received = tap.received();
  await server.close();
}, 120_000);
afterAll(async () => {
  await tap.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

test('nothing anyone wrote is in what the server received', () => {
  expect(faults).toEqual([]);
  expect(findCanaries(received, { known: KNOWN })).not.toEqual([]);
  expect(findCanaries(received, secrets())).toEqual([]);
});

test('nothing anyone wrote is in what the server stored', () => {
  const stored = filesIn(join(folder, 'server'));
  expect(findCanaries(stored, { known: KNOWN })).not.toEqual([]);
  expect(findCanaries(stored, secrets())).toEqual([]);
});

test('nothing anyone wrote is in what the server logged, nor who wrote', () => {
  const bytes = Buffer.concat(logged);
  expect(bytes.length).toBeGreaterThan(0);
  expect(findCanaries([{ name: 'log', bytes }], { ...secrets(), known: KNOWN })).toEqual([]);
});

test('nothing anyone wrote can be read in what the clients left on their disks', () => {
  for (const name of [KNOWN, 'ben', PHONE, TABLET]) {
    const kept = filesIn(join(folder, name));
    expect(kept.length).toBeGreaterThan(0);
    expect(findCanaries(kept, secrets())).toEqual([]);
  }
});
