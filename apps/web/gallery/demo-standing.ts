/** How things stand in the gallery: all well, or an alarm that nobody mended yet. */
import type { SecurityView, StandingView } from '@alcove/client';
import { MY_DEVICE, OPENED_AT, PEOPLE, roomId } from './demo-data.ts';

export type Standing = 'calm' | 'mending' | 'alarm';
const HOUR = 3_600_000;

const ROOMS = [
  'Amara Okafor',
  'Boat shed',
  'Ikram Yıldız',
  'Kitchen rota',
  'Storm watch for the western breakwater and the old ferry steps',
  'Tide sensors',
  'Website and maps',
  'יעל ברק',
  'प्रिया राव',
  '김하늘',
  '佐藤 葵',
];

export function demoStanding(what: Standing): StandingView {
  const late = what === 'calm' ? 0 : 3;
  const alarm = { code: 'history-forked', at: OPENED_AT - HOUR, repair: 'none', step: null } as const;
  const mending = { code: 'epoch-missed', at: OPENED_AT - HOUR, repair: 'trying', step: 'drain' } as const;
  return {
    at: OPENED_AT,
    rooms: ROOMS.map((title, at) => ({
      room: roomId(15 + at),
      title,
      epoch: 3 + ((at * 7) % 20),
      state: what !== 'calm' && title === 'Tide sensors' ? 'alarmed' : 'sealed',
      unopened: what !== 'calm' && title === 'Tide sensors' ? late : 0,
    })),
    alarms:
      what === 'calm'
        ? []
        : [
            {
              room: roomId(15 + ROOMS.indexOf('Tide sensors')),
              title: 'Tide sensors',
              alarm: what === 'alarm' ? alarm : mending,
            },
          ],
    verified: [PEOPLE.amara, PEOPLE.lucia].map((person) => ({ ...person, verified: true })),
    line: {
      delayMs: 38,
      connections: [
        { from: OPENED_AT - 3 * HOUR, until: null, lostBy: null },
        { from: OPENED_AT - 5 * HOUR, until: OPENED_AT - 3.02 * HOUR, lostBy: 'network' },
        { from: OPENED_AT - 9 * HOUR, until: OPENED_AT - 5.4 * HOUR, lostBy: 'silence' },
      ],
    },
    days: Array.from({ length: 30 }, (_, day) => ({
      day,
      opened: day % 7 === 6 ? 0 : 180 + ((day * 37) % 211),
      unopened: day === 12 ? late : 0,
    })).filter(({ opened, unopened }) => opened + unopened > 0),
  };
}

const DAY_MS = 86_400_000;

export const demoEvents = (): SecurityView['events'] => [
  { at: OPENED_AT - DAY_MS, kind: 'failed', device: null, count: 6, where: 'new' },
  { at: OPENED_AT - 8 * DAY_MS, kind: 'device-removed', device: MY_DEVICE, count: 1, where: null },
  { at: OPENED_AT - 9 * DAY_MS, kind: 'new-device', device: MY_DEVICE, count: 1, where: 'here' },
  { at: OPENED_AT - 12 * DAY_MS, kind: 'password-changed', device: MY_DEVICE, count: 1, where: 'known' },
];
