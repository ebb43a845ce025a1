/** Logging out, with its effect said first. */
import { en } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Dialog } from '../../../ui/overlay/dialog.tsx';
import { Notice } from '../../../ui/sign/notice.tsx';

const words = en.settings;

export function LogOut(props: { waiting: number; recoveryKept: boolean; hasLock: boolean }): ReactElement {
  const { waiting, recoveryKept } = props;
  const client = useClient();
  const [asking, setAsking] = useState(false);
  const logOut = useCommand(() => client.logOut());
  return (
    <>
      <Button icon="log-out" tone="quiet" onPress={() => setAsking(true)}>
        {words.logOut}
      </Button>
      <Dialog
        title={words.logOutTitle}
        isOpen={asking}
        onClose={() => setAsking(false)}
        busy={logOut.pending}
        role="alertdialog"
        foot={
          <>
            <Button tone="quiet" onPress={() => setAsking(false)}>
              {en.common.cancel}
            </Button>
            <Button tone="go" isPending={logOut.pending} onPress={() => void logOut.run()}>
              {words.logOut}
            </Button>
          </>
        }
      >
        <p>{words.logOutLead}</p>
        {waiting > 0 ? <p>{words.logOutWaiting(waiting)}</p> : null}
        {props.hasLock ? <p>{en.lock.goesWithLogOut}</p> : null}
        {recoveryKept ? null : <Notice tone="lamp">{words.logOutNotKept}</Notice>}
        {logOut.failure === null ? null : <Notice tone="brick">{failureText(logOut.failure)}</Notice>}
      </Dialog>
    </>
  );
}
