/** Asks once before a message goes for everyone, and says what that can and cannot do. */
import type { MessageItem, RoomView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import type { ReactElement } from 'react';
import { Button } from '../../../../ui/control/button.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { failureText } from '../../../../ui/failure-text.ts';
import { Notice } from '../../../../ui/sign/notice.tsx';

export function DeleteDialog(props: {
  room: RoomView['id'];
  item: MessageItem | null;
  onClose: () => void;
}): ReactElement {
  const client = useClient();
  const { run, pending, failure, clear } = useCommand((id: MessageItem['id']) =>
    client.deleteForEveryone(props.room, id),
  );
  const close = (): void => {
    clear();
    props.onClose();
  };
  const remove = async (): Promise<void> => {
    if (props.item === null) return;
    const outcome = await run(props.item.id);
    if (outcome?.ok === true) close();
  };
  return (
    <Dialog
      title={t.timeline.deleteTitle}
      role="alertdialog"
      isOpen={props.item !== null}
      busy={pending}
      onClose={close}
      foot={
        <>
          <Button tone="quiet" isDisabled={pending} onPress={close}>
            {t.timeline.keep}
          </Button>
          <Button tone="stop" isPending={pending} onPress={() => void remove()}>
            {t.timeline.delete}
          </Button>
        </>
      }
    >
      <p>{t.timeline.deleteBody}</p>
      {failure === null ? null : <Notice tone="brick">{failureText(failure)}</Notice>}
    </Dialog>
  );
}
