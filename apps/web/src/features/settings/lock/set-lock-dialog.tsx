/** Setting the lock, or giving it another passphrase: what it does is said first, and how much the chosen passphrase holds. */
import { LOCK_MINUTES, LOCK_SHORTEST, type LockView, type MeView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useRef, useState, type ReactElement, type RefObject } from 'react';
import { useStrength } from '../../../passwords/use-strength.ts';
import { Button } from '../../../ui/control/button.tsx';
import { Form } from '../../../ui/control/form.tsx';
import { PasswordField } from '../../../ui/control/password-field.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Dialog } from '../../../ui/overlay/dialog.tsx';
import { Notice } from '../../../ui/sign/notice.tsx';
import { judgePassphrase } from './judge-passphrase.ts';
import { saidAtPassphrase } from './passphrase-again.tsx';
import '../access/access.css';

const words = t.lock;
const [, MINUTES] = LOCK_MINUTES;

export function SetLockDialog(props: {
  me: MeView;
  lock: LockView | null;
  onSet: (said: string) => void;
  onClose: () => void;
}): ReactElement {
  const { lock, me } = props;
  const client = useClient();
  const [current, setCurrent] = useState('');
  const [fresh, setFresh] = useState('');
  const [asked, setAsked] = useState(false);
  const currentInput = useRef<HTMLInputElement>(null);
  const freshInput = useRef<HTMLInputElement>(null);
  const set = useCommand(() =>
    client.setLock({ passphrase: fresh, current: lock === null ? null : current, minutes: lock?.minutes ?? MINUTES }),
  );
  const { failure } = set;
  const atCurrent = saidAtPassphrase(failure, lock);
  const submit = async (): Promise<void> => {
    setAsked(true);
    if (lock !== null && current === '') return currentInput.current?.focus();
    if (!judgePassphrase(fresh, null).enough) return freshInput.current?.focus();
    const outcome = await set.run();
    if (outcome?.ok === true) props.onSet(lock === null ? words.isSet : words.changed);
    else if (lock !== null) currentInput.current?.focus();
  };
  const typing =
    (keep: (value: string) => void) =>
    (value: string): void => {
      set.clear();
      keep(value);
    };
  return (
    <Dialog title={lock === null ? words.setTitle : words.change} isOpen onClose={props.onClose} busy={set.pending}>
      <Form className="dlg-form" onSubmit={() => void submit()}>
        {lock === null ? <p>{words.setLead}</p> : null}
        {failure === null || atCurrent !== null ? null : <Notice tone="brick">{failureText(failure)}</Notice>}
        {lock === null ? null : (
          <PasswordField
            label={words.current}
            value={current}
            onChange={typing(setCurrent)}
            error={atCurrent ?? (asked && current === '' ? words.missing : null)}
            autoComplete="off"
            autoFocus
            inputRef={currentInput}
          />
        )}
        <FreshField
          me={me}
          value={fresh}
          asked={asked}
          first={lock === null}
          onChange={typing(setFresh)}
          inputRef={freshInput}
        />
        <div className="dlg-end">
          <Button tone="quiet" onPress={props.onClose} isDisabled={set.pending}>
            {t.common.cancel}
          </Button>
          <Button tone="go" type="submit" isPending={set.pending}>
            {set.pending ? words.working : lock === null ? words.setGo : words.change}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

function FreshField(props: {
  me: MeView;
  value: string;
  asked: boolean;
  first: boolean;
  onChange: (value: string) => void;
  inputRef: RefObject<HTMLInputElement | null>;
}): ReactElement {
  const { value, me } = props;
  const { score } = useStrength(value, [me.displayName, me.username, 'alcove']);
  const judged = judgePassphrase(value, score);
  return (
    <PasswordField
      label={words.fresh}
      hint={judged.hint}
      good={judged.enough}
      strength={value === '' ? null : score}
      value={value}
      onChange={props.onChange}
      error={
        props.asked && value.length < LOCK_SHORTEST && !judged.enough
          ? value === ''
            ? words.missing
            : judged.hint
          : null
      }
      autoComplete="off"
      autoFocus={props.first}
      inputRef={props.inputRef}
    />
  );
}
