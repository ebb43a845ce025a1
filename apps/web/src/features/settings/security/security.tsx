/**
 * Security, one page: how things stand in one sentence, what to look at, then the parts, each leading to where it is dealt with. All
 * of it is what this device knows; looked at again by hand, and when the connection or the devices change.
 */
import type { AppView, DevicesView, PersonView, StandingView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useCallback, useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { PlainButton } from '../../../ui/control/plain-button.tsx';
import { HeadLead, NoticePlace } from '../../../ui/layout/slots.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Icon, type IconName } from '../../../ui/sign/icon.tsx';
import { Notice } from '../../../ui/sign/notice.tsx';
import { Portrait } from '../../../ui/sign/portrait.tsx';
import { SkeletonLine } from '../../../ui/sign/skeleton.tsx';
import { VerifiedMark } from '../../../ui/sign/small.tsx';
import { clock } from '../../../words/times.ts';
import { HappenedList, useHappened } from '../access/happened-list.tsx';
import type { SectionId } from '../sections.ts';
import { Card } from './card.tsx';
import { ConnectionCard } from './connection-card.tsx';
import { DAYS, OpenedCard } from './opened-card.tsx';
import { pointsOf, sentenceOf, type Point, type Tone } from './points.ts';
import { WaysCard } from './ways-card.tsx';
import '../settings.css';
import './security.css';

const words = t.security;
const SIGN: Readonly<Record<Tone | 'calm', IconName>> = {
  calm: 'check',
  mending: 'retry',
  lamp: 'key',
  brick: 'warning',
};
const HAPPENED_HERE = 4;

export interface SecurityProps {
  readonly app: AppView;
  readonly devices: DevicesView | null;
  /** The devices in short, which live beside the settings. */
  readonly deviceLines: ReactNode;
  readonly onRoom: (room: StandingView['alarms'][number]['room']) => void;
  readonly onPerson: (person: PersonView) => void;
  readonly onSection: (section: SectionId) => void;
  readonly onRecovery: () => void;
  /** The dialog that answers what devices ask. */
  readonly onDevice: () => void;
}

export function Security(props: SecurityProps): ReactElement {
  const { app, devices } = props;
  const stands = useStanding(app, devices);
  const { standing, look, pending, failure } = stands;
  const points = pointsOf(app, devices, standing);
  const go = (to: NonNullable<Point['go']>): void => {
    if (to.to === 'room') props.onRoom(to.room);
    else if (to.to === 'section') props.onSection(to.section);
    else if (to.to === 'recovery') props.onRecovery();
    else props.onDevice();
  };
  return (
    <div className="recess shell-recess">
      <header className="head">
        <HeadLead />
        <h1 className="grow">{words.title}</h1>
      </header>
      <div className="set-scroll">
        <div className="sec">
          <Top app={app} devices={devices} standing={standing} points={points} pending={pending} onLook={look} />
          {failure === null ? null : <Notice tone="brick">{failureText(failure)}</Notice>}
          {standing === null && failure === null ? (
            <SkeletonLine width={3} />
          ) : (
            <Parts {...props} {...stands} points={points} onGo={go} />
          )}
        </div>
      </div>
      <NoticePlace />
    </div>
  );
}

interface PartsProps extends SecurityProps, Pick<ReturnType<typeof useStanding>, 'standing' | 'since' | 'looks'> {
  readonly points: readonly Point[];
  readonly onGo: (to: NonNullable<Point['go']>) => void;
}

/** All at once, when it is known how things stand: what there is to look at would push the rest down. */
function Parts(props: PartsProps): ReactElement {
  const { app, standing, since, looks, points, onGo, onSection } = props;
  return (
    <>
      {points.length === 0 ? null : (
        <ul className="sec-points" aria-label={words.points}>
          {points.map((point) => (
            <PointRow key={point.id} point={point} onGo={onGo} />
          ))}
        </ul>
      )}
      <div className="sec-cards">
        <Card
          id="devices"
          title={words.devices}
          aside={<More onPress={() => onSection('devices')}>{words.devicesAll}</More>}
        >
          {props.deviceLines}
        </Card>
        <WaysCard app={app} looks={looks} onSection={onSection} />
        {standing === null ? <SkeletonLine width={3} /> : <OpenedCard {...{ standing, since }} onRoom={props.onRoom} />}
        <ConnectionCard app={app} line={standing?.line ?? null} now={Date.now()} />
        {standing === null ? null : <VerifiedCard people={standing.verified} onPerson={props.onPerson} />}
        {app.me === null ? null : <Happened device={app.me.device} looks={looks} onAll={() => onSection('happened')} />}
      </div>
    </>
  );
}

function Top(props: {
  app: AppView;
  devices: DevicesView | null;
  standing: StandingView | null;
  points: readonly Point[];
  pending: boolean;
  onLook: () => void;
}): ReactElement {
  const { app, standing } = props;
  const sentence = sentenceOf(props.points);
  const count = props.devices?.devices.length ?? 0;
  const at = standing === null ? null : clock(standing.at);
  const away = app.connection.state !== 'online';
  return (
    <section className={`sec-top sec-top-${sentence.tone}`} aria-labelledby="sec-sentence">
      <span className="sec-sign" aria-hidden="true">
        <span>
          <Icon name={SIGN[sentence.tone]} size={24} />
        </span>
      </span>
      <div className="grow" role="status">
        <h2 id="sec-sentence">{standing === null ? words.looking : sentence.text}</h2>
        <p className="set-lead">
          {count === 0 ? '' : `${words.open(count)} `}
          {at === null ? '' : away ? words.offline(at) : words.looked(at)}
        </p>
      </div>
      <Button isPending={props.pending} onPress={props.onLook}>
        {words.again}
      </Button>
    </section>
  );
}

function PointRow({ point, onGo }: { point: Point; onGo: (to: NonNullable<Point['go']>) => void }): ReactElement {
  const { go } = point;
  return (
    <li className={`sec-point sec-point-${point.tone}`}>
      <Icon name={SIGN[point.tone]} />
      <p className="grow">
        {point.title}
        {point.more === null ? null : <span className="notice-more">{point.more}</span>}
      </p>
      {go === null ? null : (
        <Button size="small" onPress={() => onGo(go)}>
          {go.to === 'room' ? words.goRoom : words.go}
        </Button>
      )}
    </li>
  );
}

function More({ children, onPress }: { children: string; onPress: () => void }): ReactElement {
  return (
    <PlainButton className="sec-link" onPress={onPress}>
      {children}
    </PlainButton>
  );
}

function VerifiedCard(props: { people: readonly PersonView[]; onPerson: (person: PersonView) => void }): ReactElement {
  const { people } = props;
  return (
    <Card id="verified" wide title={words.verified} aside={people.length === 0 ? null : String(people.length)}>
      {people.length === 0 ? (
        <p className="set-lead">{words.noneVerified}</p>
      ) : (
        <ul className="sec-people">
          {people.map((person) => (
            <li key={person.account}>
              <PlainButton className="sec-row" onPress={() => props.onPerson(person)}>
                <Portrait person={person} size={32} />
                <span className="grow sec-words">
                  <b>
                    <bdi>{person.name}</bdi> <VerifiedMark person={person} />
                  </b>
                  <small>
                    <bdi>@{person.username}</bdi>
                  </small>
                </span>
                <Icon name="chevron-end" size={16} />
              </PlainButton>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Happened(props: { device: string; looks: number; onAll: () => void }): ReactElement {
  const { events, failure, refresh } = useHappened();
  const { looks } = props;
  useEffect(refresh, [refresh, looks]);
  const shown = (events ?? []).filter(({ kind }) => kind !== 'connected').slice(0, HAPPENED_HERE);
  return (
    <Card id="happened" wide title={words.happened} aside={<More onPress={props.onAll}>{words.happenedAll}</More>}>
      {failure === null ? null : <Notice tone="plain">{failureText(failure)}</Notice>}
      {events !== null && shown.length === 0 ? <p className="set-lead">{t.access.happened.nothing}</p> : null}
      <HappenedList events={shown} device={props.device} />
    </Card>
  );
}

/** Asked for when the page opens, by hand, and when what it depends on moved. */
function useStanding(app: AppView, devices: DevicesView | null) {
  const client = useClient();
  const [since] = useState(firstDay);
  const [standing, setStanding] = useState<StandingView | null>(null);
  const [looks, setLooks] = useState(0);
  const { run, pending, failure } = useCommand(() => client.standing(since));
  const look = useCallback(() => {
    setLooks((count) => count + 1);
    void run().then((outcome) => {
      if (outcome?.ok === true) setStanding(outcome.value);
    });
  }, [run]);
  const { state } = app.connection;
  useEffect(look, [look, state, devices]);
  return { standing, since, looks, look, pending, failure };
}

/** Local midnight, thirty days with today. */
function firstDay(): number {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - DAYS + 1).getTime();
}
