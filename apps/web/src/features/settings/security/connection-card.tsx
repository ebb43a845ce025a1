/** The connection as it is now, what waits for it, and those before it. */
import type { AppView, StandingView } from '@alcove/client';
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import { moment } from '../../../words/times.ts';
import { Card } from './card.tsx';

const words = t.security;
const SHOWN = 5;

type Line = StandingView['line'];

export function ConnectionCard(props: { app: AppView; line: Line | null; now: number }): ReactElement {
  const { line, now } = props;
  const { connection, archive, serverName } = props.app;
  const state = <span className={`sec-pill sec-pill-${connection.state}`}>{words.states[connection.state]}</span>;
  return (
    <Card id="connection" title={words.connection} aside={state}>
      <p className="set-lead">{words.since(moment(connection.since, now))}</p>
      {line === null || line.delayMs === null ? null : (
        <p className="sec-delay">
          <b>{words.delayOf(line.delayMs)}</b> {words.delay}
        </p>
      )}
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
      <Before line={line} now={now} />
    </Card>
  );
}

function Before({ line, now }: { line: Line | null; now: number }): ReactElement | null {
  const ended = (line?.connections ?? []).flatMap(({ from, until, lostBy }) =>
    until === null || lostBy === null ? [] : [{ from, until, lostBy }],
  );
  if (ended.length === 0) return null;
  return (
    <>
      <h3 className="sec-before" id="sec-before">
        {words.before}
      </h3>
      <ul className="sec-lines sec-lines-small" aria-labelledby="sec-before">
        {ended.slice(0, SHOWN).map(({ from, until, lostBy }) => (
          <li key={from}>
            <span className="num">{words.between(moment(from, now), moment(until, from))}</span>
            <small>{words.lostBy[lostBy]}</small>
          </li>
        ))}
      </ul>
    </>
  );
}
