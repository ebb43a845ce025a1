/** A place on another server: its address is kept, and said what that means. */
import { t } from '@alcove/locales';
import { useState, type ReactElement } from 'react';
import { Button } from '../../ui/control/button.tsx';
import { Form } from '../../ui/control/form.tsx';
import { TextField } from '../../ui/control/text-field.tsx';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import { addServer, type ServerFault } from './servers.ts';

const words = t.accounts;
const faultWords = (fault: ServerFault): string =>
  ({
    wrong: words.serverWrong,
    plain: words.serverPlain,
    self: words.serverSelf,
    there: words.serverThere,
    full: words.serverFull,
  })[fault];

export function ServerDialog({ onClose }: { onClose: (kept: boolean) => void }): ReactElement {
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<ServerFault | null>(null);
  const keep = (): void => {
    const found = addServer(typed, location.origin);
    setFault(found);
    if (found === null) onClose(true);
  };
  return (
    <Dialog title={words.server} isOpen onClose={() => onClose(false)}>
      <p>{words.serverLead}</p>
      <Form onSubmit={keep}>
        <TextField
          autoFocus
          label={words.serverAddress}
          hint={words.serverHint}
          error={fault === null ? null : faultWords(fault)}
          value={typed}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck="false"
          inputMode="url"
          enterKeyHint="done"
          onChange={(next) => {
            setTyped(next);
            setFault(null);
          }}
          end={
            <Button tone="quiet" size="small" type="submit">
              {words.serverGo}
            </Button>
          }
        />
      </Form>
    </Dialog>
  );
}
