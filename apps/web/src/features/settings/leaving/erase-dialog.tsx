/** Erasing this device. Whoever has no other one shows first that the recovery code works. */
import type { AppView } from '@alcove/client';
import { en } from '@alcove/locales';
import { useClient, useTopic } from '@alcove/react';
import { useState, type ReactElement } from 'react';
import { SigningFields, useSigning } from '../../../signing/signing.tsx';
import { Button } from '../../../ui/control/button.tsx';
import { Dialog } from '../../../ui/overlay/dialog.tsx';
import { showToast } from '../../../ui/overlay/toasts.tsx';
import { Notice } from '../../../ui/sign/notice.tsx';
import { CheckCard } from '../access/check-card.tsx';

const words = en.leaving;

export function EraseDialog(props: { app: AppView; onKeepRecovery: () => void; onClose: () => void }): ReactElement {
  const { app, onClose } = props;
  const client = useClient();
  const only = (useTopic('devices')?.devices.length ?? 1) === 1;
  const [checked, setChecked] = useState(false);
  const signing = useSigning((password) => client.eraseDevice(password));
  const notKept = only && app.recovery === 'put-off';
  const ready = !only || checked;
  const erase = async (): Promise<void> => {
    const outcome = await signing.command.run();
    if (outcome?.ok === true) showToast(words.erased);
  };
  return (
    <Dialog
      title={words.eraseTitle}
      isOpen
      onClose={onClose}
      busy={signing.command.pending}
      role="alertdialog"
      foot={
        <>
          <Button tone="quiet" onPress={onClose}>
            {en.common.cancel}
          </Button>
          {notKept ? (
            <Button tone="go" onPress={props.onKeepRecovery}>
              {en.settings.recoveryKeep}
            </Button>
          ) : ready ? (
            <Button tone="stop" isPending={signing.command.pending} onPress={() => void erase()}>
              {words.eraseGo}
            </Button>
          ) : null}
        </>
      }
    >
      <p>{words.eraseLead}</p>
      {only ? <p>{words.eraseOnly}</p> : null}
      {app.connection.waiting > 0 ? (
        <Notice tone="lamp" icon="clock">
          {words.eraseWaiting(app.connection.waiting)}
        </Notice>
      ) : null}
      {notKept ? <Notice tone="lamp">{words.eraseNotKept}</Notice> : null}
      {only && !notKept ? (
        <>
          <p>{words.eraseCheck}</p>
          <CheckCard onGood={() => setChecked(true)} />
        </>
      ) : null}
      <SigningFields signing={signing} label={en.devices.list.password} />
    </Dialog>
  );
}
