/** Asking for a new password without the old one: what follows is said first. */
import { t } from '@alcove/locales';
import { useClient, useCommand, useTopic } from '@alcove/react';
import type { ReactElement } from 'react';
import { Button } from '../../../../ui/control/button.tsx';
import { failureText } from '../../../../ui/failure-text.ts';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { showToast } from '../../../../ui/overlay/toasts.tsx';
import { Notice } from '../../../../ui/sign/notice.tsx';
import '../access.css';

const words = t.access.unknown;

export function AskDialog({ onClose }: { onClose: () => void }): ReactElement {
  const client = useClient();
  const alone = (useTopic('devices')?.devices.length ?? 2) === 1;
  const ask = useCommand(() => client.askNewPassword());
  const { failure } = ask;
  const submit = async (): Promise<void> => {
    const outcome = await ask.run();
    if (outcome?.ok !== true) return;
    showToast(words.asked);
    onClose();
  };
  return (
    <Dialog
      title={words.askTitle}
      isOpen
      onClose={onClose}
      busy={ask.pending}
      role="alertdialog"
      foot={
        <>
          <Button tone="quiet" onPress={onClose}>
            {t.common.cancel}
          </Button>
          <Button tone="go" isPending={ask.pending} onPress={() => void submit()}>
            {words.askGo}
          </Button>
        </>
      }
    >
      <p>{words.askLead}</p>
      <ul className="acc-facts">
        {words.facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {alone ? <Notice tone="lamp">{words.askAlone}</Notice> : null}
      {failure === null ? null : (
        <Notice tone="brick">{failure.code === 'password-needed' ? words.cannot : failureText(failure)}</Notice>
      )}
    </Dialog>
  );
}
