/** Whether a sender saw the log that this device has: what everybody signs into everything they say (docs/checks.md, K43). Pure. */
import { equalBytes, type Bytes } from '@alcove/protocol';

/** The last place of the log that the sender had opened when they sealed it, and the chain's head there. */
export interface Seen {
  readonly seenSeq: number;
  readonly seenHead: Bytes;
}

/** `seq`: the place of what they said. `own`: the head here at the place they saw; null when that is too long ago to know. */
export function agreement({ seenSeq, seenHead }: Seen, seq: number, own: Bytes | null): 'same' | 'other' | 'unknown' {
  if (seenSeq >= seq) return 'other';
  if (own === null) return 'unknown';
  if (!equalBytes(own, seenHead)) return 'other';
  return 'same';
}
