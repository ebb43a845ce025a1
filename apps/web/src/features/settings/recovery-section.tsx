/** Where the recovery code stands, the check of the whole card, and a new card. */
import type { AppView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient } from '@alcove/react';
import { useState, type ReactElement } from 'react';
import { Button } from '../../ui/control/button.tsx';
import { date } from '../../words/times.ts';
import { CheckCard } from './access/check-card.tsx';
import { PasswordAgain } from './access/password-again.tsx';
import { Icon } from '../../ui/sign/icon.tsx';
import { Section } from './section.tsx';

const words = t.settings;
const stateWords = (state: AppView['recovery']): string =>
  ({ kept: words.recoveryKept, 'put-off': words.recoveryPutOff, unknown: words.recoveryUnknown })[state];

export function RecoverySection(props: {
  state: AppView['recovery'];
  checkedAt: number | null;
  onKeep: () => void;
}): ReactElement {
  const { state, onKeep, checkedAt } = props;
  const client = useClient();
  const [checking, setChecking] = useState(false);
  const [renewing, setRenewing] = useState(false);
  return (
    <Section id="recovery" title={words.recoveryTitle} lead={words.recoveryLead}>
      <p className={state === 'put-off' ? 'set-state set-state-lit' : 'set-state'}>
        {state === 'put-off' ? <span className="lamp" /> : state === 'kept' ? <Icon name="check" size={16} /> : null}
        {state === 'kept' && checkedAt !== null ? words.recoveryChecked(date(checkedAt)) : stateWords(state)}
      </p>
      <div className="set-acts">
        {state === 'put-off' ? <Button onPress={onKeep}>{words.recoveryKeep}</Button> : null}
        {checking ? null : (
          <Button icon="key" onPress={() => setChecking(true)}>
            {words.recoveryCheck}
          </Button>
        )}
        <Button tone="quiet" onPress={() => setRenewing(true)}>
          {words.recoveryNew}
        </Button>
      </div>
      {checking ? <CheckCard /> : null}
      {renewing ? (
        <PasswordAgain
          title={words.recoveryNew}
          go={words.recoveryNewGo}
          run={(password) => client.newRecoveryCode(password)}
          onDone={() => setRenewing(false)}
          onClose={() => setRenewing(false)}
        >
          <p>{words.recoveryNewLead}</p>
        </PasswordAgain>
      ) : null}
    </Section>
  );
}
