/** The way out: a copy of everything to take along, this device, the whole account. Each says its effect before it is done. */
import type { AppView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { Section } from '../section.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { SaveCopy } from './export/save-copy.tsx';
import './leaving.css';
import { LogOut } from './log-out.tsx';

const words = t.leaving;

export function LeaveSection(props: { app: AppView; onKeepRecovery: () => void }): ReactElement {
  const { app } = props;
  const [asking, setAsking] = useState(false);
  return (
    <Section id="leaving" title={words.title} lead={words.lead}>
      <SaveCopy app={app} />
      <div className="lv-acts">
        <LogOut app={app} onKeepRecovery={props.onKeepRecovery} />
        <Button tone="quiet" onPress={() => setAsking(true)}>
          {words.remove}
        </Button>
      </div>
      {asking ? <DeleteDialog onClose={() => setAsking(false)} /> : null}
    </Section>
  );
}
