/**
 * How things stand, out of what this device knows: what is wrong, what is to do, what is being mended. The worst comes first and makes
 * the sentence at the top. Pure.
 */
import type { AppView, DevicesView, StandingView } from '@alcove/client';
import { t } from '@alcove/locales';
import { failureText } from '../../../ui/failure-text.ts';
import type { SectionId } from '../sections.ts';

export type Tone = 'brick' | 'lamp' | 'mending';
type RoomId = StandingView['alarms'][number]['room'];

export interface Point {
  readonly id: string;
  readonly tone: Tone;
  readonly title: string;
  readonly more: string | null;
  /** Where it is dealt with; null where there is nothing to press. */
  readonly go:
    | { readonly to: 'room'; readonly room: RoomId }
    | { readonly to: 'section'; readonly section: SectionId }
    | { readonly to: 'recovery' | 'device' }
    | null;
}

const words = t.security;
/** Nothing was tampered with; somebody has to do something. */
const TO_DO: ReadonlySet<string> = new Set(['archive-full', 'archive-key-missing', 'archive-key-old']);
const ORDER: readonly Tone[] = ['brick', 'lamp', 'mending'];

export function pointsOf(app: AppView, devices: DevicesView | null, standing: StandingView | null): readonly Point[] {
  const points = [...troubles(app), ...roomPoints(standing), ...devicePoints(devices), ...tasks(app)];
  return points.toSorted((a, b) => ORDER.indexOf(a.tone) - ORDER.indexOf(b.tone));
}

/** The one sentence. */
export function sentenceOf(points: readonly Point[]): { readonly tone: Tone | 'calm'; readonly text: string } {
  const [worst] = points;
  if (worst === undefined) return { tone: 'calm', text: words.calm };
  const { tone } = worst;
  const count = points.filter((point) => point.tone === tone).length;
  const text = { brick: words.now(count), lamp: words.toDo(count), mending: words.mending }[tone];
  return { tone, text };
}

function troubles({ trouble, archive, clockSkewMs }: AppView): Point[] {
  const points: Point[] = [];
  if (trouble !== null) {
    const title = failureText({ code: trouble });
    points.push({ id: trouble, tone: 'brick', title, more: null, go: null });
  }
  if (archive.state === 'trouble') {
    const { code } = archive;
    points.push({
      id: 'archive',
      tone: TO_DO.has(code ?? '') ? 'lamp' : 'brick',
      title: words.history,
      more: t.settings.historyTrouble(code ?? ''),
      go: { to: 'section', section: 'history' },
    });
  }
  if (clockSkewMs !== null) {
    points.push({ id: 'clock', tone: 'lamp', title: words.clock, more: t.shell.clockNoticeMore, go: null });
  }
  return points;
}

function roomPoints(standing: StandingView | null): Point[] {
  if (standing === null) return [];
  const alarms = standing.alarms.map(({ room, title, alarm }): Point => {
    const mending = alarm.repair === 'trying';
    return {
      id: `${room}:${alarm.code}`,
      tone: mending ? 'mending' : 'brick',
      title: words.inRoom(title, t.rooms.alarm(alarm.code)),
      more: mending ? t.rooms.repairing : t.rooms.noRepair(alarm.code),
      go: { to: 'room', room },
    };
  });
  const unready = standing.rooms.filter(({ state }) => state === 'waiting').length;
  if (unready === 0) return alarms;
  return [
    ...alarms,
    { id: 'unready', tone: 'mending', title: words.unready(unready), more: words.unreadyMore, go: null },
  ];
}

function devicePoints(devices: DevicesView | null): Point[] {
  const wanting = (devices?.wanting ?? []).map(({ id, state }): Point => ({
    id,
    tone: state === 'forged' ? 'brick' : 'lamp',
    title: t.devices.wanting.task,
    more: t.devices.wanting.taskMore,
    go: { to: 'device' },
  }));
  const fresh = (devices?.devices ?? [])
    .filter(({ isNew }) => isNew)
    .map(({ device, name }): Point => ({
      id: device,
      tone: 'lamp',
      title: t.devices.question.task,
      more: t.devices.question.taskMore(name === '' ? t.devices.list.unnamed : name),
      go: { to: 'device' },
    }));
  return [...wanting, ...fresh];
}

function tasks({ recovery, recoveryCheck }: AppView): Point[] {
  const { recoveryTask, recoveryNoticeMore, drillTask, drillMore } = t.shell;
  if (recovery === 'put-off')
    return [{ id: 'recovery', tone: 'lamp', title: recoveryTask, more: recoveryNoticeMore, go: { to: 'recovery' } }];
  if (!recoveryCheck.due) return [];
  return [{ id: 'drill', tone: 'lamp', title: drillTask, more: drillMore, go: { to: 'section', section: 'recovery' } }];
}
