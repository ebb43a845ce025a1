/** A forgotten passphrase: log in, which keeps everything here, or erase what is here, said in full and asked twice. */
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useState, type ReactElement } from 'react';
import { Button } from '../../ui/control/button.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import { Notice } from '../../ui/sign/notice.tsx';

const words = t.lock;

export function ForgottenDialog(props: { handle: string; onLogIn: () => void; onClose: () => void }): ReactElement {
  const client = useClient();
  const [erasing, setErasing] = useState(false);
  const erase = useCommand(() => client.eraseLocked());
  return (
    <Dialog
      key={String(erasing)}
      title={erasing ? words.eraseTitle : words.forgotTitle}
      isOpen
      onClose={props.onClose}
      busy={erase.pending}
      role="alertdialog"
      foot={
        erasing ? (
          <>
            <Button tone="quiet" onPress={() => setErasing(false)} isDisabled={erase.pending}>
              {t.common.cancel}
            </Button>
            <Button tone="stop" isPending={erase.pending} onPress={() => void erase.run()}>
              {words.eraseGo}
            </Button>
          </>
        ) : (
          <>
            <Button tone="quiet" onPress={() => setErasing(true)}>
              {words.forgotErase}
            </Button>
            <Button tone="go" onPress={props.onLogIn}>
              {words.forgotLogIn}
            </Button>
          </>
        )
      }
    >
      {erasing ? (
        <>
          <p>{words.eraseLead(props.handle)}</p>
          <Notice tone="lamp" icon="clock">
            {words.eraseLost}
          </Notice>
          <p>{words.eraseNext}</p>
          {erase.failure === null ? null : <Notice tone="brick">{failureText(erase.failure)}</Notice>}
        </>
      ) : (
        <p>{words.forgotLead}</p>
      )}
    </Dialog>
  );
}
