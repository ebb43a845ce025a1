/** A device came in by itself: was this you? One tap removes it. Stays until it is answered, over restarts. */
import type { OwnDeviceView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import type { ReactElement } from 'react';
import { Button } from '../../ui/control/button.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import { showToast } from '../../ui/overlay/toasts.tsx';
import { Notice } from '../../ui/sign/notice.tsx';
import { DeviceLine } from './device-line.tsx';
import { SigningFields, useSigning } from '../../signing/signing.tsx';
import './devices.css';

const words = t.devices.question;

export function QuestionDialog(props: { device: OwnDeviceView; isOpen: boolean; onClose: () => void }): ReactElement {
  const { device } = props;
  const client = useClient();
  const keep = useCommand(() => client.keepDevice(device.device));
  const signing = useSigning((password) => client.removeDevices([device.device], password));
  const answered = async (answer: Promise<{ ok: boolean } | null>, said: string): Promise<void> => {
    const outcome = await answer;
    if (outcome?.ok !== true) return;
    showToast(said);
    props.onClose();
  };
  return (
    <Dialog
      title={words.title}
      isOpen={props.isOpen}
      onClose={props.onClose}
      busy={signing.command.pending}
      role="alertdialog"
      foot={
        <>
          <Button
            tone="stop"
            isPending={signing.command.pending}
            onPress={() => void answered(signing.command.run(), words.removed)}
          >
            {words.no}
          </Button>
          <Button tone="go" isPending={keep.pending} onPress={() => void answered(keep.run(), words.kept)}>
            {words.yes}
          </Button>
        </>
      }
    >
      <p>{words.lead}</p>
      <div className="ask-device">
        <DeviceLine device={device} />
      </div>
      <SigningFields signing={signing} label={t.devices.list.password} />
      {keep.failure === null ? null : <Notice tone="brick">{failureText(keep.failure)}</Notice>}
    </Dialog>
  );
}
