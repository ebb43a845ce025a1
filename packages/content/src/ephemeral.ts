/**
 * The two things devices say outside the ratchet (protocol.md §8): where a device stands in the room, and that someone is
 * writing. Sealing and signing are packages/crypto's. Both are small and lose nothing when they are lost.
 */
import { decodeCbor, encodeCbor, type Bytes } from '@alcove/protocol';
import { z } from 'zod';
import { logSeq } from './fields.ts';

/** `delivered`: opened and stored up to here. `read`: a person saw everything up to here. Both only grow. */
const Mark = z.strictObject({ delivered: logSeq, read: logSeq });
export type Mark = z.infer<typeof Mark>;

const Whisper = z.strictObject({ typing: z.boolean() });
export type Whisper = z.infer<typeof Whisper>;

export function encodeMark(mark: Mark): Bytes {
  return encodeCbor(mark);
}
/** Throws MalformedError. */
export function decodeMark(bytes: Uint8Array): Mark {
  return decodeCbor(Mark, bytes, 'mark');
}

export function encodeWhisper(whisper: Whisper): Bytes {
  return encodeCbor(whisper);
}
/** Throws MalformedError. */
export function decodeWhisper(bytes: Uint8Array): Whisper {
  return decodeCbor(Whisper, bytes, 'whisper');
}
