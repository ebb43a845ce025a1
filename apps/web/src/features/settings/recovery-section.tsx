/** Where the recovery code stands, and the check of the whole card: all twelve words, opened for real. */
import type { AppView } from '@alcove/client';
import { en } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useState, type ReactElement } from 'react';
import { Button } from '../../ui/control/button.tsx';
import { Form } from '../../ui/control/form.tsx';
import { TextField } from '../../ui/control/text-field.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { Icon } from '../../ui/sign/icon.tsx';
import { Section } from './section.tsx';

const words = en.settings;
const STATE: Readonly<Record<AppView['recovery'], string>> = {
  kept: words.recoveryKept,
  'put-off': words.recoveryPutOff,
  unknown: words.recoveryUnknown,
};

export function RecoverySection({ state, onKeep }: { state: AppView['recovery']; onKeep: () => void }): ReactElement {
  const [checking, setChecking] = useState(false);
  return (
    <Section id="recovery" title={words.recoveryTitle} lead={words.recoveryLead}>
      <p className={state === 'put-off' ? 'set-state set-state-lit' : 'set-state'}>
        {state === 'put-off' ? <span className="lamp" /> : state === 'kept' ? <Icon name="check" size={16} /> : null}
        {STATE[state]}
      </p>
      <div className="set-acts">
        {state === 'put-off' ? <Button onPress={onKeep}>{words.recoveryKeep}</Button> : null}
        {checking ? null : (
          <Button icon="key" onPress={() => setChecking(true)}>
            {words.recoveryCheck}
          </Button>
        )}
      </div>
      {checking ? <CheckCard /> : null}
    </Section>
  );
}

function CheckCard(): ReactElement {
  const client = useClient();
  const [typed, setTyped] = useState('');
  const [short, setShort] = useState(false);
  const [good, setGood] = useState(false);
  const entered = typed
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  const check = useCommand(() => client.checkRecoveryCode(entered));
  const submit = async (): Promise<void> => {
    setShort(entered.length !== 12);
    if (entered.length !== 12) return;
    const outcome = await check.run();
    setGood(outcome?.ok === true);
    if (outcome?.ok === true) setTyped('');
  };
  const hint = good
    ? words.checkGood
    : entered.length > 0
      ? words.typeTwelveCount(entered.length)
      : words.typeTwelveHint;
  return (
    <Form className="set-line" onSubmit={() => void submit()}>
      <TextField
        label={words.typeTwelve}
        hint={hint}
        good={good}
        value={typed}
        autoFocus
        autoComplete="off"
        autoCorrect="off"
        spellCheck="false"
        onChange={(value) => {
          setGood(false);
          setShort(false);
          check.clear();
          setTyped(value);
        }}
        error={short ? words.typeTwelveFirst : check.failure === null ? null : failureText(check.failure)}
      />
      <Button type="submit" isPending={check.pending}>
        {check.pending ? words.checking : words.checkGo}
      </Button>
    </Form>
  );
}
