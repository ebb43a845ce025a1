/** Sixty digits to read to each other. Asked for only when the person wants to compare. */
import type { PersonView, SafetyView } from '@alcove/client';
import { en } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useState, type ReactElement } from 'react';
import { Button } from '../../ui/control/button.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import { Notice } from '../../ui/sign/notice.tsx';
import { Isolated } from '../../words/isolated.tsx';
import { spoken } from '../../words/spoken.ts';

export function Compare({ person }: { person: PersonView }): ReactElement {
  const client = useClient();
  const [safety, setSafety] = useState<SafetyView | null>(null);
  const { run, pending, failure } = useCommand(() => client.safety(person.account));
  const ask = async (): Promise<void> => {
    const outcome = await run();
    if (outcome?.ok === true) setSafety(outcome.value);
  };
  return (
    <div className="panel-acts">
      <Button icon="arch-check" isPending={pending} onPress={() => void ask()}>
        {en.rooms.compare}
      </Button>
      {failure === null ? null : <Notice tone="brick">{failureText(failure)}</Notice>}
      <Dialog
        title={spoken(en.rooms.compareTitle(person.name))}
        isOpen={safety !== null}
        onClose={() => setSafety(null)}
      >
        <p>
          <Isolated>{en.rooms.compareBody(person.name)}</Isolated>
        </p>
        <ol className="digits" aria-label={en.rooms.digits}>
          {safety?.digits.map((group, index) => (
            <li key={index} className="num">
              {group}
            </li>
          ))}
        </ol>
        <p>{en.rooms.compareDiffers}</p>
      </Dialog>
    </div>
  );
}
