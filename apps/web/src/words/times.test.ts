import { withHours } from '@alcove/locales';
import { expect, test } from 'vitest';
import { calendarDay, clock, clockFace, dayName, fullMoment, moment, dayInLine, shortWeekdayAndTime } from './times.ts';

const at = (month: number, day: number, hour: number, minute = 0, year = 2026): number =>
  new Date(year, month - 1, day, hour, minute).getTime();
const now = at(3, 3, 9);

test('times in 24 hours or 12, as the language has it', () => {
  expect(clock(at(3, 3, 8, 5), 'en-GB')).toBe('08:05');
  expect(clock(at(3, 3, 20, 5), 'en-US')).toMatch(/08:05\sPM/);
});

test('in 12 hours or 24 where somebody chose them, wherever a time is written, and nothing else changes', () => {
  const [half, whole] = [withHours('de-AT', '12'), withHours('en-US', '24')];
  for (const write of [clock, fullMoment, shortWeekdayAndTime]) {
    expect(write(at(3, 3, 20, 5), half)).toMatch(/\b0?8:05\sPM/);
    expect(write(at(3, 3, 0, 5), half)).toMatch(/\b12:05\sAM/);
    expect(write(at(3, 3, 20, 5), whole)).toMatch(/\b20:05$/);
    expect(write(at(3, 3, 0, 5), whole)).toMatch(/\b00:05$/);
  }
  expect(clockFace(at(3, 3, 20, 5), half)).toBe('08:05');
  expect(moment(at(2, 20, 20, 5), now, half)).toMatch(/^20\. Februar, 08:05\sPM$/);
  expect(dayName(at(3, 1, 12), now, whole)).toBe(dayName(at(3, 1, 12), now, 'en-US'));
  for (const kept of ['language', '', '13']) expect(withHours('de-AT', kept)).toBe('de-AT');
});

test('a clock’s face has no half of the day', () => {
  expect(clockFace(at(3, 3, 20, 5), 'en-US')).toBe('08:05');
  expect(clockFace(at(3, 3, 20, 5), 'en-GB')).toBe('20:05');
  expect(clockFace(at(3, 3, 20, 5), 'ko')).toBe('08:05');
});

test('a day by its nearest name', () => {
  expect(dayName(at(3, 3, 0), now, 'en-GB')).toBe('Today');
  expect(dayName(at(3, 2, 23, 59), now, 'en-GB')).toBe('Yesterday');
  expect(dayName(at(3, 1, 12), now, 'en-GB')).toMatch(/^Sunday,? 1 March$/);
  expect(dayName(at(12, 31, 12, 0, 2025), now, 'en-GB')).toBe('31 December 2025');
});

test('a day ends at local midnight, also when the clocks change', () => {
  expect(dayName(at(3, 29, 0, 30), at(3, 30, 0, 10), 'en-GB')).toBe('Yesterday');
  expect(dayName(at(10, 25, 0, 30), at(10, 25, 23, 50), 'en-GB')).toBe('Today');
});

test('a day without its hour is the calendar’s, wherever one is', () => {
  const noon = Date.UTC(2026, 2, 3, 12);
  expect(calendarDay(Date.UTC(2026, 2, 3), noon, 'en-GB')).toBe('today');
  expect(calendarDay(Date.UTC(2026, 2, 2), noon, 'en-GB')).toBe('yesterday');
  expect(calendarDay(Date.UTC(2026, 1, 27), noon, 'en-GB')).toBe('27 February');
  expect(calendarDay(Date.UTC(2025, 1, 27), noon, 'en-GB')).toBe('27 February 2025');
});

test('a day inside a line is short, and has its year when it is another one', () => {
  const now = new Date(2026, 4, 3, 9).getTime();
  expect(dayInLine(now - 3_600_000, now, 'en-GB')).toBe('today');
  expect(dayInLine(now - 86_400_000, now, 'en-GB')).toBe('yesterday');
  expect(dayInLine(new Date(2026, 2, 3).getTime(), now, 'en-GB')).toBe('3 March');
  expect(dayInLine(new Date(2024, 2, 3).getTime(), now, 'en-GB')).toBe('3 March 2024');
});

test('a moment names its day only when it is not today', () => {
  expect(moment(at(3, 3, 8, 20), now, 'en-GB')).toBe('08:20');
  expect(moment(at(2, 20, 8, 20), now, 'en-GB')).toBe('20 February, 08:20');
});
