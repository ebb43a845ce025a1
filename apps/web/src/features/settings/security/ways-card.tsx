/** What leads back into the account, and how each stands. What only the server knows is asked for when somebody looks. */
import type { AppView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient } from '@alcove/react';
import { useEffect, useState, type ReactElement } from 'react';
import { date } from '../../../words/times.ts';
import type { SectionId } from '../sections.ts';
import { Card, LeadRow } from './card.tsx';

const words = t.security;

/** In words, of the language it is shown in. */
interface Known {
  readonly passkeys: () => string;
  readonly second: () => string;
  readonly address: () => string;
}
const looking = (): string => words.looking;
const unknown = (): string => words.unknown;
const LOOKING: Known = { passkeys: looking, second: looking, address: looking };

/** `looks` counts up with every look. */
export function WaysCard(props: {
  app: AppView;
  looks: number;
  onSection: (section: SectionId) => void;
}): ReactElement {
  const { app, looks, onSection } = props;
  const client = useClient();
  const [known, setKnown] = useState(LOOKING);
  useEffect(() => {
    let here = true;
    void Promise.all([client.passkeys(), client.secondFactor(), client.email()]).then(([passkeys, second, email]) => {
      if (!here) return;
      setKnown({
        passkeys: passkeys.ok ? () => countOf(passkeys.value.length) : unknown,
        second: second.ok ? () => (second.value.on ? words.secondOn : words.secondOff) : unknown,
        address: email.ok ? () => email.value.address ?? words.noAddress : unknown,
      });
    });
    return () => {
      here = false;
    };
  }, [client, looks]);
  const { recovery, recoveryCheck } = app;
  const { recoveryKept, recoveryPutOff, recoveryUnknown, recoveryChecked } = t.settings;
  const states = { kept: recoveryKept, 'put-off': recoveryPutOff, unknown: recoveryUnknown };
  const checked = recovery === 'kept' && recoveryCheck.lastAt !== null ? recoveryCheck.lastAt : null;
  return (
    <Card id="ways" title={words.waysBack}>
      <ul className="sec-rows">
        <LeadRow
          icon="printer"
          title={t.settings.recoveryTitle}
          more={checked === null ? states[recovery] : recoveryChecked(date(checked))}
          lit={recovery === 'put-off' || recoveryCheck.due}
          onPress={() => onSection('recovery')}
        />
        <LeadRow
          icon="key"
          title={t.access.passkeys.title}
          more={known.passkeys()}
          onPress={() => onSection('passkeys')}
        />
        <LeadRow
          icon="phone"
          title={t.access.secondFactor.title}
          more={known.second()}
          onPress={() => onSection('second-factor')}
        />
        {app.serverMails ? (
          <LeadRow icon="inbox" title={words.address} more={known.address()} onPress={() => onSection('email')} />
        ) : null}
      </ul>
    </Card>
  );
}

const countOf = (count: number): string => (count === 0 ? words.noPasskeys : words.passkeys(count));
