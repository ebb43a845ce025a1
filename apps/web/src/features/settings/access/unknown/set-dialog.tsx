/** The day is over: the new password, typed on the device that asked. */
import type { MeView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useRef, useState, type ReactElement } from 'react';
import { NewPasswordField, newPasswordProblem } from '../../../../passwords/new-password-field.tsx';
import { Button } from '../../../../ui/control/button.tsx';
import { Form } from '../../../../ui/control/form.tsx';
import { failureText } from '../../../../ui/failure-text.ts';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { showToast } from '../../../../ui/overlay/toasts.tsx';
import { Notice } from '../../../../ui/sign/notice.tsx';

const words = t.access.unknown;

export function SetDialog({ me, onClose }: { me: MeView; onClose: () => void }): ReactElement {
  const client = useClient();
  const [fresh, setFresh] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const set = useCommand(() => client.setNewPassword(fresh));
  const input = useRef<HTMLInputElement>(null);
  const own = [me.displayName, me.username, 'alcove'];
  const submit = async (): Promise<void> => {
    const fault = await newPasswordProblem(fresh, own);
    setProblem(fault);
    if (fault !== null) return input.current?.focus();
    const outcome = await set.run();
    if (outcome?.ok !== true) return;
    showToast(t.access.passwordChanged);
    onClose();
  };
  const { failure } = set;
  return (
    <Dialog title={words.setTitle} isOpen onClose={onClose} busy={set.pending}>
      <Form className="dlg-form" onSubmit={() => void submit()}>
        <p>{t.access.passwordMore}</p>
        {failure === null ? null : (
          <Notice tone="brick">{failure.code === 'password-needed' ? words.cannot : failureText(failure)}</Notice>
        )}
        <NewPasswordField
          label={t.access.passwordNew}
          value={fresh}
          own={own}
          onChange={(value) => {
            set.clear();
            setProblem(null);
            setFresh(value);
          }}
          error={problem}
          inputRef={input}
        />
        <div className="dlg-end">
          <Button tone="quiet" onPress={onClose} isDisabled={set.pending}>
            {t.common.cancel}
          </Button>
          <Button tone="go" type="submit" isPending={set.pending}>
            {set.pending ? words.setting : words.setGo}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
