/** How things stand in the gallery: all well, or an alarm that nobody mended yet. */
import type { StandingView } from '@alcove/client';
import { PEOPLE, roomId } from './demo-data.ts';

export type Standing = 'calm' | 'mending' | 'alarm';
const HOUR = 3_600_000;

export function demoStanding(what: Standing): StandingView {
  const late = what === 'calm' ? 0 : 3;
  const alarm = { code: 'history-forked', at: Date.now() - HOUR, repair: 'none', step: null } as const;
  const mending = { code: 'epoch-missed', at: Date.now() - HOUR, repair: 'trying', step: 'drain' } as const;
  return {
    at: Date.now(),
    rooms: 11,
    unready: 0,
    alarms:
      what === 'calm' ? [] : [{ room: roomId(15), title: 'Tide sensors', alarm: what === 'alarm' ? alarm : mending }],
    verified: [PEOPLE.amara, PEOPLE.lucia].map((person) => ({ ...person, verified: true })),
    days: Array.from({ length: 30 }, (_, day) => ({
      day,
      opened: day % 7 === 6 ? 0 : 180 + ((day * 37) % 211),
      unopened: day === 12 ? late : 0,
    })).filter(({ opened, unopened }) => opened + unopened > 0),
  };
}
