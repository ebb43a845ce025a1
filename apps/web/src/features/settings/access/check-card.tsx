/** All twelve words, opened for real: the one proof that the card still works. */
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { Form } from '../../../ui/control/form.tsx';
import { TextField } from '../../../ui/control/text-field.tsx';
import { failureText } from '../../../ui/failure-text.ts';

const words = t.settings;

export function CheckCard({ onGood }: { onGood?: () => void }): ReactElement {
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
    if (outcome?.ok !== true) return;
    setTyped('');
    onGood?.();
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
