/**
 * Logging out, asked once: what is here is kept sealed, for whoever comes back, or erased (docs/decisions/0029). Whoever has no other device
 * shows before the erasing that the recovery code works. Each effect is said first; without a connection too.
 */
import type { AppView, FailureCode } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand, useTopic } from '@alcove/react';
import { useState, type ReactElement } from 'react';
import { useSigning } from '../../../signing/signing.tsx';
import { Button } from '../../../ui/control/button.tsx';
import { OneOf } from '../../../ui/control/one-of.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Dialog } from '../../../ui/overlay/dialog.tsx';
import { showToast } from '../../../ui/overlay/toasts.tsx';
import { Notice } from '../../../ui/sign/notice.tsx';
import { EraseWords } from './erase-words.tsx';

const words = t.settings;
const NOBODY: ReadonlySet<FailureCode> = new Set(['offline', 'server-unreachable', 'session-ended']);
const WAYS = ['keep', 'erase'] as const;
const LABELS = { keep: 'logOutKeep', erase: 'logOutErase' } as const;

export function LogOut(props: { app: AppView; onKeepRecovery: () => void }): ReactElement {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button icon="log-out" tone="quiet" onPress={() => setAsking(true)}>
        {words.logOut}
      </Button>
      {asking ? <LogOutDialog {...props} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function LogOutDialog(props: { app: AppView; onKeepRecovery: () => void; onClose: () => void }): ReactElement {
  const { app, onClose } = props;
  const client = useClient();
  const [way, setWay] = useState<(typeof WAYS)[number]>('keep');
  const only = (useTopic('devices')?.devices.length ?? 1) === 1;
  const [checked, setChecked] = useState(false);
  const logOut = useCommand(() => client.logOut());
  const [unheard, setUnheard] = useState(false);
  const untold = unheard || app.connection.state !== 'online';
  const signing = useSigning((password) =>
    client.eraseDevice({ untold, ...(password === undefined ? {} : { password }) }),
  );
  const notKept = only && app.recovery === 'put-off';
  const busy = logOut.pending || signing.command.pending;
  const erase = async (): Promise<void> => {
    const outcome = await signing.command.run();
    if (outcome?.ok === true) showToast(t.leaving.erased);
    // That nobody answers shows with the first try: what that means is said before the next.
    else if (outcome?.ok === false && NOBODY.has(outcome.code)) setUnheard(true);
  };
  const goes = (
    <Button tone="go" isPending={logOut.pending} onPress={() => void logOut.run()}>
      {words.logOut}
    </Button>
  );
  const erases = notKept ? (
    <Button tone="go" onPress={props.onKeepRecovery}>
      {words.recoveryKeep}
    </Button>
  ) : only && !checked ? null : (
    <Button tone="stop" isPending={signing.command.pending} onPress={() => void erase()}>
      {t.leaving.eraseGo}
    </Button>
  );
  return (
    <Dialog
      title={words.logOutTitle}
      isOpen
      onClose={onClose}
      busy={busy}
      role="alertdialog"
      foot={
        <>
          <Button tone="quiet" onPress={onClose}>
            {t.common.cancel}
          </Button>
          {way === 'keep' ? goes : erases}
        </>
      }
    >
      <OneOf
        look="chips"
        named={words.logOutWay}
        value={way}
        options={WAYS.map((id) => ({ id, label: words[LABELS[id]] }))}
        onChange={setWay}
      />
      {way === 'keep' ? (
        <KeepWords app={app} />
      ) : (
        <EraseWords
          app={app}
          only={only}
          notKept={notKept}
          untold={untold}
          signing={signing}
          onChecked={() => setChecked(true)}
        />
      )}
      {logOut.failure === null ? null : <Notice tone="brick">{failureText(logOut.failure)}</Notice>}
    </Dialog>
  );
}

function KeepWords({ app }: { app: AppView }): ReactElement {
  const { waiting } = app.connection;
  return (
    <>
      <p>{words.logOutLead}</p>
      {waiting > 0 ? <p>{words.logOutWaiting(waiting)}</p> : null}
      {app.lock === null ? null : <p>{t.lock.goesWithLogOut}</p>}
      {app.recovery === 'put-off' ? <Notice tone="lamp">{words.logOutNotKept}</Notice> : null}
    </>
  );
}
