/**
 * The authenticated data of a message, which the server can read: the frame's id, so that a sealed message cannot be passed off
 * under another one, and the franking commitment, so that a report can prove what was said (protocol.md §7).
 */
import { bytesSchema, decodeCbor, encodeCbor, FrameId, type Bytes } from '@alcove/protocol';
import { z } from 'zod';

const Visible = z.strictObject({
  v: z.literal(1),
  id: FrameId,
  commitment: bytesSchema.refine((b) => b.length === 32),
});

export function encodeVisible(id: FrameId, commitment: Bytes): Bytes {
  return encodeCbor({ v: 1, id, commitment } satisfies z.input<typeof Visible>);
}

/** Throws MalformedError. */
export function decodeVisible(aad: Uint8Array): { readonly id: FrameId; readonly commitment: Bytes } {
  return decodeCbor(Visible, aad, 'authenticated data');
}
