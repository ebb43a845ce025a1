/**
 * Sealing application messages, and the exporter. Payloads are padded to a few sizes before they are sealed, so that the server
 * learns which size class a message has and not its length: `length (4 bytes) ‖ payload ‖ zeros`.
 */
import { createApplicationMessage, mlsExporter } from 'ts-mls';
import { concatBytes, encodeCbor, LABEL, utf8, type Bytes } from '@alcove/protocol';
import { CryptoError } from '../error.ts';
import { sha256 } from '../primitives.ts';
import { suiteOf } from './engine/suite.ts';
import { encodeMessage } from './engine/wire.ts';
import { engineState, groupState, type GroupState } from './state.ts';

/** The last size leaves room for the frame around it within LIMIT.applicationBytes. */
const SIZES = [256, 1_024, 4_096, 16_384, 32_768, 49_152, 64_512] as const;
const LENGTH_BYTES = 4;
const MAX_AAD_BYTES = 512;
const EPOCH_MARK_BYTES = 16;
/** The longest payload `seal` takes. */
export const MAX_PAYLOAD_BYTES: number = Math.max(...SIZES) - LENGTH_BYTES;

/**
 * Seals one payload at the current epoch. Persist `next` and `bytes` together before sending: sealing twice from one state makes
 * two messages of which receivers can open one. `aad` is authenticated and visible to the server. Throws CryptoError `too-large`.
 */
export async function seal(
  state: GroupState,
  plain: Uint8Array,
  aad: Uint8Array,
): Promise<{ bytes: Bytes; next: GroupState }> {
  if (aad.length > MAX_AAD_BYTES) throw new CryptoError('too-large');
  const sealed = await createApplicationMessage(engineState(state), pad(plain), await suiteOf(state.suite), aad);
  const privateMessage = sealed.privateMessage;
  return {
    bytes: encodeMessage({ version: 'mls10', wireformat: 'mls_private_message', privateMessage }),
    next: groupState(sealed.newState),
  };
}

/** A secret of this epoch, known to its members alone (RFC 9420 §8.5). */
export async function exportSecret(
  state: GroupState,
  label: string,
  context: Uint8Array,
  length: number = 32,
): Promise<Bytes> {
  const { exporterSecret } = engineState(state).keySchedule;
  return (await mlsExporter(exporterSecret, label, context, length, await suiteOf(state.suite))) as Bytes;
}

/** Equal for two members if and only if they are in the same epoch of the same group (RFC 9420 §8.7). */
export function epochAuthenticator(state: GroupState): Bytes {
  return engineState(state).keySchedule.epochAuthenticator as Bytes;
}

/** Short, equal for the same members as the authenticator, and of no use to anybody who does not hold the epoch's keys. */
export function epochMark(state: GroupState): Bytes {
  const { groupId, epoch } = engineState(state).groupContext;
  const of = concatBytes(utf8(LABEL.epochMark), encodeCbor([groupId, Number(epoch)]), epochAuthenticator(state));
  return sha256(of).slice(0, EPOCH_MARK_BYTES);
}

/** What `seal` makes of a payload of that length, before MLS; null: it is too long. */
export function paddedLength(length: number): number | null {
  return SIZES.find((size) => length + LENGTH_BYTES <= size) ?? null;
}

export function pad(plain: Uint8Array): Bytes {
  const size = paddedLength(plain.length);
  if (size === null) throw new CryptoError('too-large');
  const length = new Uint8Array(LENGTH_BYTES);
  new DataView(length.buffer).setUint32(0, plain.length);
  return concatBytes(length, plain, new Uint8Array(size - LENGTH_BYTES - plain.length));
}

/** Undefined unless this is exactly what `pad` makes of some payload. */
export function unpad(padded: Uint8Array): Bytes | undefined {
  if (padded.length < LENGTH_BYTES) return undefined;
  const length = new DataView(padded.buffer, padded.byteOffset, padded.byteLength).getUint32(0);
  const end = LENGTH_BYTES + length;
  if (SIZES.find((s) => end <= s) !== padded.length) return undefined;
  return padded.subarray(end).every((byte) => byte === 0) ? padded.slice(LENGTH_BYTES, end) : undefined;
}
