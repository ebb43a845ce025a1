/** What an operator offers while one types it: people, conversations, what a message may have in it, days. Pure. */
import type { PersonView, RoomSummary } from '@alcove/client';
import { t } from '@alcove/locales';
import { date } from '../words/times.ts';
import { match } from './match.ts';
import { keyOf, startOf, type Chip, type Having, type Operator, type Typed } from './operators.ts';

export interface Offers {
  readonly people: readonly PersonView[];
  readonly rooms: readonly RoomSummary[];
  readonly me: Pick<PersonView, 'account' | 'name' | 'hue' | 'picture'> & { readonly username: string };
  readonly now: number;
}

export interface Value {
  readonly id: string;
  readonly chip: Chip;
  readonly name: string;
  /** Of `name`, to be underlined. */
  readonly range: readonly [number, number];
  readonly note: string;
  readonly of: Offers['me'] | PersonView | RoomSummary | null;
}

type Candidate = Omit<Value, 'id' | 'range'> & { readonly alsoCalled?: readonly string[] };
const MOST = 8;

/** The best first. */
export function valuesFor(typed: Pick<Typed, 'operator' | 'value'>, offers: Offers): readonly Value[] {
  return fittingFor(typed, offers).slice(0, MOST);
}

function fittingFor({ operator, value }: Pick<Typed, 'operator' | 'value'>, offers: Offers): readonly Value[] {
  const wanted = value.replace(/^[@#]/u, '');
  const typed = operator === 'after' || operator === 'before' ? dayTyped(wanted, offers.now) : null;
  const candidates = typed === null ? candidatesFor(operator, offers) : [dayOf(operator, typed, date(startOf(typed)))];
  return candidates
    .flatMap((candidate) => {
      const fit = typed === null ? fitOf(candidate, wanted) : { rank: 0, range: [0, 0] as const };
      return fit === null ? [] : [{ ...candidate, ...fit, id: `value-${keyOf(candidate.chip)}` }];
    })
    .toSorted((a, b) => a.rank - b.rank);
}

/** What somebody means who goes on typing: the one value that fits, or the one that is called so. */
export function valueMeant(typed: Typed, offers: Offers): Value | null {
  const values = fittingFor(typed, offers);
  const exact = values.filter(({ name, of, chip }) => isCalled(typed.value, name, of, chip));
  return (exact.length === 1 ? exact[0] : values.length === 1 ? values[0] : undefined) ?? null;
}

function isCalled(value: string, name: string, of: Value['of'], chip: Chip): boolean {
  const wanted = value.replace(/^[@#]/u, '').toLowerCase();
  const handle = of === null ? null : 'username' in of ? of.username : of.peer?.username;
  const key = chip.operator === 'has' ? [chip.what] : [];
  return [name.toLowerCase(), handle, ...key].includes(wanted);
}

function fitOf({ name, alsoCalled = [] }: Candidate, wanted: string): (Pick<Value, 'range'> & { rank: number }) | null {
  const inName = match(name, wanted);
  if (inName !== null) return inName;
  const other = alsoCalled.map((each) => match(each, wanted)).find((each) => each !== null && each.rank === 0);
  return other === undefined || other === null ? null : { rank: 1, range: [0, 0] };
}

function candidatesFor(operator: Operator, offers: Offers): readonly Candidate[] {
  switch (operator) {
    case 'from':
      return [byMe(offers.me), ...offers.people.filter(({ account }) => account !== offers.me.account).map(byPerson)];
    case 'in':
      return offers.rooms.toSorted((a, b) => b.lastAt - a.lastAt).map(inRoom);
    case 'has':
      return (Object.keys(t.search.having) as Having[]).map(having);
    case 'after':
    case 'before':
      return daysBefore(offers.now).map(({ day, name }) => dayOf(operator, day, name));
  }
}

const byMe = (me: Offers['me']): Candidate => ({
  chip: { operator: 'from', account: me.account, name: me.name, isMe: true },
  name: t.search.said.you,
  alsoCalled: [me.name, me.username, t.search.me, 'me'],
  note: `@${me.username}`,
  of: me,
});

const byPerson = (person: PersonView): Candidate => ({
  chip: { operator: 'from', account: person.account, name: person.name, isMe: false },
  name: person.name,
  alsoCalled: [person.username],
  note: `@${person.username}`,
  of: person,
});

const inRoom = (room: RoomSummary): Candidate => ({
  chip: { operator: 'in', room: room.id, title: room.title },
  name: room.title,
  alsoCalled: room.peer === null ? [] : [room.peer.username],
  note: room.kind === 'secret' ? t.secret.mark : room.peer === null ? t.shell.jumper.room : `@${room.peer.username}`,
  of: room,
});

const having = (what: Having): Candidate => ({
  chip: { operator: 'has', what },
  name: t.search.having[what].means,
  alsoCalled: [what],
  note: '',
  of: null,
});

function dayOf(operator: Operator, day: string, name: string): Candidate {
  const exact = date(startOf(day));
  const chip: Chip = { operator: operator === 'after' ? 'after' : 'before', day };
  return { chip, name, note: name === exact ? '' : exact, of: null };
}

function daysBefore(now: number): readonly { readonly day: string; readonly name: string }[] {
  const today = new Date(now);
  const [year, month, day] = [today.getFullYear(), today.getMonth(), today.getDate()];
  const { days } = t.search;
  const named: readonly (readonly [Date, string])[] = [
    [new Date(year, month, day), t.timeline.today],
    [new Date(year, month, day - 1), t.timeline.yesterday],
    [new Date(year, month, day - 7), days.week],
    [new Date(year, month, 1), days.month],
    [new Date(year, month - 1, 1), days.lastMonth],
    [new Date(year, 0, 1), days.year],
  ];
  return named.map(([at, name]) => ({ day: isoDay(at.getTime()), name }));
}

/** As days are written in an address: "2026-05-17". */
export function isoDay(at: number): string {
  const day = new Date(at);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(day.getFullYear()).padStart(4, '0')}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** The day that is typed, also a month or a year, which begin on one; null where it is none (the 31st of a short month). */
export function dayTyped(typed: string, now: number): string | null {
  const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/u.exec(typed);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})?$/u.exec(typed);
  if (iso === null && dotted === null) return null;
  const [year, month, day] =
    iso === null
      ? [Number(dotted?.[3] ?? new Date(now).getFullYear()), Number(dotted?.[2]), Number(dotted?.[1])]
      : [Number(iso[1]), Number(iso[2] ?? 1), Number(iso[3] ?? 1)];
  const at = new Date(year, month - 1, day);
  const isOne = at.getFullYear() === year && at.getMonth() === month - 1 && at.getDate() === day;
  return isOne ? isoDay(at.getTime()) : null;
}
