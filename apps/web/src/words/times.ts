/**
 * Times as people read them: in the device's zone and the language in use, exact. Formatters are made once per language. `now` is passed in, so
 * that "Today" is testable and a screen decides when it looks again.
 */
import { languageInUse, t } from '@alcove/locales';

const DAY_MS = 86_400_000;

interface Formats {
  readonly time: Intl.DateTimeFormat;
  readonly weekday: Intl.DateTimeFormat;
  readonly date: Intl.DateTimeFormat;
  readonly dateAndYear: Intl.DateTimeFormat;
  readonly full: Intl.DateTimeFormat;
  readonly shortWeekday: Intl.DateTimeFormat;
  readonly shortWeekdayAndTime: Intl.DateTimeFormat;
  readonly shortDate: Intl.DateTimeFormat;
}
const made = new Map<string, Formats>();

function formats(language: string): Formats {
  const known = made.get(language);
  if (known) return known;
  const fresh: Formats = {
    time: new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' }),
    weekday: new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' }),
    date: new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long' }),
    dateAndYear: new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric' }),
    full: new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' }),
    shortWeekday: new Intl.DateTimeFormat(language, { weekday: 'short' }),
    shortWeekdayAndTime: new Intl.DateTimeFormat(language, { weekday: 'short', hour: '2-digit', minute: '2-digit' }),
    shortDate: new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' }),
  };
  made.set(language, fresh);
  return fresh;
}

function language(): string {
  return languageInUse().locale;
}

/** "08:31". */
export function clock(at: number, lang = language()): string {
  return formats(lang).time.format(at);
}

/** "08:31" also where the language counts to twelve: for a narrow place under a full time that says which half of the day it is. */
export function clockFace(at: number, lang = language()): string {
  const parts = formats(lang).time.formatToParts(at);
  return parts
    .filter(({ type }) => type !== 'dayPeriod')
    .map(({ value }) => value)
    .join('')
    .trim();
}

/** "Today", "Yesterday", "Tuesday, 3 March", with the year when it is another one. */
export function dayName(at: number, now: number, lang = language()): string {
  const days = daysBetween(at, now);
  if (days === 0) return t.timeline.today;
  if (days === 1) return t.timeline.yesterday;
  return sameYear(at, now) ? formats(lang).weekday.format(at) : formats(lang).dateAndYear.format(at);
}

/** "08:20" today, "3 March, 08:20" before: a moment inside a sentence. */
export function moment(at: number, now: number, lang = language()): string {
  if (daysBetween(at, now) === 0) return clock(at, lang);
  const { date, dateAndYear } = formats(lang);
  return `${(sameYear(at, now) ? date : dateAndYear).format(at)}, ${clock(at, lang)}`;
}

/** "today", "yesterday", "3 March", with the year when it is another one: a day at the end of a line. */
export function dayInLine(at: number, now: number, lang = language()): string {
  const days = daysBetween(at, now);
  if (days === 0) return t.devices.list.today;
  if (days === 1) return t.devices.list.yesterday;
  const { date: day, dateAndYear } = formats(lang);
  return (sameYear(at, now) ? day : dateAndYear).format(at);
}

/** "3 March 2026". */
export function date(at: number, lang = language()): string {
  return formats(lang).dateAndYear.format(at);
}

/**
 * A day that is known without its hour, as UTC midnight: "today", "yesterday", "3 March", with the year when it is another one. The
 * day is the calendar's, not the zone's: midnight in Greenwich must not be yesterday in Lisbon's summer.
 */
export function calendarDay(at: number, now: number, lang = language()): string {
  const days = Math.floor(now / DAY_MS) - Math.floor(at / DAY_MS);
  if (days <= 0) return t.devices.list.today;
  if (days === 1) return t.devices.list.yesterday;
  const other = new Date(at).getUTCFullYear() !== new Date(now).getUTCFullYear();
  const shape: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', timeZone: 'UTC' };
  if (other) shape.year = 'numeric';
  return new Intl.DateTimeFormat(lang, shape).format(at);
}

/** "Tue". */
export function shortWeekday(at: number, lang = language()): string {
  return formats(lang).shortWeekday.format(at);
}

/** "Tue, 08:31". */
export function shortWeekdayAndTime(at: number, lang = language()): string {
  return formats(lang).shortWeekdayAndTime.format(at);
}

/** "3 Mar". */
export function shortDate(at: number, lang = language()): string {
  return formats(lang).shortDate.format(at);
}

/** "5,000". */
export function grouped(count: number): string {
  return count.toLocaleString(language());
}

/** With weekday and year, for titles and screen readers. */
export function fullMoment(at: number, lang = language()): string {
  return formats(lang).full.format(at);
}

/** Whole local days from `at` to `now`; daylight-saving days count as one. */
function daysBetween(at: number, now: number): number {
  const day = (ms: number): number => {
    const d = new Date(ms);
    return Date.UTC(d.getFullYear(), d.getMonth(), d.getDate()) / 86_400_000;
  };
  return day(now) - day(at);
}

function sameYear(a: number, b: number): boolean {
  return new Date(a).getFullYear() === new Date(b).getFullYear();
}
