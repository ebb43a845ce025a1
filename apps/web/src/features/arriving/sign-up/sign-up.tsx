/** Step 1: name, handle, password. Errors stand beside their field; nothing typed is ever cleared. */
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useRef, useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { Form } from '../../../ui/control/form.tsx';
import { PasswordField } from '../../../ui/control/password-field.tsx';
import { TextField } from '../../../ui/control/text-field.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Notice } from '../../../ui/sign/notice.tsx';
import { Frame } from '../frame/frame.tsx';
import { handleFrom, handleProblem } from './handle.ts';
import { NameCard } from './name-card.tsx';
import { useStrength } from '../../../passwords/use-strength.ts';
import { judgeFully, type Strength } from '../../../passwords/password-strength.ts';

const words = t.arriving.signUp;
const FIELDS = ['name', 'handle', 'password'] as const;
type Field = (typeof FIELDS)[number];

export function SignUp(props: { server: string; lead: string | null; onLogIn: () => void }): ReactElement {
  const client = useClient();
  const [name, setName] = useState('');
  const [ownHandle, setOwnHandle] = useState<string | null>(null);
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const inputs = useRef<Partial<Record<Field, HTMLInputElement | null>>>({});
  const handle = ownHandle ?? handleFrom(name);
  const own = [name, handle, 'alcove'];
  const strength = useStrength(password, own);
  const signUp = useCommand(() => client.signUp({ username: handle, password, displayName: name.trim() }));

  const code = signUp.failure?.code;
  const problemsOf = ({ enough, hint }: Strength): Record<Field, string | null> => ({
    name: name.trim() === '' ? words.nameMissing : null,
    handle: handleProblem(handle),
    password: password === '' ? words.passwordMissing : enough ? null : hint,
  });
  const problems = problemsOf(strength);
  const fromServer: Partial<Record<Field, string>> = {};
  if (signUp.failure !== null && (code === 'username-taken' || code === 'username-invalid'))
    fromServer.handle = failureText(signUp.failure);
  if (signUp.failure !== null && code === 'password-weak') fromServer.password = failureText(signUp.failure);
  const elsewhere = signUp.failure !== null && Object.keys(fromServer).length === 0 ? signUp.failure : null;

  const errorOf = (field: Field): string | null => fromServer[field] ?? (asked ? problems[field] : null);
  const handleWrong = handle !== '' && ownHandle !== null ? problems.handle : null;
  const changed =
    <T,>(set: (value: T) => void) =>
    (value: T): void => {
      signUp.clear();
      set(value);
    };
  const submit = async (): Promise<void> => {
    setAsked(true);
    // What is shown may still be about the letters of a moment ago.
    const verdict = problemsOf(await judgeFully(password, own));
    const first = FIELDS.find((field) => verdict[field] !== null);
    if (first !== undefined) return inputs.current[first]?.focus();
    const outcome = await signUp.run();
    if (outcome?.ok === false && outcome.code === 'username-taken') inputs.current.handle?.focus();
  };

  return (
    <Frame
      server={props.server}
      step={1}
      title={words.title}
      lead={props.lead ?? words.lead}
      fine={words.fine}
      card={<NameCard name={name} handle={handle} note={words.cardNote} />}
      startsInField
    >
      <Form className="arrive-form" onSubmit={() => void submit()}>
        {elsewhere === null ? null : <Notice tone="brick">{failureText(elsewhere)}</Notice>}
        <TextField
          label={words.name}
          hint={words.nameHint}
          value={name}
          onChange={changed(setName)}
          error={errorOf('name')}
          autoComplete="name"
          maxLength={64}
          autoFocus
          inputRef={(input) => {
            inputs.current.name = input;
          }}
        />
        <TextField
          label={words.handle}
          lead="@"
          hint={handle !== '' && problems.handle === null ? words.handleGood(handle) : words.handleHint}
          good={handle !== '' && problems.handle === null}
          value={handle}
          onChange={changed((value) => setOwnHandle(value.toLowerCase().trim()))}
          error={errorOf('handle') ?? handleWrong}
          autoComplete="username"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck="false"
          maxLength={40}
          inputRef={(input) => {
            inputs.current.handle = input;
          }}
        />
        <PasswordField
          label={words.password}
          hint={strength.hint}
          good={strength.enough}
          strength={strength.score}
          value={password}
          onChange={changed(setPassword)}
          error={errorOf('password')}
          autoComplete="new-password"
          inputRef={(input) => {
            inputs.current.password = input;
          }}
        />
        <div className="arrive-end">
          <Button tone="go" size="big" type="submit" isPending={signUp.pending}>
            {signUp.pending ? words.going : words.go}
          </Button>
          <Button tone="quiet" size="big" onPress={props.onLogIn}>
            {words.haveAccount}
          </Button>
        </div>
      </Form>
    </Frame>
  );
}
