/** One of the account's passkeys as a second way to open the lock, where the browser gives what that needs. */
import type { LockView, Outcome } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient } from '@alcove/react';
import { useState, type ReactElement } from 'react';
import { askPasskeyForLock, canPasskey } from '../../../passkeys/ceremony.ts';
import { Button } from '../../../ui/control/button.tsx';
import { showToast } from '../../../ui/overlay/toasts.tsx';
import { PassphraseAgain } from './passphrase-again.tsx';

const words = t.lock;

export function LockPasskey({ lock }: { lock: LockView }): ReactElement | null {
  const client = useClient();
  const [doing, setDoing] = useState(false);
  const has = lock.passkey !== null;
  const add = async (passphrase: string): Promise<Outcome> => {
    const mine = await client.passkeys();
    if (!mine.ok) return mine;
    if (mine.value.length === 0) return { ok: false, code: 'lock-passkey' };
    const answer = await askPasskeyForLock(mine.value.map(({ id }) => id));
    if (answer === 'cancelled') return { ok: false, code: 'passkey-cancelled' };
    return answer === 'no-prf' ? { ok: false, code: 'lock-passkey' } : client.setLockPasskey(passphrase, answer);
  };
  if (!canPasskey() && !has) return null;
  return (
    <>
      <p className="set-lead">{has ? words.passkeyOn : words.passkeyOff}</p>
      <div className="set-acts">
        <Button onPress={() => setDoing(true)}>{has ? words.passkeyRemove : words.passkeyAdd}</Button>
      </div>
      {doing ? (
        <PassphraseAgain
          title={has ? words.passkeyRemoveTitle : words.passkeyAdd}
          go={has ? words.passkeyRemove : words.passkeyAddGo}
          lock={lock}
          run={has ? (passphrase) => client.setLockPasskey(passphrase, null) : add}
          onDone={() => {
            setDoing(false);
            if (!has) showToast(words.passkeyAdded);
          }}
          onClose={() => setDoing(false)}
        >
          <p>{has ? words.passkeyRemoveLead : words.passkeyAddLead}</p>
        </PassphraseAgain>
      ) : null}
    </>
  );
}
