/**
 * What devices say outside the ratchet (protocol.md §8): where a device stands in the room, that someone is writing, and that
 * someone is here. Sealing and signing are packages/crypto's. All of it is small and loses nothing when it is lost.
 */
import { decodeCbor, encodeCbor, type Bytes } from '@alcove/protocol';
import { z } from 'zod';
import { logSeq } from './fields.ts';

/** `delivered`: opened and stored up to here. `read`: a person saw everything up to here. Both only grow. */
const Mark = z.strictObject({ delivered: logSeq, read: logSeq });
export type Mark = z.infer<typeof Mark>;

/** When its device said it: ms since 1970 by the server's clock, and later than anything that device whispered before. */
const at = z.int().nonnegative();
/** `here`: somebody looks at the app now. `asks`: they have just come, and do not know who else does. */
const Whisper = z.union([
  z.strictObject({ at, typing: z.boolean() }),
  z.strictObject({ at, here: z.boolean(), asks: z.boolean() }),
]);
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
