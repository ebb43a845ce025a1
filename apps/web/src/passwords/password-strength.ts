/**
 * How hard a password is to guess, estimated on this device. The word lists are large, so they come with the first letter typed;
 * until then, and when they cannot be fetched, only the length counts. No rules about kinds of characters.
 */
import { t } from '@alcove/locales';

export type Score = 0 | 1 | 2 | 3 | 4;
export interface Strength {
  /** Null while unknown. */
  readonly score: Score | null;
  readonly enough: boolean;
  readonly hint: string;
}

const LONG = 12;
const SHORTEST = 8;
const words = t.arriving.signUp;

export function judge(password: string, score: Score | null): Strength {
  const length = [...password].length;
  if (length === 0) return { score: null, enough: false, hint: words.passwordHint };
  if (score === null) {
    const enough = length >= LONG;
    return { score, enough, hint: enough ? words.passwordFair : words.passwordShort(LONG - length) };
  }
  if (length < SHORTEST || (length < LONG && score < 3))
    return { score, enough: false, hint: words.passwordShort(LONG - length) };
  if (score < 2) return { score, enough: false, hint: words.passwordGuessable };
  return { score, enough: true, hint: score < 4 ? words.passwordFair : words.passwordStrong };
}

/** The verdict that counts: waits for the lists, and does without them only where they cannot be fetched. */
export async function judgeFully(password: string, own: readonly string[]): Promise<Strength> {
  const estimate = await loadEstimate().catch(() => null);
  return judge(password, password === '' || estimate === null ? null : estimate(password, own));
}

type Estimate = (password: string, own: readonly string[]) => Score;
let loading: Promise<Estimate> | null = null;

/** Loads the lists once; a failed load is tried again with the next letter. */
export function loadEstimate(): Promise<Estimate> {
  loading ??= import('./estimate.ts').then(
    (module) => module.estimate,
    (error: unknown) => {
      loading = null;
      throw error;
    },
  );
  return loading;
}
