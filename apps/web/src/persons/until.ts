/** When a status ends: what a person may choose, and how it reads. Days and weeks are those of this device’s clock. */
import type { StatusView } from '@alcove/client';
import { clock, shortDate, shortWeekdayAndTime } from '../words/times.ts';

export const UNTILS = ['half', 'hour', 'four', 'today', 'week', 'open'] as const;
export type Until = (typeof UNTILS)[number];

const HOUR_MS = 3_600_000;

/** ms since 1970; null: no end. A week ends with its Sunday. */
export function untilOf(choice: Until, now: number): StatusView['until'] {
  switch (choice) {
    case 'half':
      return now + HOUR_MS / 2;
    case 'hour':
      return now + HOUR_MS;
    case 'four':
      return now + 4 * HOUR_MS;
    case 'today':
      return midnight(now, 1);
    case 'week':
      return midnight(now, 7 - ((new Date(now).getDay() + 6) % 7));
    case 'open':
      return null;
  }
}

/** The beginning of the day so many days on: days are not all of one length. */
function midnight(now: number, days: number): number {
  const day = new Date(now);
  day.setHours(0, 0, 0, 0);
  day.setDate(day.getDate() + days);
  return day.getTime();
}

export function endText(until: number, now: number): string {
  if (until <= midnight(now, 1)) return clock(until);
  return until < midnight(now, 7) ? shortWeekdayAndTime(until) : shortDate(until);
}
