/** Making sure once that somebody is who they say: the button, and the dialog behind it. The number is asked for only when it is wanted. */
import type { PersonView, SafetyView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Notice } from '../../../ui/sign/notice.tsx';
import { spoken } from '../../../words/spoken.ts';
import { CompareDialog } from './compare-dialog.tsx';

const words = t.trust;

export function Compare({ person, small = false }: { person: PersonView; small?: boolean }): ReactElement {
  const client = useClient();
  const [safety, setSafety] = useState<SafetyView | null>(null);
  const { run, pending, failure } = useCommand(() => client.safety(person.account));
  const unmark = useCommand(() => client.unverify(person.account));
  const ask = async (): Promise<void> => {
    const outcome = await run();
    if (outcome?.ok === true) setSafety(outcome.value);
  };
  return (
    <div className="panel-acts">
      <Button
        icon="arch-check"
        size={small ? 'small' : 'normal'}
        isPending={pending}
        aria-label={spoken(words.compareName(person.name))}
        onPress={() => void ask()}
      >
        {words.compare}
      </Button>
      {person.verified && !small ? (
        <Button tone="quiet" isPending={unmark.pending} onPress={() => void unmark.run()}>
          {words.unverify}
        </Button>
      ) : null}
      {failure === null ? null : <Notice tone="brick">{failureText(failure)}</Notice>}
      {safety === null ? null : <CompareDialog safety={safety} onClose={() => setSafety(null)} />}
    </div>
  );
}
