import { FrameId } from '@alcove/protocol';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
let count = 0;

/** Unique in this process, in order of making: a ULID's shape without its cost. */
export function nextFrameId(): FrameId {
  let rest = ++count;
  let text = '';
  for (let i = 0; i < 26; i++) {
    text = (ALPHABET[rest % 32] ?? '0') + text;
    rest = Math.floor(rest / 32);
  }
  return FrameId.parse(text);
}
