/**
 * MLS messages as bytes. The library's decoder returns a value, undefined, or throws anything up to a TypeError, and ignores what
 * follows the message: here a message is complete, small enough, of the expected kind, or undefined.
 */
import { decodeMlsMessage, encodeMlsMessage, type MLSMessage } from 'ts-mls';
import { LIMIT, type Bytes } from '@alcove/protocol';

export type Wireformat = MLSMessage['wireformat'];
export type MessageOf<W extends Wireformat> = Extract<MLSMessage, { wireformat: W }>;

export function encodeMessage(message: MLSMessage): Bytes {
  return encodeMlsMessage(message) as Bytes;
}

export function decodeMessage(bytes: Uint8Array, maxBytes: number = LIMIT.frameBytes): MLSMessage | undefined {
  if (bytes.length > maxBytes) return undefined;
  try {
    const decoded = decodeMlsMessage(bytes, 0);
    return decoded !== undefined && decoded[1] === bytes.length ? decoded[0] : undefined;
  } catch {
    return undefined;
  }
}

export function decodeMessageOf<W extends Wireformat>(
  wireformat: W,
  bytes: Uint8Array,
  maxBytes?: number,
): MessageOf<W> | undefined {
  const message = decodeMessage(bytes, maxBytes);
  return message?.wireformat === wireformat ? (message as MessageOf<W>) : undefined;
}
