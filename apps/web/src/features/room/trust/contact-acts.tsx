/** What one may do about a person: block and unblock, put them among the contacts and take them out. Blocking asks once and names its effect. */
import type { PersonView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Notice } from '../../../ui/sign/notice.tsx';
import { spoken } from '../../../words/spoken.ts';
import { AskDialog } from '../ask-dialog.tsx';

const words = t.contacts;

export function ContactActs({ person }: { person: PersonView }): ReactElement {
  const client = useClient();
  const [asking, setAsking] = useState(false);
  const unblock = useCommand(() => client.unblock(person.account));
  const remove = useCommand(() => client.removeContact(person.account));
  const add = useCommand(() => client.addContact(person.account));
  const failure = unblock.failure ?? remove.failure ?? add.failure;
  return (
    <div className="panel-acts">
      {person.standing === 'none' ? (
        <Button
          icon="user-plus"
          isPending={add.pending}
          aria-label={spoken(words.addName(person.name))}
          onPress={() => void add.run()}
        >
          {words.add}
        </Button>
      ) : null}
      {person.standing === 'contact' ? (
        <Button
          tone="quiet"
          icon="user-minus"
          isPending={remove.pending}
          aria-label={spoken(words.removeName(person.name))}
          onPress={() => void remove.run()}
        >
          {words.remove}
        </Button>
      ) : null}
      {person.standing === 'blocked' ? (
        <Button
          isPending={unblock.pending}
          aria-label={spoken(words.unblockName(person.name))}
          onPress={() => void unblock.run()}
        >
          {words.unblock}
        </Button>
      ) : (
        <Button tone="stop" aria-label={spoken(words.blockName(person.name))} onPress={() => setAsking(true)}>
          {words.block}
        </Button>
      )}
      {failure === null ? null : <Notice tone="brick">{failureText(failure)}</Notice>}
      {asking ? (
        <AskDialog
          title={spoken(words.blockTitle(person.name))}
          effect={spoken(words.blockEffect(person.name))}
          act={words.block}
          keep={words.keep}
          run={() => client.block(person.account)}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}
