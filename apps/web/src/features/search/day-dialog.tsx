/** Asks for a day and finds where it is in a conversation. The field is the browser's own, which every keyboard and every phone knows. */
import type { DayView, RoomSummary } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient } from '@alcove/react';
import { useState, type ReactElement } from 'react';
import { startOf } from '../../searching/operators.ts';
import { dayTyped, isoDay } from '../../searching/values.ts';
import { Button } from '../../ui/control/button.tsx';
import { Form } from '../../ui/control/form.tsx';
import { TextField } from '../../ui/control/text-field.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import { showToast } from '../../ui/overlay/toasts.tsx';
import { dayWords } from './day-words.ts';

const words = t.search.day;

export function DayDialog(props: {
  room: RoomSummary['id'];
  /** A day one is at, ms. */
  at: number;
  onClose: () => void;
  onFound: (found: NonNullable<DayView['found']>) => void;
}): ReactElement {
  const client = useClient();
  const [typed, setTyped] = useState(() => isoDay(props.at));
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const go = async (): Promise<void> => {
    const day = dayTyped(typed, Date.now());
    if (day === null) return setError(words.missing);
    const asked = startOf(day);
    setBusy(true);
    const outcome = await client.findDay(props.room, asked);
    setBusy(false);
    if (!outcome.ok) return setError(failureText(outcome));
    const said = dayWords(asked, outcome.value);
    const { found } = outcome.value;
    if (found === null) return setError(said);
    props.onClose();
    props.onFound(found);
    if (said !== null) showToast(said);
  };
  return (
    <Dialog title={words.title} isOpen onClose={props.onClose}>
      <Form className="search-day" onSubmit={() => void go()}>
        <p>{words.lead}</p>
        <TextField
          label={words.field}
          type="date"
          // The dialog is for this field alone.
          autoFocus
          value={typed}
          error={error}
          onChange={(value) => {
            setTyped(value);
            setError(null);
          }}
        />
        <div className="search-day-go">
          <Button tone="go" type="submit" isPending={busy}>
            {words.go}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
