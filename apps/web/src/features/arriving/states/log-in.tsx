/** Handle and password on one screen; greets the account that was here last. Too many tries: the button counts the wait down. */
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useRef, useState, type ReactElement } from 'react';
import { canPasskey } from '../../../passkeys/ceremony.ts';
import { Button } from '../../../ui/control/button.tsx';
import { Form } from '../../../ui/control/form.tsx';
import { PasswordField } from '../../../ui/control/password-field.tsx';
import { TextField } from '../../../ui/control/text-field.tsx';
import { failureText, type Failure } from '../../../ui/failure-text.ts';
import { Notice } from '../../../ui/sign/notice.tsx';
import { Frame } from '../frame/frame.tsx';
import { NameCard } from '../sign-up/name-card.tsx';
import { CodeField } from './code-field.tsx';
import { usePasskeyLogIn } from './use-passkey-log-in.ts';
import { useCountdown } from './use-countdown.ts';

const words = t.arriving.logIn;
/** Why a person is here who was in; no trouble of theirs. */
const EXPECTED: ReadonlySet<string> = new Set(['session-ended', 'device-stale', 'device-cloned']);
/** Said beside the field they are about. */
const AT_FIELD: ReadonlySet<string> = new Set(['login-failed', 'second-factor', 'second-factor-wrong']);

export function LogIn(props: {
  server: string;
  lastUsername: string | null;
  /** Why the person is here though they were in: the session ended. */
  trouble: Failure | null;
  /** In place of the usual ones. */
  title: string | null;
  lead: string | null;
  /** Whoever has an account of this name open beside this one goes there: the same account twice would be two devices in one browser. */
  goElsewhere: (username: string) => boolean;
  /** Back to the lock of this device. */
  onUnlock: (() => void) | null;
  onSignUp: () => void;
  onForgotten: (username: string) => void;
}): ReactElement {
  const client = useClient();
  const [username, setUsername] = useState(props.lastUsername ?? '');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [asksCode, setAsksCode] = useState(false);
  const [asked, setAsked] = useState(false);
  const codeInput = useRef<HTMLInputElement>(null);
  const passwordInput = useRef<HTMLInputElement>(null);
  const handleInput = useRef<HTMLInputElement>(null);
  const handle = username.trim().toLowerCase().replace(/^@/, '');
  const logIn = useCommand(() =>
    client.logIn({ username: handle, password, newDevice: 'ask', ...(asksCode ? { code } : {}) }),
  );
  const passkey = usePasskeyLogIn();
  const failure = logIn.failure ?? passkey.failure;
  const wait = useCountdown(failure?.code === 'rate-limited' ? failure : null);
  const greeted = props.lastUsername !== null && username === props.lastUsername;

  const notice = noticeOf(failure, wait, props.trouble);
  const typing =
    (set: (value: string) => void) =>
    (value: string): void => {
      if (wait === 0) logIn.clear();
      set(value);
    };
  const submit = async (): Promise<void> => {
    setAsked(true);
    if (handle === '') return handleInput.current?.focus();
    if (props.goElsewhere(handle)) return;
    if (password === '') return passwordInput.current?.focus();
    if (asksCode && code.trim() === '') return codeInput.current?.focus();
    passkey.clear();
    const outcome = await logIn.run();
    if (outcome?.ok !== false) return;
    if (!outcome.code.startsWith('second-factor')) return passwordInput.current?.focus();
    setAsksCode(true);
    codeInput.current?.focus();
  };

  return (
    <Frame
      server={props.server}
      title={greeted ? words.greeting(username) : (props.title ?? words.title)}
      lead={props.lead ?? words.lead}
      fine={words.fine}
      {...(greeted ? { card: <NameCard name={username} handle={username} note={words.cardNote} /> } : {})}
      startsInField
    >
      <Form className="arrive-form" onSubmit={() => void submit()}>
        <SaidAbove notice={notice} />
        <TextField
          label={words.handle}
          lead="@"
          value={username}
          onChange={typing(setUsername)}
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
          onChange={typing(setPassword)}
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
        {asksCode ? (
          <CodeField
            code={code}
            failure={failure}
            missing={asked && code.trim() === '' && failure === null}
            onChange={typing(setCode)}
            inputRef={codeInput}
          />
        ) : null}
        <OtherWays passkey={passkey} onForgotten={() => props.onForgotten(username.trim())} onUnlock={props.onUnlock} />
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

/** What is said above the fields: what is not about one of them. */
function noticeOf(failure: Failure | null, wait: number, trouble: Failure | null): Failure | null {
  if (failure === null || AT_FIELD.has(failure.code)) return trouble;
  if (failure.code !== 'rate-limited') return failure;
  return wait > 0 ? { ...failure, retryAfterSeconds: wait } : null;
}

function OtherWays(props: {
  passkey: ReturnType<typeof usePasskeyLogIn>;
  onForgotten: () => void;
  onUnlock: (() => void) | null;
}): ReactElement {
  const { passkey } = props;
  return (
    <div className="arrive-ways">
      {canPasskey() ? (
        <Button tone="link" isPending={passkey.pending} onPress={() => void passkey.run()}>
          {t.access.passkeys.use}
        </Button>
      ) : null}
      <Button tone="link" onPress={props.onForgotten}>
        {t.access.forgotten.link}
      </Button>
      {props.onUnlock === null ? null : (
        <Button tone="link" onPress={props.onUnlock}>
          {t.lock.back}
        </Button>
      )}
    </div>
  );
}

function SaidAbove({ notice }: { notice: Failure | null }): ReactElement | null {
  if (notice === null) return null;
  const ended = EXPECTED.has(notice.code);
  return (
    <Notice tone={ended ? 'plain' : 'brick'} icon={ended ? 'key' : 'warning'}>
      {failureText(notice)}
    </Notice>
  );
}
