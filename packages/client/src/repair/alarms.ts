/** What a room's people are told is wrong with its encryption: one alarm per kind, the newest first, kept over restarts. */
import type { RoomId } from '@alcove/protocol';
import type { SqlStatement, Store } from '@alcove/store';
import type { ReasonCode } from '../api/reasons.ts';
import type { AlarmView } from '../api/views.ts';

/** Raised again, an alarm is new: whatever mended it before did not last. */
export function raise(alarms: readonly AlarmView[], code: ReasonCode, at: number): readonly AlarmView[] {
  const before = alarms.find((alarm) => alarm.code === code);
  const open = before !== undefined && before.repair === 'trying';
  const alarm: AlarmView = { code, at, repair: open ? 'trying' : 'none', step: before?.step ?? null };
  return [alarm, ...alarms.filter((each) => each.code !== code)];
}

/** What somebody wanted here, and left to this device, could not be made: over when they make a change again. */
export const CHANGE_FAILED = 'change-failed';

/** Only people can mend these: by comparing numbers, in person, or by doing it again. */
const FOR_PEOPLE: ReadonlySet<string> = new Set(['identity-changed', 'device-list-forged', CHANGE_FAILED]);

/** Somebody said, elsewhere, that they see another log: one person's word, after which the server is asked once. */
export const APART = 'history-apart';

/** Raised, and neither mended nor for people to mend. */
export function isOpen({ code, repair }: AlarmView): boolean {
  return repair !== 'done' && !FOR_PEOPLE.has(code);
}

/** The repair of everything that is not mended has come this far. `apart`: somebody's word still speaks against the log. */
export function moveRepair(
  alarms: readonly AlarmView[],
  repair: AlarmView['repair'],
  step: AlarmView['step'],
  apart: boolean,
): readonly AlarmView[] {
  return alarms.map((alarm) => {
    if (!isOpen(alarm)) return alarm;
    const stays = alarm.code === APART && apart && repair === 'done';
    return stays ? { ...alarm, repair: 'none', step: 'ask-devices' } : { ...alarm, repair, step };
  });
}

/** What was wrong in this one way is over. */
export function end(alarms: readonly AlarmView[], code: ReasonCode): readonly AlarmView[] {
  return alarms.map((alarm) => (alarm.code === code ? { ...alarm, repair: 'done', step: null } : alarm));
}

/** The rows of those that differ from what is on disk. */
export function alarmStatements(
  store: Store,
  room: RoomId,
  after: readonly AlarmView[],
  before: readonly AlarmView[],
): SqlStatement[] {
  return after.flatMap((alarm) => (before.includes(alarm) ? [] : store.alarms.put({ room, ...alarm })));
}
