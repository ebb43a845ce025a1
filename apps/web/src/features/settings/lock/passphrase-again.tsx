/** A dialog that wants the passphrase of the lock before it changes something about it. */
import type { LockView } from '@alcove/client';
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import type { Failure } from '../../../ui/failure-text.ts';
import { SecretAgain, type Deed } from '../secret-again.tsx';

const words = t.lock;

export function PassphraseAgain({ lock, ...deed }: Deed & { readonly lock: LockView | null }): ReactElement {
  return (
    <SecretAgain
      {...deed}
      wanted={{
        label: words.current,
        missing: words.missing,
        said: (failure) => saidAtPassphrase(failure, lock),
        autoComplete: 'off',
        autoFocus: true,
      }}
    />
  );
}

/** What is about the passphrase that is asked for; null: the failure is about something else. */
export function saidAtPassphrase(failure: Failure | null, lock: LockView | null): string | null {
  if (failure?.code === 'lock-wrong') return words.wrong(lock?.triesLeft ?? 0);
  return failure?.code === 'rate-limited' ? words.waiting(failure.retryAfterSeconds ?? 60) : null;
}
