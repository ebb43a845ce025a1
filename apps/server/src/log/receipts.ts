/**
 * What goes out with every entry of a log, so that the server knows its own entries again: should its data ever go back to an older
 * copy, clients bring what they still hold, and what they bring counts only as far as a receipt says that it stood here
 * (docs/protocol.md §5). A keyed hash over room, place and the chain's head there, which names everything before it.
 */
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { concatBytes, fromBase64url, LABEL, utf8, type Bytes, type RoomId } from '@alcove/protocol';

export interface Receipts {
  of(room: RoomId, seq: number, head: Uint8Array): Bytes;
  fits(receipt: Uint8Array, room: RoomId, seq: number, head: Uint8Array): boolean;
}

export function createReceipts(secret: Uint8Array): Receipts {
  const key = createSecretKey(createHmac('sha256', secret).update(LABEL.receiptKey).digest());
  const of = (room: RoomId, seq: number, head: Uint8Array): Bytes => {
    const place = new Uint8Array(8);
    new DataView(place.buffer).setBigUint64(0, BigInt(seq));
    const said = concatBytes(utf8(LABEL.receipt), fromBase64url(room), place, head);
    return new Uint8Array(createHmac('sha256', key).update(said).digest());
  };
  return {
    of,
    fits(receipt, room, seq, head) {
      const own = of(room, seq, head);
      return receipt.length === own.length && timingSafeEqual(receipt, own);
    },
  };
}
