/**
 * Bytes ready for a socket: frames encoded once, joined into WebSocket messages with their header in front, so that the same buffer is
 * written to every connection (RFC 6455 §5.2: server messages are not masked). No object is made per recipient.
 */
import { encodeFrame, LIMIT, type ServerFrame } from '@alcove/protocol';

const FINAL_BINARY = 0x82;
export const PING_MESSAGE = Buffer.from([0x89, 0x00]);

/** One or more messages, none of them larger than a frame may be unless a single frame is. */
export function messagesOf(frames: readonly Uint8Array[]): Buffer[] {
  const out: Buffer[] = [];
  let group: Uint8Array[] = [];
  let bytes = 0;
  for (const frame of frames) {
    if (group.length > 0 && bytes + frame.length > LIMIT.pageBytes) {
      out.push(message(group, bytes));
      group = [];
      bytes = 0;
    }
    group.push(frame);
    bytes += frame.length;
  }
  if (group.length > 0) out.push(message(group, bytes));
  return out;
}

export function messageOf(frame: ServerFrame): Buffer {
  const bytes = encodeFrame(frame);
  return message([bytes], bytes.length);
}

function message(frames: readonly Uint8Array[], bytes: number): Buffer {
  const header = bytes < 126 ? 2 : bytes < 65_536 ? 4 : 10;
  const out = Buffer.allocUnsafe(header + bytes);
  out[0] = FINAL_BINARY;
  if (header === 2) out[1] = bytes;
  else if (header === 4) {
    out[1] = 126;
    out.writeUInt16BE(bytes, 2);
  } else {
    out[1] = 127;
    out.writeBigUInt64BE(BigInt(bytes), 2);
  }
  let at = header;
  for (const frame of frames) {
    out.set(frame, at);
    at += frame.length;
  }
  return out;
}
