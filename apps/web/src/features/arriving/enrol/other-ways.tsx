/** In without another device: the password that was just typed, or the card with the twelve words. */
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { Form } from '../../../ui/control/form.tsx';
import { PasswordField } from '../../../ui/control/password-field.tsx';
import { TextField } from '../../../ui/control/text-field.tsx';
import { Way } from '../../../ui/control/way.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Notice } from '../../../ui/sign/notice.tsx';

const words = t.devices.door;

export function OtherWays({ canOpen }: { canOpen: boolean }): ReactElement {
  const client = useClient();
  const [way, setWay] = useState<'password' | 'words' | null>(null);
  const known = useCommand(() => client.enrol({ with: 'password', password: null }));
  return (
    <section className="door-ways" aria-labelledby="door-ways">
      <h2 id="door-ways">{words.otherWays}</h2>
      <div className="ways">
        <Way
          icon="key"
          title={words.byPassword}
          hint={words.byPasswordHint}
          onPress={() => (canOpen ? void known.run() : setWay('password'))}
        />
        <Way icon="shield" title={words.byWords} hint={words.byWordsHint} onPress={() => setWay('words')} />
      </div>
      {known.failure === null ? null : <Notice tone="brick">{failureText(known.failure)}</Notice>}
      {way === 'password' ? <ByPassword /> : way === 'words' ? <ByWords /> : null}
    </section>
  );
}

function ByPassword(): ReactElement {
  const client = useClient();
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const enter = useCommand(() => client.enrol({ with: 'password', password }));
  const missing = asked && password === '';
  const submit = async (): Promise<void> => {
    setAsked(true);
    if (password !== '') await enter.run();
  };
  return (
    <Form className="arrive-form" onSubmit={() => void submit()}>
      <PasswordField
        label={words.password}
        value={password}
        autoFocus
        autoComplete="current-password"
        error={missing ? words.passwordMissing : enter.failure === null ? null : failureText(enter.failure)}
        onChange={(value) => {
          enter.clear();
          setPassword(value);
        }}
      />
      <div>
        <Button type="submit" isPending={enter.pending}>
          {words.go}
        </Button>
      </div>
    </Form>
  );
}

function ByWords(): ReactElement {
  const client = useClient();
  const [typed, setTyped] = useState('');
  const [short, setShort] = useState(false);
  const entered = typed
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  const enter = useCommand(() => client.enrol({ with: 'recovery', words: entered }));
  const submit = async (): Promise<void> => {
    setShort(entered.length !== 12);
    if (entered.length === 12) await enter.run();
  };
  return (
    <Form className="arrive-form" onSubmit={() => void submit()}>
      <TextField
        label={words.words}
        hint={words.wordsHint}
        value={typed}
        autoFocus
        autoComplete="off"
        autoCorrect="off"
        spellCheck="false"
        error={short ? words.wordsFirst : enter.failure === null ? null : failureText(enter.failure)}
        onChange={(value) => {
          setShort(false);
          enter.clear();
          setTyped(value);
        }}
      />
      <div>
        <Button type="submit" isPending={enter.pending}>
          {words.go}
        </Button>
      </div>
    </Form>
  );
}
