/** Frame ids: ULIDs, so that ids made later sort later (https://github.com/ulid/spec). */
import { randomBytes } from '@alcove/crypto';
import { FrameId } from '@alcove/protocol';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export function newFrameId(nowMs: number): FrameId {
  let time = '';
  for (let rest = Math.max(0, Math.floor(nowMs)), n = 0; n < 10; n++, rest = Math.floor(rest / 32)) {
    time = (ALPHABET[rest % 32] ?? '0') + time;
  }
  const random = [...randomBytes(16)].map((byte) => ALPHABET[byte % 32] ?? '0').join('');
  return FrameId.parse(time + random);
}
