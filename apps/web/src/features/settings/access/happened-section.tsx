/** What happened to the account, newest first, in plain sentences. Fetched when looked at; offline it says so. */
import { t } from '@alcove/locales';
import { useEffect, useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Notice } from '../../../ui/sign/notice.tsx';
import { Section } from '../section.tsx';
import { HappenedList, useHappened } from './happened-list.tsx';

const words = t.access.happened;
const FIRST = 6;

export function HappenedSection({ device }: { device: string }): ReactElement {
  const { events, pending, failure, refresh } = useHappened();
  const [all, setAll] = useState(false);
  useEffect(refresh, [refresh]);
  // Connections are a log of their own: shown with everything, not among what matters.
  const shown = (events ?? []).filter(({ kind }) => all || kind !== 'connected').slice(0, all ? undefined : FIRST);
  return (
    <Section id="happened" title={words.title} lead={words.lead}>
      {failure === null ? null : <Notice tone="plain">{failureText(failure)}</Notice>}
      {events !== null && shown.length === 0 ? <p className="set-state">{words.nothing}</p> : null}
      <HappenedList events={shown} device={device} />
      <div className="set-acts">
        <Button tone="quiet" isPending={pending} onPress={refresh}>
          {words.again}
        </Button>
        <Button tone="quiet" aria-expanded={all} onPress={() => setAll(!all)}>
          {all ? words.less : words.all}
        </Button>
      </div>
    </Section>
  );
}
