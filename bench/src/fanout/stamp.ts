/**
 * The 300-byte body every server carries: a mark nothing else contains, the time of sending, and noise. Latency is read by finding the
 * mark in what arrives, whatever the framing, so that the load generator costs the same for every server.
 */
import { randomFillSync } from 'node:crypto';

export const BODY_BYTES = 300;
const MARK = Buffer.from('6f3c9ad1e8b7425f', 'hex');

/** Times are `performance.now()` of the one process that sends and receives. */
export function stampedBody(): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(BODY_BYTES);
  randomFillSync(body);
  body.set(MARK);
  new DataView(body.buffer).setFloat64(MARK.length, performance.now());
  return body;
}

/** Calls back with the time of sending of every body in the message. */
export function findStamps(message: Buffer, found: (sentAt: number) => void): void {
  for (let at = message.indexOf(MARK); at >= 0; at = message.indexOf(MARK, at + BODY_BYTES)) {
    found(message.readDoubleBE(at + MARK.length));
  }
}
