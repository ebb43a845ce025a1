/**
 * Whether a device list may become an account's next version: signed by the account's identity key, linked to the version before, and
 * introducing the device that asks. Admission only; every client follows the chain itself.
 */
import {
  decodeSigned,
  DeviceList,
  equalBytes,
  LABEL,
  LIMIT,
  MalformedError,
  concatBytes,
  utf8,
  type AccountId,
  type Bytes,
  type DeviceId,
  type DeviceKind,
  type Username,
} from '@alcove/protocol';
import { done, refuse, type Outcome } from '../outcome.ts';
import { sha256, verifySigned } from '../signature.ts';

export interface AdmittedList {
  readonly list: DeviceList;
  readonly bytes: Bytes;
  readonly hash: Bytes;
}

/** The account's newest version, as stored. */
export interface StoredList {
  readonly seq: number;
  readonly hash: Bytes;
  readonly aik: Bytes;
  readonly devices: ReadonlyMap<DeviceId, { readonly deviceKey: Bytes; readonly revoked: boolean }>;
}

/** Whose list it must be, and which device it must introduce; null: it may introduce one, or none. */
export interface Asks {
  readonly account: AccountId;
  readonly username: Username;
  readonly adds: { readonly device: DeviceId; readonly kind: DeviceKind } | null;
}

export function admitList(bytes: Bytes, stored: StoredList | null, asks: Asks): Outcome<AdmittedList> {
  const parts = decode(bytes);
  if (parts === undefined) return refuse('malformed', 'device list');
  const list = parts.value;
  if (list.account !== asks.account || list.username !== asks.username)
    return refuse('malformed', 'device list of another account');
  const last = stored?.seq ?? 0;
  const linked = stored === null ? list.prev === null : list.prev !== null && equalBytes(list.prev, stored.hash);
  if (list.seq !== last + 1 || !linked)
    return refuse('conflict', 'not the next version', { details: { version: last } });
  if (stored !== null && !equalBytes(stored.aik, list.aik)) return refuse('invalid-signature', 'another identity key');
  if (!verifySigned(LABEL.deviceList, list.aik, parts.body, parts.sig))
    return refuse('invalid-signature', 'device list');
  const wrong = wrongDevices(list, stored, asks);
  if (wrong !== undefined) return refuse('malformed', wrong);
  return done({ list, bytes, hash: sha256(concatBytes(utf8(LABEL.deviceListHash), bytes)) });
}

function decode(bytes: Bytes) {
  if (bytes.length > LIMIT.deviceListBytes) return undefined;
  try {
    return decodeSigned(DeviceList, bytes, 'device list');
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

/** A device keeps its key, leaves only by being revoked, and never comes back. */
function wrongDevices(list: DeviceList, stored: StoredList | null, { adds }: Asks): string | undefined {
  const revoked = new Set(list.revoked.map((r) => r.device));
  const listed = new Map(list.devices.map((d) => [d.device, d]));
  if (listed.size !== list.devices.length) return 'a device is listed twice';
  if (list.devices.some((d) => revoked.has(d.device))) return 'a revoked device is listed';
  const added = list.devices.filter((d) => stored?.devices.has(d.device) !== true);
  const own = added[0];
  if (added.length > 1 || added.some((d) => d.addedSeq !== list.seq))
    return 'the list may add one device, as of itself';
  if (adds !== null && (own?.device !== adds.device || own.kind !== adds.kind))
    return 'the list must add exactly the new device';
  for (const [device, before] of stored?.devices ?? []) {
    const now = listed.get(device);
    if (now === undefined ? !revoked.has(device) : before.revoked || !equalBytes(now.deviceKey, before.deviceKey)) {
      return 'a device changed its key, vanished or came back';
    }
  }
  return undefined;
}
