/** Once in a while: is the card still where it was put? Calm, and it can wait a week. */
import { t } from '@alcove/locales';
import { useClient, useCommand, useTopic } from '@alcove/react';
import type { ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Dialog } from '../../../ui/overlay/dialog.tsx';
import { Notice } from '../../../ui/sign/notice.tsx';
import { CheckCard } from './check-card.tsx';

const words = t.access;

export function RecoveryDrill({ onClose }: { onClose: () => void }): ReactElement {
  const client = useClient();
  const due = useTopic('app')?.recoveryCheck.due ?? false;
  const later = useCommand(() => client.putOffRecoveryCheck());
  const putOff = async (): Promise<void> => {
    const outcome = await later.run();
    if (outcome?.ok === true) onClose();
  };
  return (
    <Dialog
      title={words.drillTitle}
      isOpen
      onClose={onClose}
      foot={
        due ? (
          <Button tone="quiet" isPending={later.pending} onPress={() => void putOff()}>
            {words.drillLater}
          </Button>
        ) : (
          <Button tone="go" onPress={onClose}>
            {t.common.close}
          </Button>
        )
      }
    >
      <p>{words.drillLead}</p>
      {later.failure === null ? null : <Notice tone="brick">{failureText(later.failure)}</Notice>}
      <CheckCard />
    </Dialog>
  );
}
