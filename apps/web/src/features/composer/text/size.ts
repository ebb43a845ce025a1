/** How large a message may be, counted as the wire counts: bytes of UTF-8. */
import { CONTENT_LIMIT } from '@alcove/content';

export const LIMIT_BYTES = CONTENT_LIMIT.bodyBytes;
const encoder = new TextEncoder();

/** Bytes beyond the limit; zero when the text fits. */
export function overBy(text: string): number {
  // Four bytes a unit is the most: most texts are cleared without encoding them.
  if (text.length * 4 <= LIMIT_BYTES) return 0;
  return Math.max(0, encoder.encode(text).length - LIMIT_BYTES);
}
