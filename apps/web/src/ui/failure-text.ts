/** The sentence for a failed outcome. The Record makes the compiler ask for one as soon as a code is added. */
import type { FailureCode } from '@alcove/client';
import { t, type FailureSentence } from '@alcove/locales';

const sentences: Readonly<Record<FailureCode, FailureSentence>> = t.failures;

export interface Failure {
  readonly code: FailureCode;
  readonly retryAfterSeconds?: number;
}

export function failureText(failure: Failure): string {
  const sentence = sentences[failure.code];
  return typeof sentence === 'string' ? sentence : sentence(failure.retryAfterSeconds ?? 60);
}
