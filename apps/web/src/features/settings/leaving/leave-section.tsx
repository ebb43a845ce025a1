/** The way out: a copy of everything to take along, this device, the whole account. Each says its effect before it is done. */
import type { AppView } from '@alcove/client';
import { en } from '@alcove/locales';
import { useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { Section } from '../section.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import { SaveCopy } from './export/save-copy.tsx';
import './leaving.css';
import { LogOut } from './log-out.tsx';

const words = en.leaving;

export function LeaveSection(props: { app: AppView; onKeepRecovery: () => void }): ReactElement {
  const { app } = props;
  const [asking, setAsking] = useState<'erase' | 'delete' | null>(null);
  const close = (): void => setAsking(null);
  return (
    <Section id="leaving" title={words.title} lead={words.lead}>
      <SaveCopy app={app} />
      <div className="lv-acts">
        <LogOut
          waiting={app.connection.waiting}
          recoveryKept={app.recovery !== 'put-off'}
          hasLock={app.lock !== null}
        />
        <Button tone="quiet" onPress={() => setAsking('erase')}>
          {words.erase}
        </Button>
        <Button tone="quiet" onPress={() => setAsking('delete')}>
          {words.remove}
        </Button>
      </div>
      {asking === 'erase' ? <EraseDialog app={app} onKeepRecovery={props.onKeepRecovery} onClose={close} /> : null}
      {asking === 'delete' ? <DeleteDialog onClose={close} /> : null}
    </Section>
  );
}
