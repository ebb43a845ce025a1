/** Leaves a malicious member tries to add, crafted with the MLS library itself. Each must be refused, with its own code. */
import { beforeEach, expect, test } from 'vitest';
import type { Bytes } from '@alcove/protocol';
import { issueDeviceCert, type DeviceIdentity } from '../identity/device-cert.ts';
import { newKeyPair } from '../primitives.ts';
import { add, forgeCommit, forgeKeyPackage, forgeRawCommit } from '../testing/forge.ts';
import { expecting, gather, type Member } from '../testing/members.ts';
import * as world from '../testing/world.ts';
import type { Person, Room } from '../testing/world.ts';
import type { Trust } from './leaf-check.ts';
import { open, type Opened } from './open.ts';
import { engineState } from './state.ts';

const SUITE = world.CLASSIC;

let anna: Person;
let bert: Person;
let cleo: Person;
let room: Room;
let victim: Member;
let mallory: Member;
let third: Member;

beforeEach(async () => {
  [anna, bert, cleo] = [world.newPerson('anna'), world.newPerson('bert'), world.newPerson('cleo')];
  room = world.newRoom([anna, bert, cleo], { suite: SUITE });
  const devices = [anna, bert, cleo].map((p) => world.firstDevice(p));
  [victim, mallory, third] = (await gather(room, devices)) as [Member, Member, Member];
});

function see(commit: Bytes, changes: Partial<Trust> = {}, from: DeviceIdentity = mallory.identity): Promise<Opened> {
  return open(victim.state, world.trustIn(room, changes), commit, expecting(from, 'commit'));
}
const refused = (code: string): unknown => ({ kind: 'refused', code });
const fresh = (person: Person): ReturnType<typeof forgeKeyPackage> =>
  forgeKeyPackage(world.addDevice(person), SUITE, {});

async function adding(
  keyPackage: Awaited<ReturnType<typeof forgeKeyPackage>>,
  changes: Partial<Trust> = {},
): Promise<Opened> {
  return see((await forgeCommit(mallory, [add(keyPackage)])).commit, changes);
}
function certified(
  person: Person,
  changes: Partial<Parameters<typeof issueDeviceCert>[1]>,
  aik = person.aik,
): DeviceIdentity {
  const device = world.addDevice(person);
  const fields = {
    server: world.SERVER,
    account: person.account,
    device: device.device,
    deviceKey: device.key.public,
    kind: device.kind,
    listSeq: person.known?.list.seq ?? 1,
    nowSeconds: world.NOW,
  };
  return { ...device, cert: issueDeviceCert(aik, { ...fields, ...changes }) };
}

test('an account that is not in the policy', async () => {
  const stranger = world.newPerson('zora');
  const lists = new Map(world.trustIn(room).lists).set(stranger.account, stranger.known!);
  const keyPackage = await forgeKeyPackage(world.firstDevice(stranger), SUITE, {});
  expect(await adding(keyPackage, { lists })).toEqual(refused('leaf-not-in-policy'));
});

test('a right account under another identity key', async () => {
  const impostor = certified(bert, {}, newKeyPair());
  expect(await adding(await forgeKeyPackage(impostor, SUITE, {}))).toEqual(refused('leaf-identity-key'));
});

test('a certificate whose signature is broken', async () => {
  const device = world.addDevice(bert);
  const cert = device.cert.slice();
  cert[cert.length - 1] = (cert[cert.length - 1] ?? 0) ^ 1;
  expect(await adding(await forgeKeyPackage({ ...device, cert }, SUITE, {}))).toEqual(refused('leaf-cert-signature'));
});

test('no certificate at all', async () => {
  const device = { ...world.addDevice(bert), cert: new Uint8Array([1, 2, 3]) };
  expect(await adding(await forgeKeyPackage(device, SUITE, {}))).toMatchObject({ kind: 'refused' });
});

test('a certificate of another server', async () => {
  const device = certified(bert, { server: 'server-2' });
  expect(await adding(await forgeKeyPackage(device, SUITE, {}))).toEqual(refused('leaf-cert-server'));
});

test.each([
  ['that ran out two days ago', -402],
  ['that starts in two days', 2],
])('a certificate %s', async (_when, days) => {
  const device = certified(bert, { nowSeconds: world.NOW + days * 86_400 });
  expect(await adding(await forgeKeyPackage(device, SUITE, {}))).toEqual(refused('leaf-cert-expired'));
});

test('a certificate within a day of its limits is accepted: clocks differ', async () => {
  const device = certified(bert, { nowSeconds: world.NOW + 86_000 });
  expect(await adding(await forgeKeyPackage(device, SUITE, {}))).toMatchObject({ kind: 'commit' });
});

test('somebody else’s certificate over an own key', async () => {
  const stolen = { ...mallory.identity, cert: world.addDevice(cleo).cert };
  expect(await adding(await forgeKeyPackage(stolen, SUITE, {}))).toMatchObject({ kind: 'refused' });
  const other = { ...world.addDevice(bert), cert: world.addDevice(cleo).cert };
  expect(await adding(await forgeKeyPackage(other, SUITE, {}))).toEqual(refused('leaf-key-mismatch'));
});

