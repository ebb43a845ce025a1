/** "How this is kept private", in plain words; numbers are for the curious and stay folded. Alarms come first. */
import type { AlarmView, RoomView } from '@alcove/client';
import { en } from '@alcove/locales';
import type { ReactElement } from 'react';
import { Icon } from '../../ui/sign/icon.tsx';
import { Notice } from '../../ui/sign/notice.tsx';
import { date, moment } from '../../words/times.ts';

export function PrivateSection({ room }: { room: RoomView }): ReactElement {
  const deviceCount = room.members.reduce((sum, member) => sum + member.devices.length, 0);
  const calm = room.alarms.every((alarm) => alarm.repair === 'done');
  return (
    <section className="private" aria-labelledby="private-title">
      <h3 id="private-title">{en.rooms.privateTitle}</h3>
      {room.alarms.map((alarm) => (
        <Alarm key={`${alarm.code}:${String(alarm.at)}`} alarm={alarm} />
      ))}
      <p>{en.rooms.privateBody(deviceCount)}</p>
      <p>{en.rooms.privateChange}</p>
      <p>{historyText(room.history)}</p>
      {calm && !room.left ? (
        <p className="private-calm">
          <Icon name="arch-check" />
          {en.rooms.allInOrder}
        </p>
      ) : null}
      <details>
        <summary>{en.rooms.details}</summary>
        <dl>
          <dt>{en.rooms.round}</dt>
          <dd className="num">{room.epoch}</dd>
          <dt className="private-hint">{en.rooms.roundHint}</dt>
          <dd />
          <dt>{en.rooms.suite}</dt>
          <dd>{room.suite}</dd>
        </dl>
        <p>{en.rooms.unopened(room.unopened)}</p>
      </details>
    </section>
  );
}

function historyText({ state, reachesBackTo }: RoomView['history']): string {
  if (state === 'complete') return en.rooms.historyWhole;
  if (state === 'arriving') return en.rooms.historyArriving;
  return reachesBackTo === null ? en.rooms.historyNone : en.rooms.historyFrom(date(reachesBackTo));
}

function Alarm({ alarm }: { alarm: AlarmView }): ReactElement {
  const more = { trying: en.rooms.repairing, none: en.rooms.noRepair, done: en.rooms.repaired }[alarm.repair];
  return (
    <Notice tone={alarm.repair === 'none' ? 'brick' : 'plain'} more={`${moment(alarm.at, Date.now())}. ${more}`}>
      {en.rooms.alarm(alarm.code)}
    </Notice>
  );
}
