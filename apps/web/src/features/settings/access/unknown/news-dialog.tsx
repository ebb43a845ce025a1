/** Another device changed the password. Said until somebody has read it here. */
import { t } from '@alcove/locales';
import { useClient } from '@alcove/react';
import type { ReactElement } from 'react';
import { Button } from '../../../../ui/control/button.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { fullMoment } from '../../../../words/times.ts';

const words = t.access.unknown;

export function NewsDialog({ at, onClose }: { at: number; onClose: () => void }): ReactElement {
  const client = useClient();
  const read = (): void => {
    void client.readPasswordNews();
    onClose();
  };
  return (
    <Dialog
      title={words.newsTitle}
      isOpen
      onClose={onClose}
      role="alertdialog"
      foot={
        <Button tone="go" onPress={read}>
          {words.newsGo}
        </Button>
      }
    >
      <p>{words.newsLead(fullMoment(at))}</p>
      <p>{words.newsMore}</p>
    </Dialog>
  );
}
