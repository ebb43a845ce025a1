/**
 * The number two people compare to know that nobody stands between them: twelve groups of five digits, the same on both sides.
 *
 * Each half is an iterated hash of one account and its identity key, so that finding a key with a chosen half costs 2^99 times
 * 5 200 hashes. The smaller account id comes first, which makes the order the same for both.
 */
import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, LABEL, utf8, type AccountId } from '@alcove/protocol';

const ROUNDS = 5_200;

interface Side {
  readonly account: AccountId;
  readonly aik: Uint8Array;
}

export function safetyNumber(a: Side, b: Side): readonly string[] {
  const [first, second] = a.account <= b.account ? [a, b] : [b, a];
  return [...half(first), ...half(second)];
}

function half({ account, aik }: Side): string[] {
  const seed = concatBytes(utf8(LABEL.safetyNumber), utf8(account), aik);
  let hash: Uint8Array = sha512(seed);
  for (let round = 1; round < ROUNDS; round++) hash = sha512(concatBytes(hash, aik));
  return Array.from({ length: 6 }, (_, i) => group(hash.subarray(i * 5, i * 5 + 5)));
}

/** Five bytes (2^40) modulo 100 000: the bias is below one in ten million. */
function group(bytes: Uint8Array): string {
  const value = bytes.reduce((n, byte) => n * 256 + byte, 0);
  return String(value % 100_000).padStart(5, '0');
}
