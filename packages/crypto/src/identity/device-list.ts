/**
 * An account's device list: an append-only chain of signed versions, followed from the newest version a client has verified.
 *
 * Invariants of a chain: seq grows by one, each version names the hash of the one before, account, name and identity key stay,
 * a device's key and first version never change, a device leaves only by being revoked, and a revocation is for ever. A server
 * can hold a newer version back; it cannot forge one, go back, or drop one in the middle.
 */
import {
  concatBytes,
  decodeSigned,
  DeviceList,
  encodeCbor,
  encodeSigned,
  equalBytes,
  LABEL,
  LIMIT,
  MalformedError,
  utf8,
  type AccountId,
  type Bytes,
} from '@alcove/protocol';
import { isSoundPublicKey, sha256, sign, verify, type KeyPair } from '../primitives.ts';

/** The newest verified version, and the hash the next one must name. */
export interface KnownList {
  readonly list: DeviceList;
  readonly hash: Bytes;
}

export type FollowOutcome =
  | { readonly ok: true; readonly known: KnownList }
  | { readonly ok: false; readonly code: 'device-list-forged' | 'device-list-rollback' | 'identity-changed' };

export function signDeviceList(aik: KeyPair, list: DeviceList): Bytes {
  const body = encodeCbor(DeviceList.parse(list));
  return encodeSigned(body, sign(LABEL.deviceList, aik.secret, body));
}

export function deviceListHash(signed: Uint8Array): Bytes {
  return sha256(concatBytes(utf8(LABEL.deviceListHash), signed));
}

/**
 * Verifies `lists`, oldest first, on top of `known`; without `known` the chain must start at version 1. The version already known
 * may be repeated. Another identity key is `identity-changed` and never silently accepted.
 */
export function followDeviceLists(
  known: KnownList | null,
  account: AccountId,
  lists: readonly Uint8Array[],
): FollowOutcome {
  let newest = known;
  for (const bytes of lists) {
    const step = followOne(newest, account, bytes);
    if (!step.ok) return step;
    newest = step.known;
  }
  return newest === null ? { ok: false, code: 'device-list-forged' } : { ok: true, known: newest };
}

function followOne(known: KnownList | null, account: AccountId, bytes: Uint8Array): FollowOutcome {
  const forged: FollowOutcome = { ok: false, code: 'device-list-forged' };
  const parts = decode(bytes);
  if (parts === undefined || parts.value.account !== account) return forged;
  const list = parts.value;
  if (!isSoundPublicKey(list.aik) || !verify(LABEL.deviceList, list.aik, parts.body, parts.sig)) return forged;
  const next: KnownList = { list, hash: deviceListHash(bytes) };
  if (!soundAlone(list)) return forged;
  if (known === null) return list.seq === 1 && list.prev === null ? { ok: true, known: next } : forged;

  if (!equalBytes(list.aik, known.list.aik)) return { ok: false, code: 'identity-changed' };
  if (list.seq === known.list.seq && equalBytes(next.hash, known.hash)) return { ok: true, known };
  if (list.seq <= known.list.seq) return { ok: false, code: 'device-list-rollback' };
  const linked = list.seq === known.list.seq + 1 && list.prev !== null && equalBytes(list.prev, known.hash);
  return linked && soundStep(known.list, list) ? { ok: true, known: next } : forged;
}

function decode(bytes: Uint8Array): ReturnType<typeof decodeSigned<DeviceList>> | undefined {
  if (bytes.length > LIMIT.deviceListBytes) return undefined;
  try {
    return decodeSigned(DeviceList, bytes, 'device list');
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

/** What one version must satisfy whatever came before it. */
function soundAlone(list: DeviceList): boolean {
  const ids = new Set(list.devices.map((d) => d.device));
  const keys = new Set(list.devices.map((d) => d.deviceKey.toHex()));
  const revoked = new Set(list.revoked.map((r) => r.device));
  if (ids.size !== list.devices.length || keys.size !== list.devices.length) return false;
  if (revoked.size !== list.revoked.length || keys.has(list.aik.toHex())) return false;
  return (
    list.devices.every((d) => d.addedSeq <= list.seq && isSoundPublicKey(d.deviceKey)) &&
    list.revoked.every((r) => r.seq <= list.seq)
  );
}

/** What a version may change: add devices as of itself, revoke devices as of itself, and nothing else. */
function soundStep(before: DeviceList, after: DeviceList): boolean {
  if (after.username !== before.username) return false;
  const revokedBefore = new Map(before.revoked.map((r) => [r.device, r.seq]));
  const revoked = new Map(after.revoked.map((r) => [r.device, r.seq]));
  for (const [device, seq] of revokedBefore) if (revoked.get(device) !== seq) return false;
  for (const [device, seq] of revoked) if (!revokedBefore.has(device) && seq !== after.seq) return false;

  const devices = new Map(after.devices.map((d) => [d.device, d]));
  for (const old of before.devices) {
    const now = devices.get(old.device);
    if (now === undefined ? !revoked.has(old.device) : !sameDevice(old, now)) return false;
    devices.delete(old.device);
  }
  return [...devices.values()].every((d) => d.addedSeq === after.seq && !revoked.has(d.device));
}

type Listed = DeviceList['devices'][number];
const sameDevice = (a: Listed, b: Listed): boolean =>
  a.kind === b.kind && a.addedSeq === b.addedSeq && equalBytes(a.deviceKey, b.deviceKey);
