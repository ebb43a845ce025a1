/** Twelve words and a new password: everything is as it was. */
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useRef, useState, type ReactElement } from 'react';
import { NewPasswordField, newPasswordProblem } from '../../../passwords/new-password-field.tsx';
import { Button } from '../../../ui/control/button.tsx';
import { Form } from '../../../ui/control/form.tsx';
import { TextField } from '../../../ui/control/text-field.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Notice } from '../../../ui/sign/notice.tsx';

const words = t.access.forgotten;
const CARD = 12;

export function ByCard(props: { username: string }): ReactElement {
  const client = useClient();
  const [handle, setHandle] = useState(props.username);
  const [typed, setTyped] = useState('');
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const inputs = useRef<Record<'handle' | 'words' | 'password', HTMLInputElement | null>>({
    handle: null,
    words: null,
    password: null,
  });
  const username = handle.trim().toLowerCase().replace(/^@/, '');
  const entered = typed
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  const recover = useCommand(() => client.recover({ username, words: entered, password }));
  const { failure } = recover;
  const wrong = failure?.code === 'recovery-code-wrong';
  const submit = async (): Promise<void> => {
    setAsked(true);
    if (username === '') return inputs.current.handle?.focus();
    if (entered.length !== CARD) return inputs.current.words?.focus();
    const fault = await newPasswordProblem(password, [username]);
    setProblem(fault);
    if (fault !== null) return inputs.current.password?.focus();
    const outcome = await recover.run();
    if (outcome?.ok === false) inputs.current.words?.focus();
  };
  const typing =
    (set: (value: string) => void) =>
    (value: string): void => {
      recover.clear();
      setProblem(null);
      set(value);
    };
  return (
    <Form className="arrive-form" onSubmit={() => void submit()}>
      {failure === null || wrong ? null : <Notice tone="brick">{failureText(failure)}</Notice>}
      <TextField
        label={t.arriving.logIn.handle}
        lead="@"
        value={handle}
        onChange={typing(setHandle)}
        error={asked && username === '' ? t.arriving.logIn.handleMissing : null}
        autoComplete="username"
        autoCapitalize="off"
        spellCheck="false"
        inputRef={(input) => void (inputs.current.handle = input)}
      />
      <TextField
        label={t.settings.typeTwelve}
        hint={entered.length > 0 ? t.settings.typeTwelveCount(entered.length) : t.settings.typeTwelveHint}
        value={typed}
        onChange={typing(setTyped)}
        error={wrong ? failureText(failure) : asked && entered.length !== CARD ? t.settings.typeTwelveFirst : null}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck="false"
        inputRef={(input) => void (inputs.current.words = input)}
      />
      <NewPasswordField
        label={t.access.passwordNew}
        value={password}
        own={[username]}
        error={problem}
        onChange={typing(setPassword)}
        inputRef={(input) => void (inputs.current.password = input)}
      />
      <p className="arrive-fine">{words.othersOut}</p>
      <div className="arrive-end">
        <Button tone="go" size="big" type="submit" isPending={recover.pending}>
          {recover.pending ? t.arriving.logIn.going : words.cardGo}
        </Button>
      </div>
    </Form>
  );
}
