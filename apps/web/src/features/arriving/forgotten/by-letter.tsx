/** Asking for a letter. What it can and cannot bring back is said before it is sent, and once more before it is used. */
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useRef, useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { Form } from '../../../ui/control/form.tsx';
import { TextField } from '../../../ui/control/text-field.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Notice } from '../../../ui/sign/notice.tsx';

const words = t.access.forgotten;

export function ByLetter(props: { who: string }): ReactElement {
  const client = useClient();
  const [who, setWho] = useState(props.who);
  const [sent, setSent] = useState(false);
  const [asked, setAsked] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const ask = useCommand(() => client.askReset(who));
  const submit = async (): Promise<void> => {
    setAsked(true);
    if (who.trim() === '') return input.current?.focus();
    const outcome = await ask.run();
    setSent(outcome?.ok === true);
  };
  return (
    <Form className="arrive-form" onSubmit={() => void submit()}>
      <Limits />
      {ask.failure === null ? null : <Notice tone="brick">{failureText(ask.failure)}</Notice>}
      {sent ? (
        <Notice tone="plain" icon="check" more={words.sentMore}>
          {words.sent}
        </Notice>
      ) : null}
      <TextField
        label={words.who}
        hint={words.whoHint}
        value={who}
        onChange={(value) => {
          ask.clear();
          setSent(false);
          setWho(value);
        }}
        error={asked && who.trim() === '' ? words.whoMissing : null}
        autoComplete="username"
        autoCapitalize="off"
        spellCheck="false"
        inputRef={input}
      />
      <div className="arrive-end">
        <Button tone="go" size="big" type="submit" isPending={ask.pending}>
          {words.letterGo}
        </Button>
      </div>
    </Form>
  );
}

/** What starting anew by a letter does, and does not. */
export function Limits(): ReactElement {
  return (
    <ul className="arrive-facts">
      {words.limits.map((limit) => (
        <li key={limit}>{limit}</li>
      ))}
    </ul>
  );
}