test('a device that its account’s list does not hold', async () => {
  const list = cleo.known!;
  const unlisted = world.addDevice(cleo);
  const { account, device, kind, key } = unlisted;
  const early = {
    server: world.SERVER,
    account,
    device,
    deviceKey: key.public,
    kind,
    listSeq: 1,
    nowSeconds: world.NOW,
  };
  const cert = issueDeviceCert(cleo.aik, early);
  const lists = new Map(world.trustIn(room).lists).set(cleo.account, list);
  expect(await adding(await forgeKeyPackage({ ...unlisted, cert }, SUITE, {}), { lists })).toEqual(
    refused('leaf-not-in-list'),
  );
});

test('a device under another key, or of another kind, than its account’s list says', async () => {
  const key = newKeyPair();
  const otherKey = { ...certified(bert, { deviceKey: key.public }), key };
  expect(await adding(await forgeKeyPackage(otherKey, SUITE, {}))).toEqual(refused('leaf-not-in-list'));
  const otherKind = certified(bert, { kind: 'bot' });
  expect(await adding(await forgeKeyPackage(otherKind, SUITE, {}))).toEqual(refused('leaf-not-in-list'));
});

test('a device of a list version that is not known yet: the list is asked for, once', async () => {
  const lists = world.trustIn(room).lists;
  const keyPackage = await fresh(cleo);
  const seq = cleo.known!.list.seq;
  expect(await adding(keyPackage, { lists })).toEqual({ kind: 'needs-list', account: cleo.account, seq });
  const upToDate = new Set([cleo.account]);
  expect(await adding(keyPackage, { lists, upToDate })).toEqual(refused('leaf-list-withheld'));
  expect(await adding(keyPackage)).toMatchObject({ kind: 'commit' });
});

test('a revoked device; unless the list is younger than the entry', async () => {
  const device = world.addDevice(cleo);
  const keyPackage = await forgeKeyPackage(device, SUITE, {});
  world.revokeDevice(cleo, device.device);
  expect(await adding(keyPackage)).toEqual(refused('leaf-revoked'));
  // That the same list was asked for again makes the revocation no younger.
  expect(await adding(keyPackage, { upToDate: new Set([cleo.account]) })).toEqual(refused('leaf-revoked'));
  const catchingUp = { learnedAfter: new Set([cleo.account]) };
  expect(await adding(keyPackage, catchingUp)).toMatchObject({ kind: 'commit', added: [{ device: device.device }] });
});

test('a key package that is too old, too long-lived, or not yet valid', async () => {
  const lifetimes = [
    [-10, -3],
    [-1, 91],
    [3, 10],
  ] as const;
  for (const [from, to] of lifetimes) {
    const day = 86_400;
    const lifetime = { notBefore: BigInt(world.NOW + from * day), notAfter: BigInt(world.NOW + to * day) };
    const keyPackage = await forgeKeyPackage(world.addDevice(bert), SUITE, {
      leaf: (leaf) => ({ ...leaf, lifetime }) as typeof leaf,
    });
    const proposals = [{ proposalOrRefType: 'proposal' as const, proposal: add(keyPackage) }];
    const forged = await forgeRawCommit(mallory, { proposals, path: undefined });
    expect(await see(forged)).toEqual(refused('key-package-lifetime'));
  }
});

test('another suite, capabilities nobody could join beside, extensions', async () => {
  const keyPackage = await forgeKeyPackage(world.addDevice(bert), SUITE, {
    whole: (whole) => ({ ...whole, cipherSuite: world.XWING }),
  });
  const proposals = [{ proposalOrRefType: 'proposal' as const, proposal: add(keyPackage) }];
  expect(await see(await forgeRawCommit(mallory, { proposals, path: undefined }))).toEqual(
    refused('key-package-suite'),
  );

  const incapable = await forgeKeyPackage(world.addDevice(bert), SUITE, {
    leaf: (leaf) => ({
      ...leaf,
      capabilities: { ...leaf.capabilities, credentials: ['x509', 'basic'], ciphersuites: [] },
    }),
  });
  expect(await adding(incapable)).toEqual(refused('leaf-capabilities'));
  const extended = await forgeKeyPackage(world.addDevice(bert), SUITE, {
    whole: (whole) => ({ ...whole, extensions: [{ extensionType: 7, extensionData: new Uint8Array(0) }] }),
  });
  expect(await adding(extended)).toEqual(refused('leaf-capabilities'));
});

test('an HPKE key that the tree holds already: later joiners would refuse the tree', async () => {
  const taken = engineState(third.state).ratchetTree[4];
  const hpkePublicKey = taken?.nodeType === 'leaf' ? taken.leaf.hpkePublicKey : new Uint8Array(0);
  const keyPackage = await forgeKeyPackage(world.addDevice(bert), SUITE, {
    leaf: (leaf) => ({ ...leaf, hpkePublicKey }),
  });
  expect(await adding(keyPackage)).toEqual(refused('key-reused'));
});

test('an init key that is the leaf key', async () => {
  const keyPackage = await forgeKeyPackage(world.addDevice(bert), SUITE, {
    whole: (whole) => ({ ...whole, initKey: whole.leafNode.hpkePublicKey }),
  });
  const proposals = [{ proposalOrRefType: 'proposal' as const, proposal: add(keyPackage) }];
  expect(await see(await forgeRawCommit(mallory, { proposals, path: undefined }))).toEqual(refused('key-reused'));
});

test('a device that is in already', async () => {
  expect(await adding(await forgeKeyPackage(third.identity, SUITE, {}))).toMatchObject({ kind: 'refused' });
});
