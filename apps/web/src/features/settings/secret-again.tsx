/** A dialog that wants a secret again before it does something: the password, or the passphrase of the lock. */
import type { Outcome } from '@alcove/client';
import { t } from '@alcove/locales';
import { useCommand } from '@alcove/react';
import { useRef, useState, type ReactElement, type ReactNode } from 'react';
import { Button } from '../../ui/control/button.tsx';
import { Form } from '../../ui/control/form.tsx';
import { PasswordField, type PasswordFieldProps } from '../../ui/control/password-field.tsx';
import { failureText, type Failure } from '../../ui/failure-text.ts';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import { Notice } from '../../ui/sign/notice.tsx';
import './access/access.css';

/** What is about to be done, and how. */
export interface Deed {
  readonly title: string;
  readonly children: ReactNode;
  readonly go: string;
  readonly tone?: 'go' | 'stop';
  readonly run: (secret: string) => Promise<Outcome>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** The secret that is wanted. */
interface Wanted extends Pick<PasswordFieldProps, 'label' | 'autoComplete' | 'autoFocus'> {
  /** Said where nothing was entered. */
  readonly missing: string;
  /** What is about the secret; null: the failure is about something else. */
  readonly said: (failure: Failure) => string | null;
}

export function SecretAgain({ wanted, ...props }: Deed & { readonly wanted: Wanted }): ReactElement {
  const { missing, said, ...field } = wanted;
  const [secret, setSecret] = useState('');
  const [asked, setAsked] = useState(false);
  const run = useCommand(() => props.run(secret));
  const input = useRef<HTMLInputElement>(null);
  const { failure } = run;
  const atField = failure === null ? null : said(failure);
  const submit = async (): Promise<void> => {
    setAsked(true);
    if (secret === '') return input.current?.focus();
    const outcome = await run.run();
    if (outcome?.ok === true) props.onDone();
    else input.current?.focus();
  };
  return (
    <Dialog title={props.title} isOpen onClose={props.onClose} busy={run.pending}>
      <Form className="dlg-form" onSubmit={() => void submit()}>
        {props.children}
        {failure === null || atField !== null ? null : <Notice tone="brick">{failureText(failure)}</Notice>}
        <PasswordField
          {...field}
          value={secret}
          onChange={(value) => {
            run.clear();
            setSecret(value);
          }}
          error={atField ?? (asked && secret === '' ? missing : null)}
          inputRef={input}
        />
        <div className="dlg-end">
          <Button tone="quiet" onPress={props.onClose} isDisabled={run.pending}>
            {t.common.cancel}
          </Button>
          <Button tone={props.tone ?? 'go'} type="submit" isPending={run.pending}>
            {props.go}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
