/** Renaming a device, and removing one or all others: the effect is said before it is done. */
import type { OwnDeviceView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useState, type ReactElement } from 'react';
import { Button } from '../../ui/control/button.tsx';
import { Form } from '../../ui/control/form.tsx';
import { TextField } from '../../ui/control/text-field.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import { showToast } from '../../ui/overlay/toasts.tsx';
import { deviceName } from './device-line.tsx';
import { SigningFields, useSigning } from '../../signing/signing.tsx';

const words = t.devices.list;

export function RenameDialog({ device, onClose }: { device: OwnDeviceView; onClose: () => void }): ReactElement {
  const client = useClient();
  const [name, setName] = useState(device.name);
  const [asked, setAsked] = useState(false);
  const rename = useCommand(() => client.renameDevice(device.device, name));
  const missing = asked && name.trim() === '';
  const submit = async (): Promise<void> => {
    setAsked(true);
    if (name.trim() === '') return;
    const outcome = await rename.run();
    if (outcome?.ok === true) onClose();
  };
  return (
    <Dialog
      title={words.renameTitle}
      isOpen
      onClose={onClose}
      busy={rename.pending}
      foot={
        <>
          <Button tone="quiet" onPress={onClose}>
            {t.common.cancel}
          </Button>
          <Button tone="go" isPending={rename.pending} onPress={() => void submit()}>
            {t.common.save}
          </Button>
        </>
      }
    >
      <Form onSubmit={() => void submit()}>
        <TextField
          label={words.name}
          hint={words.renameLead}
          value={name}
          maxLength={64}
          autoFocus
          autoComplete="off"
          error={missing ? words.nameMissing : rename.failure === null ? null : failureText(rename.failure)}
          onChange={(value) => {
            rename.clear();
            setName(value);
          }}
        />
      </Form>
    </Dialog>
  );
}

export function RemoveDialog(props: {
  devices: readonly OwnDeviceView[];
  others: boolean;
  onClose: () => void;
}): ReactElement {
  const client = useClient();
  const { devices, others, onClose } = props;
  const signing = useSigning((password) =>
    others
      ? client.removeOtherDevices(password)
      : client.removeDevices(
          devices.map(({ device }) => device),
          password,
        ),
  );
  const [one] = devices;
  const remove = async (): Promise<void> => {
    const outcome = await signing.command.run();
    if (outcome?.ok !== true) return;
    showToast(words.removed);
    onClose();
  };
  return (
    <Dialog
      title={others || one === undefined ? words.removeOthersTitle(devices.length) : words.removeTitle(deviceName(one))}
      isOpen
      onClose={onClose}
      busy={signing.command.pending}
      role="alertdialog"
      foot={
        <>
          <Button tone="quiet" onPress={onClose}>
            {t.common.cancel}
          </Button>
          <Button tone="stop" isPending={signing.command.pending} onPress={() => void remove()}>
            {others ? words.removeOthers : words.remove}
          </Button>
        </>
      }
    >
      <p>{others ? words.removeOthersLead : words.removeLead}</p>
      <SigningFields signing={signing} label={words.password} />
    </Dialog>
  );
}
