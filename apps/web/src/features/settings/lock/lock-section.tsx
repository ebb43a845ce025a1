/** The app lock of this device: set, change, remove, after how long, with which passkey, and locking at once. */
import { LOCK_MINUTES, type LockView, type MeView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { OneOf } from '../../../ui/control/one-of.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { showToast } from '../../../ui/overlay/toasts.tsx';
import { Icon } from '../../../ui/sign/icon.tsx';
import { Notice } from '../../../ui/sign/notice.tsx';
import { Section } from '../section.tsx';
import { LockPasskey } from './lock-passkey.tsx';
import { PassphraseAgain } from './passphrase-again.tsx';
import { SetLockDialog } from './set-lock-dialog.tsx';

const words = t.lock;

export function LockSection(props: { me: MeView; lock: LockView | null; onLock: () => void }): ReactElement {
  const { me, lock } = props;
  const client = useClient();
  const [doing, setDoing] = useState<'set' | 'remove' | null>(null);
  const close = (): void => setDoing(null);
  const settled = (said: string): void => {
    close();
    showToast(said);
  };
  return (
    <Section id="app-lock" title={words.title} lead={words.lead}>
      <p className="set-state">
        {lock === null ? null : <Icon name="check" size={16} />}
        {lock === null ? words.off : words.on(lock.minutes)}
      </p>
      {lock === null ? (
        <div className="set-acts">
          <Button icon="key" onPress={() => setDoing('set')}>
            {words.set}
          </Button>
        </div>
      ) : (
        <>
          <Minutes lock={lock} />
          <LockPasskey lock={lock} />
          <div className="set-acts">
            <Button icon="key" onPress={props.onLock}>
              {words.now}
            </Button>
            <Button tone="quiet" onPress={() => setDoing('set')}>
              {words.change}
            </Button>
            <Button tone="quiet" onPress={() => setDoing('remove')}>
              {words.remove}
            </Button>
          </div>
        </>
      )}
      {doing === 'set' ? <SetLockDialog me={me} lock={lock} onSet={settled} onClose={close} /> : null}
      {doing === 'remove' ? (
        <PassphraseAgain
          title={words.removeTitle}
          go={words.remove}
          lock={lock}
          run={(passphrase) => client.removeLock(passphrase)}
          onDone={() => settled(words.removed)}
          onClose={close}
        >
          <p>{words.removeLead}</p>
        </PassphraseAgain>
      ) : null}
    </Section>
  );
}

function Minutes({ lock }: { lock: LockView }): ReactElement {
  const client = useClient();
  const change = useCommand((minutes: LockView['minutes']) => client.setLockMinutes(minutes));
  const options = LOCK_MINUTES.map((minutes) => ({ id: String(minutes), label: words.afterMinutes(minutes) }));
  return (
    <>
      <OneOf
        named={words.after}
        value={String(lock.minutes)}
        options={options}
        onChange={(id) => {
          const chosen = LOCK_MINUTES.find((minutes) => String(minutes) === id);
          if (chosen !== undefined) void change.run(chosen);
        }}
      />
      {change.failure === null ? null : <Notice tone="brick">{failureText(change.failure)}</Notice>}
    </>
  );
}
