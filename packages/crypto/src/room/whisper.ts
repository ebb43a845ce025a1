/**
 * The ephemeral lane: typing, presence, call signalling, read marks. These must not use up ratchet generations (a long gap would
 * cost messages), so they are AES-256-GCM under a key the epoch exports, and signed by the device, since every member holds
 * that key.
 *
 * `version ‖ epoch (8 bytes) ‖ nonce (12) ‖ ciphertext of (signature (64) ‖ payload)`. Version, room, epoch and sender are
 * authenticated. The version says which lane it was sealed for as well, so that nothing said in one opens in the other (W03). Whether it
 * was said now is in the payload, and the reader's to judge.
 */
import { gcm } from '@noble/ciphers/aes.js';
import {
  concatBytes,
  LABEL,
  LIMIT,
  utf8,
  type AccountId,
  type Bytes,
  type DeviceId,
  type RoomId,
} from '@alcove/protocol';
import { CryptoError } from '../error.ts';
import { leavesOf, leafAt, isDevice } from '../group/roster.ts';
import { exportSecret } from '../group/seal.ts';
import { engineState, type GroupState } from '../group/state.ts';
import type { DeviceIdentity } from '../identity/device-cert.ts';
import { randomBytes, sign, verify } from '../primitives.ts';

/** Version 1 whispers had no time in them, and could be told again: nobody takes them any more. */
const VERSION = { mark: 1, whisper: 2 } as const;
export type Lane = keyof typeof VERSION;

const HEADER_BYTES = 9;
const NONCE_BYTES = 12;
const SIG_BYTES = 64;
const TAG_BYTES = 16;
const MIN_BYTES = HEADER_BYTES + NONCE_BYTES + SIG_BYTES + TAG_BYTES;

/** One key for both lanes. */
const KEY_VERSION = 1;

interface Device {
  readonly account: AccountId;
  readonly device: DeviceId;
}

/** The key of the state's epoch. */
export function whisperKey(state: GroupState): Promise<Bytes> {
  return exportSecret(state, LABEL.ephemeralKey, header(KEY_VERSION, state.epoch));
}

export function sealWhisper(
  lane: Lane,
  key: Bytes,
  identity: DeviceIdentity,
  room: RoomId,
  epoch: number,
  plain: Uint8Array,
): Bytes {
  const head = header(VERSION[lane], epoch);
  const nonce = randomBytes(NONCE_BYTES);
  const about = context(head, room, identity);
  const sig = sign(LABEL.ephemeralFrame, identity.key.secret, concatBytes(about, nonce, plain));
  return concatBytes(head, nonce, gcm(key, nonce, about).encrypt(concatBytes(sig, plain)));
}

/** The epoch whose key opens this. Throws CryptoError `malformed`. */
export function whisperEpoch(lane: Lane, body: Uint8Array): number {
  if (body.length < MIN_BYTES || body.length > LIMIT.whisperBytes || body[0] !== VERSION[lane])
    throw new CryptoError('malformed');
  const epoch = new DataView(body.buffer, body.byteOffset, body.byteLength).getBigUint64(1);
  if (epoch > BigInt(Number.MAX_SAFE_INTEGER)) throw new CryptoError('malformed');
  return Number(epoch);
}

export type OpenedWhisper =
  | { readonly ok: true; readonly plain: Bytes }
  | { readonly ok: false; readonly code: 'malformed' | 'wrong-group' | 'sender-unknown' | 'damaged' | 'signature' };

/** Checks the signature under the device key that `sender` has in the group. */
export function openWhisper(
  lane: Lane,
  key: Bytes,
  state: GroupState,
  room: RoomId,
  sender: Device,
  body: Uint8Array,
): OpenedWhisper {
  if (state.room !== room) return { ok: false, code: 'wrong-group' };
  try {
    whisperEpoch(lane, body);
  } catch {
    return { ok: false, code: 'malformed' };
  }
  const deviceKey = deviceKeyOf(state, sender);
  if (deviceKey === undefined) return { ok: false, code: 'sender-unknown' };
  const nonce = body.subarray(HEADER_BYTES, HEADER_BYTES + NONCE_BYTES);
  const about = context(body.subarray(0, HEADER_BYTES), room, sender);
  let opened: Uint8Array;
  try {
    opened = gcm(key, nonce, about).decrypt(body.subarray(HEADER_BYTES + NONCE_BYTES));
  } catch {
    return { ok: false, code: 'damaged' };
  }
  const plain = opened.slice(SIG_BYTES);
  const signed = concatBytes(about, nonce, plain);
  return verify(LABEL.ephemeralFrame, deviceKey, signed, opened.subarray(0, SIG_BYTES))
    ? { ok: true, plain }
    : { ok: false, code: 'signature' };
}

function deviceKeyOf(state: GroupState, sender: Device): Uint8Array | undefined {
  for (const [index, node] of leavesOf(engineState(state).ratchetTree)) {
    if (isDevice(leafAt(index, node), sender)) return node.signaturePublicKey;
  }
  return undefined;
}

function header(version: number, epoch: number): Bytes {
  const out = new Uint8Array(HEADER_BYTES);
  out[0] = version;
  new DataView(out.buffer).setBigUint64(1, BigInt(epoch));
  return out;
}

/** Ids have fixed lengths, so the parts cannot run into one another. */
const context = (head: Uint8Array, room: RoomId, sender: Device): Bytes =>
  concatBytes(head, utf8(room), utf8(sender.account), utf8(sender.device));
