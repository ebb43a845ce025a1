/** The acknowledgements in a record: the WebSocket messages that the server's sockets were handed, at the moment they were. */
import { decodeServerFrames, type FrameId } from '@alcove/protocol';
import type { DiskEvent } from './disk-record.ts';

export interface Acknowledgement {
  /** How many events of the record had happened when it had left whole. */
  readonly at: number;
  readonly id: FrameId;
  readonly seq: number;
}

const UPGRADED = Buffer.from('HTTP/1.1 101 ');
const BODY = Buffer.from('\r\n\r\n');
const BINARY = 2;

export function acknowledgements(events: readonly DiskEvent[]): readonly Acknowledgement[] {
  const found: Acknowledgement[] = [];
  const unread = new Map<bigint, Buffer>();
  for (const [i, event] of events.entries()) {
    if (event.kind !== 'said') continue;
    let rest = bytesOf(unread.get(event.socket), event.bytes);
    if (rest === null) continue;
    for (let message = nextMessage(rest); message !== null; message = nextMessage(rest)) {
      rest = rest.subarray(message.end);
      if (message.opcode !== BINARY) continue;
      for (const frame of decodeServerFrames(message.payload))
        if (frame.t === 'ack') found.push({ at: i + 1, id: frame.id, seq: frame.seq });
    }
    unread.set(event.socket, rest);
  }
  return found;
}

/** What a WebSocket has not been read of yet; null for a socket that is none. */
function bytesOf(before: Buffer | undefined, bytes: Buffer): Buffer | null {
  if (before !== undefined) return Buffer.concat([before, bytes]);
  return bytes.subarray(0, UPGRADED.length).equals(UPGRADED) ? bytes.subarray(bytes.indexOf(BODY) + BODY.length) : null;
}

/** RFC 6455 §5.2, as a server sends: whole, unmasked, not compressed. */
function nextMessage(
  bytes: Buffer,
): { readonly opcode: number; readonly payload: Buffer; readonly end: number } | null {
  const [first = 0, short = 0] = bytes;
  const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
  const begin = 2 + extra;
  if (bytes.length < begin) return null;
  const length = extra === 0 ? short : extra === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const end = begin + length;
  return bytes.length < end ? null : { opcode: first & 0x0f, payload: bytes.subarray(begin, end), end };
}
