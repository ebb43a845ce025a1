/** The end of the account: said in full, done with the password. */
import { t } from '@alcove/locales';
import { useClient } from '@alcove/react';
import type { ReactElement } from 'react';
import { showToast } from '../../../ui/overlay/toasts.tsx';
import { PasswordAgain } from '../access/password-again.tsx';

const words = t.leaving;

export function DeleteDialog({ onClose }: { onClose: () => void }): ReactElement {
  const client = useClient();
  return (
    <PasswordAgain
      title={words.removeTitle}
      go={words.removeGo}
      tone="stop"
      run={(password) => client.deleteAccount(password)}
      onDone={() => showToast(words.removed)}
      onClose={onClose}
    >
      <p>{words.removeLead}</p>
      <p>{words.removeLast}</p>
      <p>{words.removeSave}</p>
    </PasswordAgain>
  );
}
