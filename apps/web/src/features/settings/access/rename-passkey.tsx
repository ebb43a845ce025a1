/** Another name for a passkey: which device or key ring it is on. */
import type { PasskeyView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { Form } from '../../../ui/control/form.tsx';
import { TextField } from '../../../ui/control/text-field.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Dialog } from '../../../ui/overlay/dialog.tsx';

const words = t.access.passkeys;

export function RenamePasskey({ passkey, onDone }: { passkey: PasskeyView; onDone: () => void }): ReactElement {
  const client = useClient();
  const [name, setName] = useState(passkey.name);
  const save = useCommand(() => client.renamePasskey(passkey.id, name));
  const submit = async (): Promise<void> => {
    if (name.trim() === '') return;
    const outcome = await save.run();
    if (outcome?.ok === true) onDone();
  };
  return (
    <Dialog title={words.renameTitle} isOpen onClose={onDone} busy={save.pending}>
      <Form className="dlg-form" onSubmit={() => void submit()}>
        <TextField
          label={words.name}
          hint={words.nameHint}
          value={name}
          onChange={setName}
          maxLength={64}
          autoFocus
          error={name.trim() === '' ? t.settings.nameMissing : save.failure === null ? null : failureText(save.failure)}
        />
        <div className="dlg-end">
          <Button tone="quiet" onPress={onDone}>
            {t.common.cancel}
          </Button>
          <Button tone="go" type="submit" isPending={save.pending}>
            {t.common.save}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
