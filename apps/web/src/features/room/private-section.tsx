/** "How this is kept private", in plain words; numbers are for the curious and stay folded. Alarms come first. */
import type { AlarmView, RepairStep, RoomView } from '@alcove/client';
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import { Icon } from '../../ui/sign/icon.tsx';
import { Notice } from '../../ui/sign/notice.tsx';
import { SecretWords } from './secret/secret-words.tsx';
import { date, moment } from '../../words/times.ts';

export function PrivateSection({ room }: { room: RoomView }): ReactElement {
  const deviceCount = room.members.reduce((sum, member) => sum + member.devices.length, 0);
  const calm = room.alarms.every((alarm) => alarm.repair === 'done');
  return (
    <section className="private" aria-labelledby="private-title">
      <h3 id="private-title">{t.rooms.privateTitle}</h3>
      {room.alarms.map((alarm) => (
        <Alarm key={`${alarm.code}:${String(alarm.at)}`} alarm={alarm} />
      ))}
      {room.unopened === 0 ? null : (
        <p className="private-count">
          <Icon name="warning" />
          {t.rooms.unopened(room.unopened)}
        </p>
      )}
      {room.kind === 'secret' ? (
        <SecretWords />
      ) : (
        <>
          <p>{t.rooms.privateBody(deviceCount)}</p>
          <p>{t.rooms.privateChange}</p>
          <p>{historyText(room.history)}</p>
        </>
      )}
      {calm && !room.left ? (
        <p className="private-calm">
          <Icon name="arch-check" />
          {t.rooms.allInOrder}
        </p>
      ) : null}
      <details className="fold">
        <summary>{t.rooms.details}</summary>
        <dl>
          <dt>{t.rooms.round}</dt>
          <dd className="num">{room.epoch}</dd>
          <dt className="private-hint">{t.rooms.roundHint}</dt>
          <dd />
          <dt>{t.rooms.suite}</dt>
          <dd>{room.suite}</dd>
        </dl>
        {room.unopened === 0 ? <p>{t.rooms.unopened(0)}</p> : null}
      </details>
    </section>
  );
}

function historyText({ state, reachesBackTo }: RoomView['history']): string {
  if (state === 'complete') return t.rooms.historyWhole;
  if (state === 'arriving') return t.rooms.historyArriving;
  return reachesBackTo === null ? t.rooms.historyNone : t.rooms.historyFrom(date(reachesBackTo));
}

function Alarm({ alarm }: { alarm: AlarmView }): ReactElement {
  const more = { trying: t.rooms.repairing, none: t.rooms.noRepair(alarm.code), done: t.rooms.repaired }[alarm.repair];
  return (
    <>
      <Notice tone={alarm.repair === 'none' ? 'brick' : 'plain'} more={`${moment(alarm.at, Date.now())}. ${more}`}>
        {t.rooms.alarm(alarm.code)}
      </Notice>
      {alarm.step === null ? null : <Steps at={alarm.step} />}
    </>
  );
}

const STEPS: readonly RepairStep[] = ['fetch', 'drain', 'rejoin', 'ask-devices'];

function Steps({ at }: { at: RepairStep }): ReactElement {
  const now = STEPS.indexOf(at);
  const state = (step: RepairStep, index: number): string => {
    if (step === 'ask-devices') return t.rooms.repairNot;
    return index < now ? t.rooms.repairPassed : index === now ? t.rooms.repairNow : t.rooms.repairLater;
  };
  return (
    <ol className="private-steps" aria-label={t.rooms.repairSteps}>
      {STEPS.map((step, index) => (
        <li key={step} aria-current={index === now ? 'step' : undefined}>
          {t.rooms.repairStep[step]}
          <span>{state(step, index)}</span>
        </li>
      ))}
    </ol>
  );
}
