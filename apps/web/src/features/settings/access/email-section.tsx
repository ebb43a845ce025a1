/** The optional e-mail address: none, waiting for its letter, or verified. */
import type { EmailView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { TextField } from '../../../ui/control/text-field.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Icon } from '../../../ui/sign/icon.tsx';
import { Notice } from '../../../ui/sign/notice.tsx';
import { Section } from '../section.tsx';
import { PasswordAgain } from './password-again.tsx';

const words = t.access.address;

export function EmailSection({ mails }: { mails: boolean }): ReactElement {
  const client = useClient();
  const [view, setView] = useState<EmailView | null>(null);
  const [doing, setDoing] = useState<'set' | 'remove' | null>(null);
  const [address, setAddress] = useState('');
  const look = useCommand(() => client.email());
  const { run } = look;
  const refresh = useCallback(() => {
    void run().then((outcome) => {
      if (outcome?.ok === true) setView(outcome.value);
    });
  }, [run]);
  useEffect(refresh, [refresh]);
  const done = (): void => {
    setDoing(null);
    setAddress('');
    refresh();
  };
  return (
    <Section id="email" title={words.title} lead={mails ? words.lead : words.noMail}>
      {look.failure === null ? null : <Notice tone="plain">{failureText(look.failure)}</Notice>}
      {view?.address === null || view === null ? null : (
        <p className="set-state">
          <Icon name="check" size={16} />
          <bdi>{view.address}</bdi>
        </p>
      )}
      {view?.pending === null || view === null ? null : <p className="set-state">{words.pending(view.pending)}</p>}
      <div className="set-acts">
        {mails ? (
          <Button onPress={() => setDoing('set')}>{view?.address == null ? words.add : words.change}</Button>
        ) : null}
        {view?.address == null ? null : (
          <Button tone="quiet" onPress={() => setDoing('remove')}>
            {words.remove}
          </Button>
        )}
      </div>
      {doing === 'set' ? (
        <PasswordAgain
          title={view?.address == null ? words.add : words.change}
          go={words.send}
          run={(password) => client.setEmail({ address, password })}
          onDone={done}
          onClose={() => setDoing(null)}
        >
          <p>{words.addLead}</p>
          <TextField
            label={words.label}
            value={address}
            onChange={setAddress}
            type="email"
            autoComplete="email"
            autoFocus
          />
        </PasswordAgain>
      ) : null}
      {doing === 'remove' ? (
        <PasswordAgain
          title={words.remove}
          go={words.remove}
          run={(password) => client.removeEmail(password)}
          onDone={done}
          onClose={() => setDoing(null)}
        >
          <p>{words.removeLead}</p>
        </PasswordAgain>
      ) : null}
    </Section>
  );
}
