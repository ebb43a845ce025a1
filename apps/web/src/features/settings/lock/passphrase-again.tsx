/** A dialog that wants the passphrase of the lock before it changes something about it. */
import type { LockView, Outcome } from '@alcove/client';
import { en } from '@alcove/locales';
import { useCommand } from '@alcove/react';
import { useRef, useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { Form } from '../../../ui/control/form.tsx';
import { PasswordField } from '../../../ui/control/password-field.tsx';
import { failureText, type Failure } from '../../../ui/failure-text.ts';
import { Dialog } from '../../../ui/overlay/dialog.tsx';
import { Notice } from '../../../ui/sign/notice.tsx';
import '../access/access.css';

const words = en.lock;

export function PassphraseAgain(props: {
  title: string;
  lead: string;
  go: string;
  lock: LockView | null;
  run: (passphrase: string) => Promise<Outcome>;
  onDone: () => void;
  onClose: () => void;
}): ReactElement {
  const [passphrase, setPassphrase] = useState('');
  const [asked, setAsked] = useState(false);
  const run = useCommand(() => props.run(passphrase));
  const input = useRef<HTMLInputElement>(null);
  const { failure } = run;
  const atField = saidAtPassphrase(failure, props.lock);
  const submit = async (): Promise<void> => {
    setAsked(true);
    if (passphrase === '') return input.current?.focus();
    const outcome = await run.run();
    if (outcome?.ok === true) props.onDone();
    else input.current?.focus();
  };
  return (
    <Dialog title={props.title} isOpen onClose={props.onClose} busy={run.pending}>
      <Form className="dlg-form" onSubmit={() => void submit()}>
        <p>{props.lead}</p>
        {failure === null || atField !== null ? null : <Notice tone="brick">{failureText(failure)}</Notice>}
        <PasswordField
          label={words.current}
          value={passphrase}
          onChange={(value) => {
            run.clear();
            setPassphrase(value);
          }}
          error={atField ?? (asked && passphrase === '' ? words.missing : null)}
          autoComplete="off"
          autoFocus
          inputRef={input}
        />
        <div className="dlg-end">
          <Button tone="quiet" onPress={props.onClose} isDisabled={run.pending}>
            {en.common.cancel}
          </Button>
          <Button tone="go" type="submit" isPending={run.pending}>
            {props.go}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

/** What is about the passphrase that is asked for; null: the failure is about something else. */
export function saidAtPassphrase(failure: Failure | null, lock: LockView | null): string | null {
  if (failure?.code === 'lock-wrong') return words.wrong(lock?.triesLeft ?? 0);
  return failure?.code === 'rate-limited' ? words.waiting(failure.retryAfterSeconds ?? 60) : null;
}
