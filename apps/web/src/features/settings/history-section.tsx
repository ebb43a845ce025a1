/** How the account's sealed history stands on this device. Quiet: it works by itself, and says what it waits for. */
import type { AppView } from '@alcove/client';
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import { Icon } from '../../ui/sign/icon.tsx';
import { Section } from './section.tsx';

const words = t.settings;

export function HistorySection({ app }: { app: AppView }): ReactElement {
  const { archive, connection } = app;
  const waits = archive.state !== 'current' && connection.state !== 'online';
  return (
    <Section id="history" title={words.sections.history} lead={words.historyLead}>
      <p className={archive.state === 'trouble' ? 'set-state set-state-lit' : 'set-state'}>
        {archive.state === 'trouble' ? <span className="lamp" /> : null}
        {archive.state === 'current' ? <Icon name="check" size={16} /> : null}
        {stateText(archive)}
      </p>
      {waits ? <p className="set-lead">{words.historyWaiting}</p> : null}
      {archive.state === 'reading' ? (
        <progress
          className="set-progress"
          aria-label={words.sections.history}
          value={archive.total - archive.left}
          max={Math.max(archive.total, 1)}
        />
      ) : null}
    </Section>
  );
}

function stateText({ state, left, total, code }: AppView['archive']): string {
  if (state === 'reading') return words.historyReading(total - left, total);
  if (state === 'writing') return words.historyWriting;
  return state === 'trouble' ? words.historyTrouble(code ?? '') : words.historyCurrent;
}
