/** What happened to the account: fetched when asked for, and its rows in plain sentences. */
import type { Outcome, SecurityView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useCallback, useState, type ReactElement } from 'react';
import { Icon } from '../../../ui/sign/icon.tsx';
import { moment } from '../../../words/times.ts';
import './access.css';

const words = t.access.happened;
type Events = SecurityView['events'];

export interface Happened {
  /** Null until they were fetched once. */
  readonly events: Events | null;
  readonly pending: boolean;
  readonly failure: Extract<Outcome, { ok: false }> | null;
  readonly refresh: () => void;
}

export function useHappened(): Happened {
  const client = useClient();
  const [events, setEvents] = useState<Events | null>(null);
  const { run, pending, failure } = useCommand(() => client.securityEvents());
  const refresh = useCallback(() => {
    void run().then((outcome) => {
      if (outcome?.ok === true) setEvents(outcome.value.events);
    });
  }, [run]);
  return { events, pending, failure, refresh };
}

export function HappenedList({ events, device }: { events: Events; device: string }): ReactElement {
  const now = Date.now();
  return (
    <ul className="set-list" aria-label={words.title}>
      {events.map((event, index) => (
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
  );
}
