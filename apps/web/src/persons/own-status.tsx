/** The quickest way to say how one is found: three choices, and what is said in own words. */
import type { MeView, StatusView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import type { ReactElement } from 'react';
import { Button } from '../ui/control/button.tsx';
import { OneOf } from '../ui/control/one-of.tsx';
import { failureText } from '../ui/failure-text.ts';
import { showToast } from '../ui/overlay/toasts.tsx';
import { STATES } from './present.tsx';
import { StatusLine } from './status-line.tsx';
import './persons.css';

const words = t.profile;
const PLAIN = { words: '', emoji: '', until: null } as const;

/** `onWords`: opens the dialog in which they are written. */
export function OwnStatus({ me, onWords }: { me: MeView; onWords: () => void }): ReactElement {
  const client = useClient();
  const { status } = me;
  const set = useCommand((next: StatusView) => client.setStatus(next));
  const change = async (how: StatusView['how']): Promise<void> => {
    const outcome = await set.run({ ...(status ?? PLAIN), how });
    if (outcome?.ok === false) showToast(failureText(outcome));
  };
  return (
    <div className="own-status">
      <OneOf
        named={words.own}
        value={status?.how ?? 'here'}
        options={STATES.map((id) => ({ id, label: words.states[id] }))}
        onChange={(how) => void change(how)}
      />
      {status === null || status.words + status.emoji === '' ? null : <StatusLine status={status} />}
      <Button tone="quiet" size="small" icon="smile" onPress={onWords}>
        {words.ownWords}
      </Button>
    </div>
  );
}
