/** The estimator and its word lists, a part of their own that only sign-up loads. */
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import * as common from '@zxcvbn-ts/language-common';
import * as english from '@zxcvbn-ts/language-en';
import type { Score } from './password-strength.ts';

const zxcvbn = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...english.dictionary },
  graphs: common.adjacencyGraphs,
});
/** Longer than this is strong whatever it says, and the estimate's cost grows with length. */
const READ = 64;

/** `own`: words that are easy to guess for this person, such as their name and handle. */
export function estimate(password: string, own: readonly string[]): Score {
  return zxcvbn.check(password.slice(0, READ), [...own]).score;
}
