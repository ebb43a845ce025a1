/** What leads back into the account, and how each stands. What only the server knows is asked for when somebody looks. */
import type { AppView } from '@alcove/client';
import { en } from '@alcove/locales';
import { useClient } from '@alcove/react';
import { useEffect, useState, type ReactElement } from 'react';
import { date } from '../../../words/times.ts';
import type { SectionId } from '../sections.ts';
import { Card, LeadRow } from './card.tsx';

const words = en.security;

/** In words. */
interface Known {
  readonly passkeys: string;
  readonly second: string;
  readonly address: string;
}
const LOOKING: Known = { passkeys: words.looking, second: words.looking, address: words.looking };

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
        passkeys: passkeys.ok ? countOf(passkeys.value.length) : words.unknown,
        second: second.ok ? (second.value.on ? words.secondOn : words.secondOff) : words.unknown,
        address: email.ok ? (email.value.address ?? words.noAddress) : words.unknown,
      });
    });
    return () => {
      here = false;
    };
  }, [client, looks]);
  const { recovery, recoveryCheck } = app;
  const { recoveryKept, recoveryPutOff, recoveryUnknown, recoveryChecked } = en.settings;
  const states = { kept: recoveryKept, 'put-off': recoveryPutOff, unknown: recoveryUnknown };
  const checked = recovery === 'kept' && recoveryCheck.lastAt !== null ? recoveryCheck.lastAt : null;
  return (
    <Card id="ways" title={words.waysBack}>
      <ul className="sec-rows">
        <LeadRow
          icon="printer"
          title={en.settings.recoveryTitle}
          more={checked === null ? states[recovery] : recoveryChecked(date(checked))}
          lit={recovery === 'put-off' || recoveryCheck.due}
          onPress={() => onSection('recovery')}
        />
        <LeadRow
          icon="key"
          title={en.access.passkeys.title}
          more={known.passkeys}
          onPress={() => onSection('passkeys')}
        />
        <LeadRow
          icon="phone"
          title={en.access.secondFactor.title}
          more={known.second}
          onPress={() => onSection('second-factor')}
        />
        {app.serverMails ? (
          <LeadRow icon="inbox" title={words.address} more={known.address} onPress={() => onSection('email')} />
        ) : null}
      </ul>
    </Card>
  );
}

const countOf = (count: number): string => (count === 0 ? words.noPasskeys : words.passkeys(count));
