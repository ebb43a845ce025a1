/** Changing the password. Other devices stay in; the old one is asked for, so that an open device is not enough. Who forgot it waits a day. */
import type { MeView, PasswordView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand, useTopic } from '@alcove/react';
import { useRef, useState, type ReactElement } from 'react';
import { NewPasswordField, newPasswordProblem } from '../../../passwords/new-password-field.tsx';
import { Button } from '../../../ui/control/button.tsx';
import { Form } from '../../../ui/control/form.tsx';
import { PasswordField } from '../../../ui/control/password-field.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Dialog } from '../../../ui/overlay/dialog.tsx';
import { showToast } from '../../../ui/overlay/toasts.tsx';
import { Notice } from '../../../ui/sign/notice.tsx';
import { Section } from '../section.tsx';
import './access.css';
import { AskDialog } from './unknown/ask-dialog.tsx';
import { AskedDialog } from './unknown/asked-dialog.tsx';
import { SetDialog } from './unknown/set-dialog.tsx';
import { WaitingRequest } from './unknown/waiting.tsx';

const words = t.access;

export function PasswordSection({ me, password }: { me: MeView; password: PasswordView }): ReactElement {
  const { request } = password;
  const [open, setOpen] = useState<'change' | 'ask' | 'set' | 'asked' | null>(null);
  const asking = useTopic('devices')?.devices.find(({ device }) => device === request?.device);
  const name = asking === undefined || asking.name === '' ? t.devices.list.unnamed : asking.name;
  const close = (): void => setOpen(null);
  return (
    <Section id="password" title={words.passwordTitle} lead={words.passwordLead}>
      <div className="set-acts">
        <Button icon="key" onPress={() => setOpen('change')}>
          {words.passwordChange}
        </Button>
        {request === null ? (
          <Button tone="quiet" onPress={() => setOpen('ask')}>
            {words.unknown.link}
          </Button>
        ) : null}
      </div>
      {request === null ? null : (
        <WaitingRequest request={request} name={name} onSet={() => setOpen('set')} onLook={() => setOpen('asked')} />
      )}
      {open === 'change' ? <PasswordDialog me={me} onClose={close} /> : null}
      {open === 'ask' ? <AskDialog onClose={close} /> : null}
      {open === 'set' && request !== null ? <SetDialog me={me} onClose={close} /> : null}
      {open === 'asked' && request !== null ? <AskedDialog request={request} name={name} onClose={close} /> : null}
    </Section>
  );
}

function PasswordDialog({ me, onClose }: { me: MeView; onClose: () => void }): ReactElement {
  const client = useClient();
  const [current, setCurrent] = useState('');
  const [fresh, setFresh] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const change = useCommand(() => client.changePassword({ current, fresh }));
  const currentInput = useRef<HTMLInputElement>(null);
  const freshInput = useRef<HTMLInputElement>(null);
  const own = [me.displayName, me.username, 'alcove'];
  const { failure } = change;
  const wrong = failure?.code === 'password-wrong';
  const submit = async (): Promise<void> => {
    setAsked(true);
    if (current === '') return currentInput.current?.focus();
    const fault = await newPasswordProblem(fresh, own);
    setProblem(fault);
    if (fault !== null) return freshInput.current?.focus();
    const outcome = await change.run();
    if (outcome?.ok === true) {
      onClose();
      showToast(words.passwordChanged);
    } else if (outcome?.code === 'password-wrong') currentInput.current?.focus();
  };
  const typing =
    (set: (value: string) => void) =>
    (value: string): void => {
      change.clear();
      setProblem(null);
      set(value);
    };
  return (
    <Dialog title={words.passwordChange} isOpen onClose={onClose} busy={change.pending}>
      <Form className="dlg-form" onSubmit={() => void submit()}>
        <p>{words.passwordMore}</p>
        {failure === null || wrong ? null : <Notice tone="brick">{failureText(failure)}</Notice>}
        <PasswordField
          label={words.passwordNow}
          value={current}
          onChange={typing(setCurrent)}
          error={wrong ? failureText(failure) : asked && current === '' ? words.passwordNowMissing : null}
          autoComplete="current-password"
          autoFocus
          inputRef={currentInput}
        />
        <NewPasswordField
          label={words.passwordNew}
          value={fresh}
          own={own}
          onChange={typing(setFresh)}
          error={problem}
          inputRef={freshInput}
        />
        <div className="dlg-end">
          <Button tone="quiet" onPress={onClose} isDisabled={change.pending}>
            {t.common.cancel}
          </Button>
          <Button tone="go" type="submit" isPending={change.pending}>
            {change.pending ? words.passwordChanging : words.passwordChange}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
