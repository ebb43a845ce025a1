/**
 * The recovery code: twelve BIP-39 English words, 128 random bits and a 4-bit checksum. The words are chosen so that their
 * first four letters are enough; people may type just those, in any case.
 */
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import type { Bytes } from '@alcove/protocol';
import { randomBytes } from '../primitives.ts';

const WORDS = 12;
const PREFIX = 4;
const known = new Set(wordlist);

export interface RecoveryCode {
  readonly words: readonly string[];
  /** 16 bytes. */
  readonly secret: Bytes;
}

export type RecoveryCodeOutcome =
  | { readonly ok: true; readonly secret: Bytes; readonly words: readonly string[] }
  | { readonly ok: false; readonly code: 'unknown-word' | 'checksum'; readonly at: number };

export function newRecoveryCode(): RecoveryCode {
  const secret = randomBytes(16);
  return { secret, words: entropyToMnemonic(secret, wordlist).split(' ') };
}

/** `at` is the index of the first word that is unknown or missing; for `checksum`, where no single word is to blame, 0. */
export function parseRecoveryCode(words: readonly string[]): RecoveryCodeOutcome {
  const full: string[] = [];
  for (const [at, typed] of words.entries()) {
    const word = at < WORDS ? complete(typed) : undefined;
    if (word === undefined) return { ok: false, code: 'unknown-word', at };
    full.push(word);
  }
  if (full.length < WORDS) return { ok: false, code: 'unknown-word', at: full.length };
  try {
    return { ok: true, secret: mnemonicToEntropy(full.join(' '), wordlist), words: full };
  } catch {
    return { ok: false, code: 'checksum', at: 0 };
  }
}

/** The word itself, or the only one that starts with what was typed. */
function complete(typed: string): string | undefined {
  const text = typed.normalize('NFKC').trim().toLowerCase();
  if (known.has(text)) return text;
  return text.length >= PREFIX ? wordlist.find((word) => word.startsWith(text)) : undefined;
}
