/** What could be opened in thirty days, a bar a day; a day on which something could not is hatched. */
import type { StandingView } from '@alcove/client';
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import { Icon } from '../../../ui/sign/icon.tsx';
import { date, grouped } from '../../../words/times.ts';
import { Card } from './card.tsx';

const words = t.security;
export const DAYS = 30;

export function OpenedCard({ standing, since }: { standing: StandingView; since: number }): ReactElement {
  const { days, rooms, unready, alarms } = standing;
  const opened = days.reduce((sum, day) => sum + day.opened, 0);
  const unopened = days.reduce((sum, day) => sum + day.unopened, 0);
  const all = opened + unopened;
  const calm = rooms - Math.max(unready, new Set(alarms.map(({ room }) => room)).size);
  return (
    <Card id="opened" title={words.opened} aside={all === 0 ? null : words.openedOf(grouped(opened), grouped(all))}>
      <div className="sec-bars" aria-hidden="true">
        {Array.from({ length: DAYS }, (_, index) => {
          const day = days.find((each) => each.day === index);
          const state = day === undefined ? '' : day.unopened > 0 ? ' sec-bar-some' : ' sec-bar-full';
          return <span key={index} className={`sec-bar${state}`} />;
        })}
      </div>
      <p className="sec-ends" aria-hidden="true">
        <span>{date(since)}</span>
        <span>{words.today}</span>
      </p>
      <ul className="sec-facts">
        <Fact good={unopened === 0}>
          {all === 0 ? words.noMessages : unopened === 0 ? words.allOpened : words.unopened(unopened)}
        </Fact>
        {rooms === 0 ? null : (
          <Fact good={calm === rooms}>{calm === rooms ? words.roomsCalm(rooms) : words.roomsSome(calm, rooms)}</Fact>
        )}
      </ul>
    </Card>
  );
}

function Fact({ good, children }: { good: boolean; children: string }): ReactElement {
  return (
    <li className={good ? 'sec-fact' : 'sec-fact sec-fact-not'}>
      <Icon name={good ? 'check' : 'warning'} size={16} />
      {children}
    </li>
  );
}
