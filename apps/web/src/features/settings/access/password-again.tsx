/** A dialog that wants the password again before it does something about the account. */
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import { failureText } from '../../../ui/failure-text.ts';
import { SecretAgain, type Deed } from '../secret-again.tsx';

const words = t.access;

export function PasswordAgain(props: Deed): ReactElement {
  return (
    <SecretAgain
      {...props}
      wanted={{
        label: words.passwordNow,
        missing: words.passwordNowMissing,
        said: (failure) => (failure.code === 'password-wrong' ? failureText(failure) : null),
        autoComplete: 'current-password',
      }}
    />
  );
}
