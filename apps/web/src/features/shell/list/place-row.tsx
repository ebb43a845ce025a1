/** One room or person of the list: a link, so that it opens in a new tab and is announced as one. */
import type { RoomSummary } from '@alcove/client';
import { t } from '@alcove/locales';
import type { MouseEvent, ReactElement, ReactNode } from 'react';
import { Figure } from '../../../persons/figure.tsx';
import { Badge } from '../../../ui/sign/badge.tsx';
import { Icon } from '../../../ui/sign/icon.tsx';
import { Crest, SecretMark } from '../../../ui/sign/small.tsx';
import { clock, shortDate, shortWeekday } from '../../../words/times.ts';

export interface RowProps {
  room: RoomSummary;
  here: boolean;
  href: string;
  onOpen: () => void;
}

/** Plain presses stay in the page; with a modifier the browser does what it always does. */
export function PlaceLink(props: {
  href: string;
  onOpen: () => void;
  className: string;
  here?: boolean;
  children: ReactNode;
}): ReactElement {
  const onClick = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    props.onOpen();
  };
  return (
    <a
      className={props.className}
      href={props.href}
      onClick={onClick}
      {...(props.here === true ? { 'aria-current': 'page' as const } : {})}
    >
      {props.children}
    </a>
  );
}

export function PlaceRow({ room, here, href, onOpen }: RowProps): ReactElement {
  const state = here ? ' row-here' : room.lit > 0 ? ' row-unread' : '';
  return (
    <li>
      <PlaceLink className={`row${state}`} href={href} onOpen={onOpen} here={here}>
        {room.peer === null ? <Icon name="arch" /> : <Figure person={room.peer} size={20} />}
        <span className="grow cut">
          <bdi>{room.title}</bdi>
          <SecretMark kind={room.kind} />
        </span>
        <Tags room={room} here={here} />
        <Badge count={room.lit > 0 ? room.lit : room.unread} lit={room.lit > 0} />
      </PlaceLink>
    </li>
  );
}

/** On a phone: two lines with the newest words and the time. */
export function PlaceItem({ room, href, onOpen }: RowProps): ReactElement {
  return (
    <li>
      <PlaceLink className="item" href={href} onOpen={onOpen}>
        {room.peer === null ? <Crest size={40} /> : <Figure person={room.peer} size={40} />}
        <span className="item-title cut">
          <bdi>{room.title}</bdi>
          <SecretMark kind={room.kind} />
        </span>
        <time className="num" dateTime={new Date(room.lastAt).toISOString()}>
          {shortWhen(room.lastAt)}
        </time>
        <span className="item-line cut">
          <LastLine room={room} />
        </span>
        <span className="item-end">
          <Tags room={room} here={false} />
          <Badge count={room.lit > 0 ? room.lit : room.unread} lit={room.lit > 0} />
        </span>
      </PlaceLink>
    </li>
  );
}

function LastLine({ room }: { room: RoomSummary }): ReactElement {
  if (room.draft) return <span className="item-draft">{t.shell.draft}</span>;
  if (room.lastLine === null) return <>{t.shell.nothingSaid}</>;
  return (
    <>
      {room.kind === 'group' ? (
        <b>
          <bdi>{room.lastLine.who}</bdi>:{' '}
        </b>
      ) : null}
      <bdi>{room.lastLine.text}</bdi>
    </>
  );
}

function Tags({ room, here }: { room: RoomSummary; here: boolean }): ReactElement {
  return (
    <>
      {room.left ? <span className="row-tag"> {room.kind === 'secret' ? t.shell.ended : t.shell.left}</span> : null}
      {room.draft && !here ? (
        <span className="row-tag">
          <Icon name="pencil" size={14} />
          <span className="vh">, {t.shell.draft}</span>
        </span>
      ) : null}
      {room.waiting > 0 ? (
        <span className="row-tag">
          <Icon name="clock" size={14} />
          <span className="vh">, {t.shell.waiting(room.waiting)}</span>
        </span>
      ) : null}
    </>
  );
}

const DAY_MS = 86_400_000;

/** Today by the clock, this week by the day, before that by the date. */
export function shortWhen(at: number, now: number = Date.now()): string {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  if (at >= midnight) return clock(at);
  return at >= midnight - 6 * DAY_MS ? shortWeekday(at) : shortDate(at);
}
