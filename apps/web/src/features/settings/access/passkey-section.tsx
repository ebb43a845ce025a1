/** Passkeys: the list, adding, renaming, removing. The recovery card comes first, so that a passkey is never all there is. */
import type { PasskeyView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { canPasskey, makePasskey } from '../../../passkeys/ceremony.ts';
import { Button } from '../../../ui/control/button.tsx';
import { TextField } from '../../../ui/control/text-field.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Icon } from '../../../ui/sign/icon.tsx';
import { Notice } from '../../../ui/sign/notice.tsx';
import { date } from '../../../words/times.ts';
import { Section } from '../section.tsx';
import { PasswordAgain } from './password-again.tsx';
import { RenamePasskey } from './rename-passkey.tsx';

const words = t.access.passkeys;
type Doing = { what: 'add' } | { what: 'rename' | 'remove'; passkey: PasskeyView } | null;

export function PasskeySection({ cardKept, onKeepCard }: { cardKept: boolean; onKeepCard: () => void }): ReactElement {
  const client = useClient();
  const [list, setList] = useState<readonly PasskeyView[]>([]);
  const [doing, setDoing] = useState<Doing>(null);
  const [name, setName] = useState('');
  const look = useCommand(() => client.passkeys());
  const { run } = look;
  const refresh = useCallback(() => {
    void run().then((outcome) => {
      if (outcome?.ok === true) setList(outcome.value);
    });
  }, [run]);
  useEffect(refresh, [refresh]);
  const done = (): void => {
    setDoing(null);
    setName('');
    refresh();
  };
  const add = async (password: string): ReturnType<typeof client.addPasskey> => {
    const options = await client.passkeyCreation();
    if (!options.ok) return options;
    const made = await makePasskey(options.value);
    if (made === null) return { ok: false, code: 'passkey-cancelled' };
    return client.addPasskey({ ...made, name: name.trim() === '' ? words.unnamed : name, password });
  };
  return (
    <Section id="passkeys" title={words.title} lead={canPasskey() ? words.lead : words.none}>
      {look.failure === null ? null : <Notice tone="plain">{failureText(look.failure)}</Notice>}
      {list.length === 0 ? null : (
        <ul className="set-list" aria-label={words.title}>
          {list.map((passkey) => (
            <li key={passkey.id} className="set-item">
              <Icon name="key" />
              <p className="grow">
                <b>
                  <bdi>{passkey.name}</bdi>
                </b>
                <span className="set-more">{words.since(date(passkey.createdAt), date(passkey.usedAt))}</span>
              </p>
              <span className="set-item-acts">
                <Button size="small" tone="quiet" onPress={() => setDoing({ what: 'rename', passkey })}>
                  {words.rename}
                </Button>
                <Button size="small" tone="quiet" onPress={() => setDoing({ what: 'remove', passkey })}>
                  {words.remove}
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
      {cardKept ? null : (
        <Notice
          tone="lamp"
          action={
            <Button size="small" onPress={onKeepCard}>
              {t.settings.recoveryKeep}
            </Button>
          }
        >
          {words.cardFirst}
        </Notice>
      )}
      {canPasskey() && cardKept ? (
        <div className="set-acts">
          <Button icon="key" onPress={() => setDoing({ what: 'add' })}>
            {words.add}
          </Button>
        </div>
      ) : null}
      {doing?.what === 'add' ? (
        <PasswordAgain title={words.add} go={words.addGo} run={add} onDone={done} onClose={() => setDoing(null)}>
          <p>{words.addLead}</p>
          <TextField
            label={words.name}
            hint={words.nameHint}
            value={name}
            onChange={setName}
            maxLength={64}
            autoFocus
          />
        </PasswordAgain>
      ) : null}
      {doing?.what === 'rename' ? <RenamePasskey passkey={doing.passkey} onDone={done} /> : null}
      {doing?.what === 'remove' ? (
        <PasswordAgain
          title={words.removeTitle}
          go={words.remove}
          run={(password) => client.removePasskey(doing.passkey.id, password)}
          onDone={done}
          onClose={() => setDoing(null)}
        >
          <p>{words.removeLead(doing.passkey.name)}</p>
        </PasswordAgain>
      ) : null}
    </Section>
  );
}
