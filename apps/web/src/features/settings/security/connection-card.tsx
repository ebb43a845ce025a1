/** The connection as it is now, and what waits for it. */
import type { AppView } from '@alcove/client';
import { en } from '@alcove/locales';
import type { ReactElement } from 'react';
import { moment } from '../../../words/times.ts';
import { Card } from './card.tsx';

const words = en.security;

export function ConnectionCard({ app, now }: { app: AppView; now: number }): ReactElement {
  const { connection, archive, serverName } = app;
  const state = <span className={`sec-pill sec-pill-${connection.state}`}>{words.states[connection.state]}</span>;
  return (
    <Card id="connection" title={words.connection} aside={state}>
      <p className="set-lead">{words.since(moment(connection.since, now))}</p>
      <dl className="set-facts">
        {serverName === '' ? null : (
          <>
            <dt>{words.server}</dt>
            <dd>{serverName}</dd>
          </>
        )}
        <dt>{words.waiting}</dt>
        <dd className="num">{connection.waiting}</dd>
        {archive.state === 'trouble' ? null : (
          <>
            <dt>{words.kept}</dt>
            <dd>{archive.state === 'current' ? words.keptCurrent : words.keptMoving}</dd>
          </>
        )}
      </dl>
    </Card>
  );
}
