/** Asks once before something is done to a room or a person, and names the effect. */
import type { Outcome } from '@alcove/client';
import { useCommand } from '@alcove/react';
import type { ReactElement } from 'react';
import { Button } from '../../ui/control/button.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import { Notice } from '../../ui/sign/notice.tsx';

export function AskDialog(props: {
  title: string;
  effect: string;
  act: string;
  keep: string;
  run: () => Promise<Outcome>;
  onClose: () => void;
}): ReactElement {
  const { run, pending, failure } = useCommand(props.run);
  const act = async (): Promise<void> => {
    const outcome = await run();
    if (outcome?.ok === true) props.onClose();
  };
  return (
    <Dialog
      title={props.title}
      role="alertdialog"
      isOpen
      busy={pending}
      onClose={props.onClose}
      foot={
        <>
          <Button tone="quiet" isDisabled={pending} onPress={props.onClose}>
            {props.keep}
          </Button>
          <Button tone="stop" isPending={pending} onPress={() => void act()}>
            {props.act}
          </Button>
        </>
      }
    >
      <p>{props.effect}</p>
      {failure === null ? null : <Notice tone="brick">{failureText(failure)}</Notice>}
    </Dialog>
  );
}
