/**
 * People, devices and a room for this package's tests: real keys, real certificates, real signatures, and a
 * clock that stands still (at the start of the run: the MLS library compares key packages it adds with the real one).
 * Not exported from the package.
 */
import {
  AccountId,
  DeviceId,
  Username,
  type Bytes,
  type DeviceKind,
  type DeviceList,
  type Policy,
  type PolicyChange,
  type RoomKind,
  type Suite,
  toBase64url,
} from '@alcove/protocol';
import type { Trust } from '../group/leaf-check.ts';
import type { KeyPackageMade } from '../group/key-package.ts';
import { makeKeyPackage } from '../group/key-package.ts';
import { issueDeviceCert, type DeviceIdentity } from '../identity/device-cert.ts';
import { followDeviceLists, signDeviceList, type KnownList } from '../identity/device-list.ts';
import { newKeyPair, randomBytes, type KeyPair } from '../primitives.ts';
import { judgeChange, judgeGenesis, signPolicy } from '../room/policy.ts';

export const SERVER = 'server-1';
export const NOW_MS = Math.floor(Date.now() / 1_000) * 1_000;
export const NOW = NOW_MS / 1_000;
export const CLASSIC: Suite = 'MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519';
export const XWING: Suite = 'MLS_256_XWING_AES256GCM_SHA512_Ed25519';

export interface Person {
  readonly account: AccountId;
  readonly username: Username;
  readonly aik: KeyPair;
  readonly devices: DeviceIdentity[];
  /** Signed versions, oldest first. */
  readonly lists: Bytes[];
  known: KnownList | null;
}

export const newAccountId = (): AccountId => AccountId.parse(toBase64url(randomBytes(16)));
export const newDeviceId = (): DeviceId => DeviceId.parse(toBase64url(randomBytes(16)));

export function newPerson(name: string): Person {
  const person: Person = {
    account: newAccountId(),
    username: Username.parse(name),
    aik: newKeyPair(),
    devices: [],
    lists: [],
    known: null,
  };
  addDevice(person);
  return person;
}

export function firstDevice(person: Person): DeviceIdentity {
  const [device] = person.devices;
  if (device === undefined) throw new Error('no device');
  return device;
}

export function addDevice(person: Person, kind: DeviceKind = 'browser'): DeviceIdentity {
  const key = newKeyPair();
  const device = newDeviceId();
  const listSeq = (person.known?.list.seq ?? 0) + 1;
  const fields = { server: SERVER, account: person.account, device, deviceKey: key.public, kind, listSeq };
  const cert = issueDeviceCert(person.aik, { ...fields, nowSeconds: NOW });
  publish(person, (list) => ({
    ...list,
    devices: [...list.devices, { device, deviceKey: key.public, kind, addedSeq: listSeq }],
  }));
  const identity = { account: person.account, device, kind, key, cert };
  person.devices.push(identity);
  return identity;
}

export function revokeDevice(person: Person, device: DeviceId): void {
  publish(person, (list) => ({
    ...list,
    devices: list.devices.filter((d) => d.device !== device),
    revoked: [...list.revoked, { device, seq: list.seq }],
  }));
}

export function nextList(person: Person): DeviceList {
  const before = person.known;
  const base = before?.list ?? { devices: [], revoked: [] };
  return {
    v: 1,
    account: person.account,
    username: person.username,
    seq: (before?.list.seq ?? 0) + 1,
    prev: before?.hash ?? null,
    aik: person.aik.public,
    devices: base.devices,
    revoked: base.revoked,
    vaultHash: new Uint8Array(32),
  };
}

function publish(person: Person, change: (list: DeviceList) => DeviceList): void {
  const signed = signDeviceList(person.aik, change(nextList(person)));
  const followed = followDeviceLists(person.known, person.account, [signed]);
  if (!followed.ok) throw new Error(followed.code);
  person.lists.push(signed);
  person.known = followed.known;
}

export interface Room {
  readonly people: readonly Person[];
  policy: Policy;
}

/** A room whose policy names everybody in `people`; the first one made it. */
export function newRoom(people: readonly Person[], options: { suite?: Suite; kind?: RoomKind } = {}): Room {
  const [creator, ...others] = people;
  if (creator === undefined) throw new Error('nobody');
  const { suite = CLASSIC, kind = 'group' } = options;
  const peer = kind === 'group' ? undefined : others[0];
  const devices =
    kind === 'secret' && peer !== undefined
      ? { devices: { creator: firstDevice(creator).device, peer: firstDevice(peer).device } }
      : {};
  const frame = signPolicy(firstDevice(creator), {
    v: 1,
    type: 'genesis',
    kind,
    creator: { account: creator.account, aik: creator.aik.public },
    peer: peer === undefined ? null : { account: peer.account, aik: peer.aik.public },
    ...devices,
    suite,
    nonce: randomBytes(32),
  });
  const judged = judgeGenesis(SERVER, null, frame);
  if (!judged.ok) throw new Error(judged.code);
  const room: Room = { people, policy: judged.policy };
  if (kind === 'group' && others.length > 0) changePolicy(room, creator, { add: others });
  return room;
}

export function changePolicy(
  room: Room,
  by: Person,
  change: { add?: readonly Person[]; remove?: readonly Person[] },
): void {
  const body: PolicyChange = {
    v: 1,
    type: 'change',
    room: room.policy.room,
    version: room.policy.version + 1,
    prev: room.policy.hash,
    add: (change.add ?? []).map((p) => ({ account: p.account, aik: p.aik.public })),
    remove: (change.remove ?? []).map((p) => p.account),
    owner: null,
  };
  const judged = judgeChange(SERVER, room.policy, signPolicy(firstDevice(by), body));
  if (!judged.ok) throw new Error(judged.code);
  room.policy = judged.policy;
}

export function trustIn(room: Room, changes: Partial<Trust> = {}): Trust {
  const lists = new Map(room.people.flatMap((p) => (p.known === null ? [] : [[p.account, p.known] as const])));
  return { server: SERVER, policy: room.policy, lists, nowMs: NOW_MS, ...changes };
}

export interface Invitation {
  readonly made: KeyPackageMade;
  readonly invited: { account: AccountId; device: DeviceId; body: Bytes };
}

export async function invitation(identity: DeviceIdentity, suite: Suite): Promise<Invitation> {
  const made = await makeKeyPackage(identity, suite, NOW, false);
  return { made, invited: { account: identity.account, device: identity.device, body: made.public } };
}
