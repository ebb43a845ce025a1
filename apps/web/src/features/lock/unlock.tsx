/**
 * The locked door: whose it is, what opens it, and nothing behind it. The wrong tries are counted by the client; the page shows how
 * many are left and how long the next one waits.
 */
import type { AppView, LockView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { askPasskeyForLock, canPasskey } from '../../passkeys/ceremony.ts';
import { Button } from '../../ui/control/button.tsx';
import { Form } from '../../ui/control/form.tsx';
import { PasswordField } from '../../ui/control/password-field.tsx';
import { failureText, type Failure } from '../../ui/failure-text.ts';
import { LitArch } from '../../ui/sign/lit-arch.tsx';
import { Notice } from '../../ui/sign/notice.tsx';
import { Portrait } from '../../ui/sign/portrait.tsx';
import { ForgottenDialog } from './forgotten-dialog.tsx';
import './unlock.css';

const words = t.lock;

export function Unlock(props: {
  app: AppView;
  onLogIn: () => void;
  /** Where else one can go from here. */
  foot: ReactNode;
}): ReactElement {
  const { app, onLogIn } = props;
  const { lock } = app;
  const handle = app.lastUsername ?? '';
  const [forgot, setForgot] = useState(false);
  return (
    <main className="unlock">
      <div className="unlock-arch" aria-hidden="true">
        <LitArch lit={false} />
        <Portrait person={{ name: handle, hue: lock?.hue ?? 1 }} size={96} />
      </div>
      <h1>{words.locked}</h1>
      <p className="unlock-who">
        <bdi>{words.lockedLead(handle)}</bdi>
      </p>
      <Door lock={lock} />
      <Button tone="link" onPress={() => setForgot(true)}>
        {words.forgot}
      </Button>
      {props.foot}
      {forgot ? <ForgottenDialog handle={handle} onLogIn={onLogIn} onClose={() => setForgot(false)} /> : null}
    </main>
  );
}

function Door({ lock }: { lock: LockView | null }): ReactElement {
  const client = useClient();
  const [typed, setTyped] = useState('');
  const [missing, setMissing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const open = useCommand(() => client.unlock({ with: 'passphrase', passphrase: typed }));
  const byPasskey = useCommand(async () => {
    const answer = await askPasskeyForLock(lock?.passkey == null ? [] : [lock.passkey]);
    if (answer === 'cancelled') return { ok: false, code: 'passkey-cancelled' } as const;
    return answer === 'no-prf' ? ({ ok: false, code: 'lock-wrong' } as const) : client.unlock(answer);
  });
  const wait = useWait(lock?.waitsUntil ?? null);
  const submit = async (): Promise<void> => {
    byPasskey.clear();
    if (typed === '') {
      setMissing(true);
      return input.current?.focus();
    }
    const outcome = await open.run();
    if (outcome?.ok !== false) return;
    setTyped('');
    input.current?.focus();
  };
  const error = missing ? words.missing : wait > 0 ? words.tooMany : saidAtField(open.failure, lock);
  const other = open.failure === null || AT_FIELD.has(open.failure.code) ? null : open.failure;
  const notice =
    byPasskey.failure === null ? (other === null ? null : failureText(other)) : ofPasskey(byPasskey.failure);
  return (
    <Form className="unlock-form" onSubmit={() => void submit()}>
      {notice === null ? null : <Notice tone="brick">{notice}</Notice>}
      <PasswordField
        label={words.passphrase}
        value={typed}
        onChange={(value) => {
          setMissing(false);
          open.clear();
          setTyped(value);
        }}
        error={error}
        autoComplete="off"
        autoFocus
        inputRef={input}
      />
      <Button tone="go" size="big" type="submit" isPending={open.pending} isDisabled={wait > 0}>
        <span className="num">{wait > 0 ? words.wait(wait) : open.pending ? words.unlocking : words.unlock}</span>
      </Button>
      {lock?.passkey == null || !canPasskey() ? null : (
        <Button icon="key" size="big" isPending={byPasskey.pending} onPress={() => void byPasskey.run()}>
          {words.byPasskey}
        </Button>
      )}
    </Form>
  );
}

const AT_FIELD: ReadonlySet<string> = new Set(['lock-wrong', 'rate-limited']);

function saidAtField(failure: Failure | null, lock: LockView | null): string | null {
  return failure?.code === 'lock-wrong' ? words.wrong(lock?.triesLeft ?? 0) : null;
}

function ofPasskey(failure: Failure): string {
  return failure.code === 'lock-wrong' ? words.notThatPasskey : failureText(failure);
}

/** Whole seconds until that moment; 0 when it is over. */
function useWait(until: number | null): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (until === null) return setLeft(0);
    const tick = (): void => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1_000)));
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [until]);
  return left;
}
