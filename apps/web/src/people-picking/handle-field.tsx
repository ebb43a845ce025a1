/**
 * A handle, looked up on Enter or by the button: exact, because there is no list of people to search. Says beside the field what
 * went wrong, and keeps what was typed. A pasted link of one's own kind (…/u/handle) counts as the handle in it.
 */
import type { FoundPerson } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useState, type ReactElement } from 'react';
import { Button } from '../ui/control/button.tsx';
import { Form } from '../ui/control/form.tsx';
import { TextField } from '../ui/control/text-field.tsx';
import { failureText } from '../ui/failure-text.ts';
import { spoken } from '../words/spoken.ts';
import { handleIn } from './handle-in.ts';

export function HandleField(props: {
  label: string;
  hint: string;
  autoFocus?: boolean;
  /** Null: what was found before is not meant any more. */
  onFound: (found: FoundPerson | null) => void;
  /** After finding, ready for the next one. */
  clears?: boolean;
}): ReactElement {
  const client = useClient();
  const [typed, setTyped] = useState('');
  const look = useCommand((handle: string) => client.findPerson(handle));
  const find = async (): Promise<void> => {
    const handle = handleIn(typed);
    if (handle === '') return;
    const outcome = await look.run(handle);
    if (outcome?.ok !== true) return;
    props.onFound(outcome.value);
    if (props.clears === true) setTyped('');
  };
  const { failure } = look;
  const error =
    failure === null
      ? null
      : failure.code === 'unknown-person'
        ? spoken(t.people.unknown(handleIn(typed)))
        : failure.code === 'self'
          ? t.people.self
          : failureText(failure);
  return (
    <Form onSubmit={() => void find()}>
      <TextField
        label={props.label}
        hint={props.hint}
        error={error}
        value={typed}
        autoFocus={props.autoFocus ?? false}
        autoComplete="off"
        spellCheck="false"
        enterKeyHint="search"
        lead="@"
        onChange={(next) => {
          setTyped(next);
          look.clear();
          if (props.clears !== true) props.onFound(null);
        }}
        end={
          <Button tone="quiet" size="small" type="submit" icon="search" isPending={look.pending}>
            {t.people.find}
          </Button>
        }
      />
    </Form>
  );
}
