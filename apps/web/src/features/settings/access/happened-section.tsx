/** What happened to the account, newest first, in plain sentences. Fetched when looked at; offline it says so. */
import type { SecurityView } from '@alcove/client';
import { en } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Icon } from '../../../ui/sign/icon.tsx';
import { Notice } from '../../../ui/sign/notice.tsx';
import { moment } from '../../../words/times.ts';
import { Section } from '../section.tsx';

const words = en.access.happened;
const FIRST = 6;

export function HappenedSection({ device }: { device: string }): ReactElement {
  const client = useClient();
  const [events, setEvents] = useState<SecurityView['events'] | null>(null);
  const [all, setAll] = useState(false);
  const look = useCommand(() => client.securityEvents());
  const { run } = look;
  const refresh = useCallback(() => {
    void run().then((outcome) => {
      if (outcome?.ok === true) setEvents(outcome.value.events);
    });
  }, [run]);
  useEffect(refresh, [refresh]);
  // Connections are a log of their own: shown with everything, not among what matters.
  const shown = (events ?? []).filter(({ kind }) => all || kind !== 'connected').slice(0, all ? undefined : FIRST);
  const now = Date.now();
  return (
    <Section id="happened" title={words.title} lead={words.lead}>
      {look.failure === null ? null : <Notice tone="plain">{failureText(look.failure)}</Notice>}
      {events !== null && shown.length === 0 ? <p className="set-state">{words.nothing}</p> : null}
      <ul className="set-list" aria-label={words.title}>
        {shown.map((event, index) => (
          <li key={`${String(event.at)}-${event.kind}-${String(index)}`} className="set-item">
            <Icon name={event.kind === 'failed' ? 'warning' : 'key'} />
            <p className="grow">
              {words.kinds[event.kind](event.count)}
              <span className="set-more">
                {[
                  event.where === null ? null : words.where[event.where],
                  event.device === null ? null : event.device === device ? words.thisDevice : words.otherDevice,
                ]
                  .filter((part) => part !== null)
                  .join(' ')}
              </span>
            </p>
            <time className="set-more" dateTime={new Date(event.at).toISOString()}>
              {moment(event.at, now)}
            </time>
          </li>
        ))}
      </ul>
      <div className="set-acts">
        <Button tone="quiet" isPending={look.pending} onPress={refresh}>
          {words.again}
        </Button>
        <Button tone="quiet" aria-expanded={all} onPress={() => setAll(!all)}>
          {all ? words.less : words.all}
        </Button>
      </div>
    </Section>
  );
}
