import { expect, test } from 'vitest';
import { concatBytes, utf8 } from '@alcove/protocol';
import { checkFranking, frank } from './franking.ts';

test('a commitment opens to its message alone, with a key of the one length', () => {
  const plain = utf8('message');
  const { commitment, key } = frank(plain);
  expect(checkFranking(plain, key, commitment)).toBe(true);
  expect(checkFranking(utf8('other'), key, commitment)).toBe(false);
  expect(checkFranking(plain, frank(plain).key, commitment)).toBe(false);
  expect(checkFranking(plain, key, commitment.subarray(1))).toBe(false);
  // HMAC pads with zeros: a longer key that means the same must not be taken.
  expect(checkFranking(plain, concatBytes(key, new Uint8Array(1)), commitment)).toBe(false);
  expect(frank(plain).commitment).not.toEqual(commitment);
});
