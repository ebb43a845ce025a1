/** What is said of a passphrase while it is chosen. The client has the last word on what is too short. */
import { LOCK_SHORTEST } from '@alcove/client';
import { t } from '@alcove/locales';
import type { Score } from '../../../passwords/password-strength.ts';

const words = t.lock;
const FEWEST_DIFFERENT = 3;
/** Of four: from here on, guessing it at the price of Argon2id takes longer than anybody tries. */
const GOOD = 4;

export function judgePassphrase(
  typed: string,
  score: Score | null,
): { readonly enough: boolean; readonly hint: string } {
  const characters = [...typed];
  if (characters.length === 0) return { enough: false, hint: words.hint };
  if (characters.length < LOCK_SHORTEST)
    return { enough: false, hint: words.tooShort(LOCK_SHORTEST - characters.length) };
  if (new Set(characters).size < FEWEST_DIFFERENT) return { enough: false, hint: words.tooSame };
  return { enough: true, hint: score !== null && score >= GOOD ? words.good : words.fair };
}
