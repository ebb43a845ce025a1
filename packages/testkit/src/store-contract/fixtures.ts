/** Ids, rows and a sealer for the store contract. */
import { AccountId, DeviceId, FrameId, RoomId, Username, utf8 } from '@alcove/protocol';
import type { EventRow, Sealer } from '@alcove/store';

export const ROOM: RoomId = RoomId.parse('R'.repeat(43));
export const OTHER_ROOM: RoomId = RoomId.parse('S'.repeat(43));
export const ADA: AccountId = AccountId.parse('A'.repeat(22));
export const BEN: AccountId = AccountId.parse('B'.repeat(22));
export const PHONE: DeviceId = DeviceId.parse('p'.repeat(22));
export const LAPTOP: DeviceId = DeviceId.parse('l'.repeat(22));
export const ADA_NAME: Username = Username.parse('ada');

export function frameId(n: number): FrameId {
  return FrameId.parse(`01J${String(n).padStart(23, '0')}`);
}

/**
 * Makes text unreadable and notices a wrong place or key, which is all the store relies on. It is no encryption: real sealing is
 * packages/crypto's and tested there.
 */
export function toySealer(key: number): Sealer {
  const tag = (place: string): number => [...utf8(place)].reduce((sum, byte) => (sum * 31 + byte) % 251, key);
  return {
    seal: (place, bytes) => Uint8Array.from([tag(place), ...bytes], (byte, at) => (at === 0 ? byte : byte ^ 0xa5)),
    open: (place, sealed) => {
      if (sealed[0] !== tag(place)) throw new Error('does not open');
      return sealed.slice(1).map((byte) => byte ^ 0xa5);
    },
  };
}

export function eventRow(n: number, fields: Partial<EventRow> = {}): EventRow {
  return {
    room: ROOM,
    seq: n,
    ord: null,
    id: frameId(n),
    at: 1_000 + n,
    author: ADA,
    device: PHONE,
    type: 'text',
    item: true,
    notice: 1,
    target: null,
    quote: null,
    content: utf8(`message ${String(n)}`),
    ...fields,
  };
}
