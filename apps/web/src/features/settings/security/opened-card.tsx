/** What could be opened in thirty days, a bar a day; a day on which something could not is hatched. */
import type { RoomStanding, StandingView } from '@alcove/client';
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import { PlainButton } from '../../../ui/control/plain-button.tsx';
import { Icon } from '../../../ui/sign/icon.tsx';
import { date, grouped } from '../../../words/times.ts';
import { Card } from './card.tsx';

const words = t.security;
export const DAYS = 30;

export function OpenedCard(props: {
  standing: StandingView;
  since: number;
  onRoom: (room: RoomStanding['room']) => void;
}): ReactElement {
  const { days, rooms } = props.standing;
  const opened = days.reduce((sum, day) => sum + day.opened, 0);
  const unopened = days.reduce((sum, day) => sum + day.unopened, 0);
  const all = opened + unopened;
  const calm = rooms.filter(({ state }) => state === 'sealed').length;
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
        <span>{date(props.since)}</span>
        <span>{words.today}</span>
      </p>
      <ul className="sec-facts">
        <Fact good={unopened === 0}>
          {all === 0 ? words.noMessages : unopened === 0 ? words.allOpened : words.unopened(unopened)}
        </Fact>
        {rooms.length === 0 ? null : (
          <Fact good={calm === rooms.length}>
            {calm === rooms.length ? words.roomsCalm(calm) : words.roomsSome(calm, rooms.length)}
          </Fact>
        )}
      </ul>
      {rooms.length === 0 ? null : <RoomByRoom rooms={rooms} onRoom={props.onRoom} />}
    </Card>
  );
}

/** Folded: who wants to know finds each, and goes there. */
function RoomByRoom(props: {
  rooms: readonly RoomStanding[];
  onRoom: (room: RoomStanding['room']) => void;
}): ReactElement {
  return (
    <details className="sec-rooms fold">
      <summary>{words.roomByRoom}</summary>
      <ul>
        {props.rooms.map(({ room, title, epoch, state, unopened }) => (
          <li key={room}>
            <PlainButton className="sec-row" onPress={() => props.onRoom(room)}>
              <span className="grow sec-words">
                <b>
                  <bdi>{title}</bdi>
                </b>
                <small>
                  {words.roundOf(epoch)}
                  {unopened === 0 ? null : ` ${words.unopened(unopened)}`}
                </small>
              </span>
              <span className={state === 'sealed' ? 'sec-pill sec-pill-online' : 'sec-pill'}>
                {words.roomStates[state]}
              </span>
            </PlainButton>
          </li>
        ))}
      </ul>
    </details>
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
