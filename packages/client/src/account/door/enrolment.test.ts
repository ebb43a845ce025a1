/** What a device believes of a grant (docs/checks.md, D04 and D05): real keys, lists and vaults; the server is two answers. */
import {
  askIn,
  createVault,
  followDeviceLists,
  issueDeviceCert,
  newKeyPair,
  randomBytes,
  signDeviceList,
  vaultHash,
  type Asking,
  type Granted,
  type KeyPair,
} from '@alcove/crypto';
import {
  AccountId,
  DeviceId,
  toBase64url,
  Username,
  type Bytes,
  type DeviceList,
  type StoredVault,
} from '@alcove/protocol';
import { beforeAll, expect, test } from 'vitest';
import type { HttpOutcome } from '../../ports.ts';
import type { Enrolling, Here } from '../log-in.ts';
import { enrolByGrant } from './enrolment.ts';

const SERVER = 'a server';
const account = AccountId.parse(toBase64url(randomBytes(16)));
const username = Username.parse('ana');
const newDevice = (): DeviceId => DeviceId.parse(toBase64url(randomBytes(16)));
const kind = 'browser' as const;
type Listed = DeviceList['devices'][number];

let asking: Asking;
let aik: KeyPair;
let vaultKey: Bytes;
let vault: StoredVault;
let first: Bytes;
const laptop: Listed = { device: newDevice(), deviceKey: newKeyPair().public, kind, addedSeq: 1 };
beforeAll(async () => {
  asking = await askIn({ server: SERVER, account, device: newDevice(), kind, name: 'tablet' });
  aik = newKeyPair();
  vaultKey = randomBytes(32);
  const secrets = { passwordSecret: randomBytes(32), recoverySecret: randomBytes(16) };
  vault = createVault({ account, content: { aik }, vaultKey, ...secrets });
  first = list(1, null, [laptop]);
});

function list(seq: number, prev: Bytes | null, devices: DeviceList['devices'], by = aik): Bytes {
  const body = {
    v: 1,
    account,
    username,
    seq,
    prev,
    aik: by.public,
    devices,
    revoked: [],
    vaultHash: vaultHash(vault),
  };
  return signDeviceList(by, body as DeviceList);
}

function hashOf(lists: readonly Bytes[]): Bytes {
  const followed = followDeviceLists(null, account, lists);
  if (!followed.ok) throw new Error(followed.code);
  return followed.known.hash;
}

const listed = (change: Partial<Listed> = {}): Listed => ({
  device: asking.newcomer.device,
  deviceKey: asking.key.public,
  kind,
  addedSeq: 2,
  ...change,
});

/** The version of the list that lets the device in, and what else it may introduce. */
function second(devices: readonly Listed[]): Bytes {
  return list(2, hashOf([first]), [laptop, ...devices]);
}

function cert(change: Partial<Parameters<typeof issueDeviceCert>[1]> = {}, by = aik): Bytes {
  return issueDeviceCert(by, {
    server: SERVER,
    account,
    device: asking.newcomer.device,
    deviceKey: asking.key.public,
    kind,
    listSeq: 2,
    nowSeconds: Math.floor(Date.now() / 1_000),
    ...change,
  });
}

const GOES_ON = 'the device comes in';

/** `shown`: the lists that the server tells. */
function enrol(granted: Partial<Granted>, shown: readonly Bytes[]) {
  const answers: Readonly<Record<string, unknown>> = {
    vault,
    person: { account, username, lists: shown.map(toBase64url) },
  };
  const here = {
    calls: {
      call: async (name: string): Promise<HttpOutcome<unknown>> => ({ kind: 'ok', value: answers[name] }),
      forgetToken: () => undefined,
    },
    ports: {
      databases: {
        open: async () => {
          throw new Error(GOES_ON);
        },
      },
    },
  } as unknown as Here;
  const own = { session: { account, username }, facts: { serverId: SERVER } } as unknown as Enrolling;
  const lists = [first, second([listed()])];
  const sound: Granted = { v: 1, vaultKey, cert: cert(), listSeq: 2, listHash: hashOf(lists) };
  return enrolByGrant(here, own, asking, { ...sound, ...granted });
}

const refused = (detail: string) => ({ ok: false, code: 'device-list-forged', detail });

test('a sound grant lets the device in', async () => {
  await expect(enrol({}, [first, second([listed()])])).rejects.toThrow(GOES_ON);
});

const OTHER_CERTS: readonly [string, () => Bytes][] = [
  ['another device', () => cert({ device: newDevice() })],
  ['another device key', () => cert({ deviceKey: newKeyPair().public })],
  ['another kind of device', () => cert({ kind: 'bot' })],
  ['another account', () => cert({ account: AccountId.parse(toBase64url(randomBytes(16))) })],
  ['another identity', () => cert({}, newKeyPair())],
];
test.each(OTHER_CERTS)('[D04] the granted certificate is of %s', async (_what, forged) => {
  const answer = await enrol({ cert: forged() }, [first, second([listed()])]).catch(String);
  expect(answer).toMatchObject(refused('not this device'));
});

test('[D04] the granted certificate is for another server', async () => {
  const answer = await enrol({ cert: cert({ server: 'elsewhere' }) }, [first, second([listed()])]).catch(String);
  expect(answer).toMatchObject({ ok: false, code: 'device-list-forged' });
});

test.each([
  ['does not name this device', () => [] as Listed[]],
  ['names it with another key', () => [listed({ deviceKey: newKeyPair().public })]],
])('[D04] the list %s', async (_what, devices) => {
  const shown = [first, second(devices())];
  const answer = await enrol({ listHash: hashOf(shown) }, shown).catch(String);
  expect(answer).toMatchObject(refused('not listed'));
});

test('[D05] the server’s list is another version than the granted one', async () => {
  // The account signed both: one of them introduces a device that the person at the other screen was not asked about.
  const stranger = listed({ device: newDevice(), deviceKey: newKeyPair().public });
  const answer = await enrol({}, [first, second([listed(), stranger])]).catch(String);
  expect(answer).toMatchObject(refused('not the granted one'));
});
