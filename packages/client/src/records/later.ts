/** Which of two values stands: the one written later; of two written at the same time, the same one on every device. */
import type { Bytes } from '@alcove/protocol';

export interface Written {
  /** ms since 1970 as its writer knew it, and more than what it replaced. */
  readonly at: number;
  readonly bytes: Bytes;
}

export function later(mine: Written, theirs: Written): Bytes {
  if (mine.at !== theirs.at) return mine.at > theirs.at ? mine.bytes : theirs.bytes;
  return isGreater(mine.bytes, theirs.bytes) ? mine.bytes : theirs.bytes;
}

function isGreater(a: Bytes, b: Bytes): boolean {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return a.length > b.length;
}
