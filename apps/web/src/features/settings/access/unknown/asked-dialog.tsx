/** Another device asks to set a new password: was that you? One tap says no. Stays until the request is over, over restarts. */
import type { PasswordRequestView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import type { ReactElement } from 'react';
import { Button } from '../../../../ui/control/button.tsx';
import { failureText } from '../../../../ui/failure-text.ts';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { showToast } from '../../../../ui/overlay/toasts.tsx';
import { Notice } from '../../../../ui/sign/notice.tsx';
import { fullMoment } from '../../../../words/times.ts';

const words = t.access.unknown;

export function AskedDialog(props: {
  request: PasswordRequestView;
  /** What the device is called. */
  name: string;
  onClose: () => void;
}): ReactElement {
  const { request, onClose } = props;
  const client = useClient();
  const refuse = useCommand(() => client.refuseNewPassword());
  const submit = async (): Promise<void> => {
    const outcome = await refuse.run();
    if (outcome?.ok !== true) return;
    showToast(words.refused);
    onClose();
  };
  return (
    <Dialog
      title={words.questionTitle}
      isOpen
      onClose={onClose}
      busy={refuse.pending}
      role="alertdialog"
      foot={
        <>
          <Button tone="stop" isPending={refuse.pending} onPress={() => void submit()}>
            {words.no}
          </Button>
          <Button tone="quiet" onPress={onClose}>
            {words.yes}
          </Button>
        </>
      }
    >
      <p>{words.question(props.name, fullMoment(request.readyAt))}</p>
      <p>{words.questionMore}</p>
      {refuse.failure === null ? null : <Notice tone="brick">{failureText(refuse.failure)}</Notice>}
    </Dialog>
  );
}
