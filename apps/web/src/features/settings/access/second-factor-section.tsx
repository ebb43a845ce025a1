/** A code beside the password on new devices: on, off, and the codes for when the authenticator is gone. */
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { lazy, Suspense, useCallback, useEffect, useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { Form } from '../../../ui/control/form.tsx';
import { TextField } from '../../../ui/control/text-field.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Dialog } from '../../../ui/overlay/dialog.tsx';
import { Icon } from '../../../ui/sign/icon.tsx';
import { Notice } from '../../../ui/sign/notice.tsx';
import { Section } from '../section.tsx';
import { PasswordAgain } from './password-again.tsx';

const QrSquare = lazy(async () => ({ default: (await import('../../../ui/sign/qr-square.tsx')).QrSquare }));
const words = t.access.secondFactor;

interface Begun {
  readonly secret: string;
  readonly uri: string;
}

export function SecondFactorSection(): ReactElement {
  const client = useClient();
  const [state, setState] = useState<{ on: boolean; backupCodes: number } | null>(null);
  const [doing, setDoing] = useState<'on' | 'off' | null>(null);
  const [begun, setBegun] = useState<Begun | null>(null);
  const look = useCommand(() => client.secondFactor());
  const { run } = look;
  const refresh = useCallback(() => {
    void run().then((outcome) => {
      if (outcome?.ok === true) setState(outcome.value);
    });
  }, [run]);
  useEffect(refresh, [refresh]);
  const done = (): void => {
    setDoing(null);
    setBegun(null);
    refresh();
  };
  const begin = async (password: string): ReturnType<typeof client.stopSecondFactor> => {
    const outcome = await client.beginSecondFactor(password);
    if (!outcome.ok) return outcome;
    setBegun(outcome.value);
    return { ok: true, value: undefined };
  };
  return (
    <Section id="second-factor" title={words.title} lead={words.lead}>
      {look.failure === null ? null : <Notice tone="plain">{failureText(look.failure)}</Notice>}
      {state?.on === true ? (
        <p className="set-state">
          <Icon name="check" size={16} />
          {words.on(state.backupCodes)}
        </p>
      ) : null}
      <div className="set-acts">
        {state?.on === true ? (
          <Button onPress={() => setDoing('off')}>{words.turnOff}</Button>
        ) : (
          <Button icon="key" onPress={() => setDoing('on')}>
            {words.turnOn}
          </Button>
        )}
      </div>
      {doing === 'on' && begun === null ? (
        <PasswordAgain title={words.turnOnTitle} go={words.next} run={begin} onDone={() => undefined} onClose={done}>
          <p>{words.onLead}</p>
        </PasswordAgain>
      ) : null}
      {begun === null ? null : <Authenticator begun={begun} onDone={done} />}
      {doing === 'off' ? (
        <PasswordAgain
          title={words.turnOffTitle}
          go={words.turnOff}
          run={(password) => client.stopSecondFactor(password)}
          onDone={done}
          onClose={done}
        >
          <p>{words.offLead}</p>
        </PasswordAgain>
      ) : null}
    </Section>
  );
}

/** The square, the first code, and then the codes to keep. */
function Authenticator({ begun, onDone }: { begun: Begun; onDone: () => void }): ReactElement {
  const client = useClient();
  const [code, setCode] = useState('');
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const confirm = useCommand(() => client.confirmSecondFactor(code));
  const submit = async (): Promise<void> => {
    const outcome = await confirm.run();
    if (outcome?.ok === true) setCodes(outcome.value);
  };
  if (codes !== null) {
    return (
      <Dialog
        title={words.codesTitle}
        isOpen
        onClose={onDone}
        role="alertdialog"
        foot={
          <Button tone="go" onPress={onDone}>
            {words.codesKept}
          </Button>
        }
      >
        <p>{words.codesLead}</p>
        <ol className="set-codes" aria-label={words.codesTitle}>
          {codes.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ol>
      </Dialog>
    );
  }
  return (
    <Dialog title={words.scanTitle} isOpen onClose={onDone} busy={confirm.pending}>
      <Form className="dlg-form" onSubmit={() => void submit()}>
        <p>{words.scanLead}</p>
        <Suspense fallback={<span className="qr" />}>
          <QrSquare text={begun.uri} label={words.square} />
        </Suspense>
        <p className="set-more">
          {words.byHand} <code className="set-secret">{begun.secret.match(/.{1,4}/g)?.join(' ')}</code>
        </p>
        <TextField
          label={words.code}
          hint={words.codeHint}
          value={code}
          onChange={(value) => {
            confirm.clear();
            setCode(value);
          }}
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          error={confirm.failure === null ? null : failureText(confirm.failure)}
        />
        <div className="dlg-end">
          <Button tone="quiet" onPress={onDone}>
            {t.common.cancel}
          </Button>
          <Button tone="go" type="submit" isPending={confirm.pending}>
            {words.turnOn}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
