/** The quiet rows between messages: day, unread line, the room's beginning. */
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import { Portrait } from '../../../ui/sign/portrait.tsx';
import { Crest } from '../../../ui/sign/small.tsx';
import { Isolated } from '../../../words/isolated.tsx';
import { date, dayName, moment } from '../../../words/times.ts';
import { useTalk, useTalkRoom } from '../talk-context.ts';

export function DayDivider({ at, now }: { at: number; now: number }): ReactElement {
  const { toDay } = useTalk();
  return (
    <h2 className="day">
      <DayButton at={at} now={now} onPress={() => toDay(at)} />
    </h2>
  );
}

/** Leads to another day. Not on the way of the Tab key, which stops in the timeline once: by keyboard, search and the jump box lead there. */
export function DayButton(props: { at: number; now: number; className?: string; onPress: () => void }): ReactElement {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`day-button ${props.className ?? ''}`}
      title={t.search.day.another}
      onClick={props.onPress}
    >
      {dayName(props.at, props.now)}
    </button>
  );
}

export function UnreadLine({ since, now }: { since: number; now: number }): ReactElement {
  return (
    <p className="new-line" role="separator" aria-label={t.timeline.newSince(moment(since, now))}>
      <span className="new-lamp" />
      <span>{t.timeline.newSince(moment(since, now))}</span>
    </p>
  );
}

const beginnings = () => ({
  group: t.timeline.beginning,
  direct: t.timeline.beginningDirect,
  secret: t.secret.beginning,
});

export function Beginning({ at }: { at: number }): ReactElement {
  const { kind, title, peer } = useTalkRoom();
  return (
    <div className="beginning">
      {peer === null ? <Crest size={40} /> : <Portrait person={peer} size={40} />}
      <h2>
        <Isolated>{beginnings()[kind](title)}</Isolated>
      </h2>
      <p>{kind === 'secret' ? t.secret.beginningMore : t.timeline.readFrom(date(at))}</p>
    </div>
  );
}

/** The past goes on before this, and is not on this device. */
export function Past({ at }: { at: number | null }): ReactElement {
  return (
    <div className="past">
      <h2>{t.timeline.incomplete}</h2>
      <p>{at === null ? t.timeline.reachesNowhere : t.timeline.reachesBackTo(date(at))}</p>
    </div>
  );
}

export function Gap(): ReactElement {
  return (
    <p className="past-gap" role="note">
      {t.timeline.gap}
    </p>
  );
}
