/** Handle and password on one screen; greets the account that was here last. Too many tries: the button counts the wait down. */
import { en } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useRef, useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { Form } from '../../../ui/control/form.tsx';
import { PasswordField } from '../../../ui/control/password-field.tsx';
import { TextField } from '../../../ui/control/text-field.tsx';
import { failureText, type Failure } from '../../../ui/failure-text.ts';
import { Notice } from '../../../ui/sign/notice.tsx';
import { Frame } from '../frame/frame.tsx';
import { NameCard } from '../sign-up/name-card.tsx';
import { useCountdown } from './use-countdown.ts';

const words = en.arriving.logIn;

export function LogIn(props: {
  server: string;
  lastUsername: string | null;
  /** Why the person is here though they were in: the session ended. */
  trouble: Failure | null;
  lead: string | null;
  onSignUp: () => void;
}): ReactElement {
  const client = useClient();
  const [username, setUsername] = useState(props.lastUsername ?? '');
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const passwordInput = useRef<HTMLInputElement>(null);
  const handleInput = useRef<HTMLInputElement>(null);
  const logIn = useCommand(() =>
    client.logIn({ username: username.trim().toLowerCase().replace(/^@/, ''), password, newDevice: 'ask' }),
  );
  const { failure } = logIn;
  const wait = useCountdown(failure?.code === 'rate-limited' ? failure : null);
  const greeted = props.lastUsername !== null && username === props.lastUsername;

  const notice: Failure | null =
    failure === null || failure.code === 'login-failed'
      ? props.trouble
      : failure.code === 'rate-limited'
        ? wait > 0
          ? { ...failure, retryAfterSeconds: wait }
          : null
        : failure;
  const submit = async (): Promise<void> => {
    setAsked(true);
    if (username.trim() === '') return handleInput.current?.focus();
    if (password === '') return passwordInput.current?.focus();
    const outcome = await logIn.run();
    if (outcome?.ok === false) passwordInput.current?.focus();
  };

  return (
    <Frame
      server={props.server}
      title={greeted ? words.greeting(username) : words.title}
      lead={props.lead ?? words.lead}
      fine={words.fine}
      {...(greeted ? { card: <NameCard name={username} handle={username} note={words.cardNote} /> } : {})}
      startsInField
    >
      <Form className="arrive-form" onSubmit={() => void submit()}>
        {notice === null ? null : (
          <Notice
            tone={notice.code === 'session-ended' ? 'plain' : 'brick'}
            icon={notice.code === 'session-ended' ? 'key' : 'warning'}
          >
            {failureText(notice)}
          </Notice>
        )}
        <TextField
          label={words.handle}
          lead="@"
          value={username}
          onChange={(value) => {
            logIn.clear();
            setUsername(value);
          }}
          error={asked && username.trim() === '' ? words.handleMissing : null}
          autoComplete="username"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck="false"
          autoFocus={props.lastUsername === null}
          inputRef={handleInput}
        />
        <PasswordField
          label={words.password}
          value={password}
          onChange={(value) => {
            if (wait === 0) logIn.clear();
            setPassword(value);
          }}
          error={
            failure?.code === 'login-failed'
              ? failureText(failure)
              : asked && password === ''
                ? words.passwordMissing
                : null
          }
          autoComplete="current-password"
          autoFocus={props.lastUsername !== null}
          inputRef={passwordInput}
        />
        <div className="arrive-end">
          <Button tone="go" size="big" type="submit" isPending={logIn.pending} isDisabled={wait > 0}>
            <span className="num">{wait > 0 ? words.wait(wait) : logIn.pending ? words.going : words.go}</span>
          </Button>
          <Button tone="quiet" size="big" onPress={props.onSignUp}>
            {words.newHere}
          </Button>
        </div>
      </Form>
    </Frame>
  );
}
