/** A dialog that wants the password again before it does something about the account. */
import { en } from '@alcove/locales';
import type { Outcome } from '@alcove/client';
import { useCommand } from '@alcove/react';
import { useRef, useState, type ReactElement, type ReactNode } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { Form } from '../../../ui/control/form.tsx';
import { PasswordField } from '../../../ui/control/password-field.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Dialog } from '../../../ui/overlay/dialog.tsx';
import { Notice } from '../../../ui/sign/notice.tsx';
import './access.css';

const words = en.access;

export function PasswordAgain(props: {
  title: string;
  children: ReactNode;
  go: string;
  tone?: 'go' | 'stop';
  run: (password: string) => Promise<Outcome>;
  onDone: () => void;
  onClose: () => void;
}): ReactElement {
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const run = useCommand(() => props.run(password));
  const input = useRef<HTMLInputElement>(null);
  const { failure } = run;
  const wrong = failure?.code === 'password-wrong';
  const submit = async (): Promise<void> => {
    setAsked(true);
    if (password === '') return input.current?.focus();
    const outcome = await run.run();
    if (outcome?.ok === true) props.onDone();
    else input.current?.focus();
  };
  return (
    <Dialog title={props.title} isOpen onClose={props.onClose} busy={run.pending}>
      <Form className="dlg-form" onSubmit={() => void submit()}>
        {props.children}
        {failure === null || wrong ? null : <Notice tone="brick">{failureText(failure)}</Notice>}
        <PasswordField
          label={words.passwordNow}
          value={password}
          onChange={(value) => {
            run.clear();
            setPassword(value);
          }}
          error={wrong ? failureText(failure) : asked && password === '' ? words.passwordNowMissing : null}
          autoComplete="current-password"
          inputRef={input}
        />
        <div className="dlg-end">
          <Button tone="quiet" onPress={props.onClose} isDisabled={run.pending}>
            {en.common.cancel}
          </Button>
          <Button tone={props.tone ?? 'go'} type="submit" isPending={run.pending}>
            {props.go}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
