/** What a search of the made-up conversations finds, and how far back it says to reach. */
import type {
  DayView,
  FoundMessage,
  Outcome,
  RoomSummary,
  SearchReach,
  SearchScope,
  SearchView,
  TimelineItem,
} from '@alcove/client';
import type { RoomId } from './demo-data.ts';
import { soon } from './pace.ts';

export type DemoReach = 'complete' | 'arriving' | 'incomplete' | 'behind' | 'failed';

const SINCE = new Date(2026, 4, 3).getTime();
const REACHES: Readonly<Record<Exclude<DemoReach, 'failed'>, SearchReach>> = {
  complete: { state: 'complete', since: new Date(2024, 2, 11).getTime(), behind: 0 },
  arriving: { state: 'arriving', since: SINCE, behind: 0 },
  incomplete: { state: 'incomplete', since: SINCE, behind: 0 },
  behind: { state: 'complete', since: SINCE, behind: 4_210 },
};
const ANSWER_MS = 10;

export async function demoSearch(
  reach: DemoReach,
  state: { readonly rooms: readonly RoomSummary[]; readonly items: ReadonlyMap<RoomId, readonly TimelineItem[]> },
  typed: string,
  most: number,
  scope: SearchScope,
): Promise<Outcome<SearchView>> {
  if (reach === 'failed') return soon({ ok: false, code: 'internal' }, ANSWER_MS);
  const words = typed
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '' && !word.includes(':'));
  const rooms = state.rooms.filter(({ id }) => scope.rooms.length === 0 || scope.rooms.includes(id));
  const all =
    words.length + scope.people.length === 0
      ? []
      : rooms.flatMap((room) => foundIn(room, state.items.get(room.id) ?? [], words));
  const hits = all
    .filter(({ author }) => scope.people.length === 0 || scope.people.includes(author.account))
    .toSorted((a, b) => b.at - a.at);
  return soon({ ok: true, value: { hits: hits.slice(0, most), total: hits.length, reach: REACHES[reach] } }, ANSWER_MS);
}

function foundIn(room: RoomSummary, items: readonly TimelineItem[], words: readonly string[]): FoundMessage[] {
  return items.flatMap((item) => {
    if (item.kind !== 'message' || item.deleted) return [];
    const text = item.text.replaceAll(/\s+/g, ' ').slice(0, 160);
    const marks = words.map((word) => [text.toLowerCase().indexOf(word), word.length] as const);
    if (marks.some(([at]) => at < 0)) return [];
    const { id, at, author, mine } = item;
    const inOrder = marks.map(([from, length]) => [from, from + length] as const).toSorted((a, b) => a[0] - b[0]);
    return { room, id, at, author, mine, text, marks: inOrder };
  });
}

export async function demoDay(
  reach: DemoReach,
  items: readonly TimelineItem[],
  from: number,
): Promise<Outcome<DayView>> {
  if (reach === 'failed') return soon({ ok: false, code: 'internal' }, ANSWER_MS);
  const found = items.find((item) => item.kind === 'message' && !item.deleted && item.at >= from);
  const { state } = REACHES[reach];
  const since = state === 'complete' ? (items[0]?.at ?? null) : SINCE;
  const value = { found: found === undefined ? null : { id: found.id, at: found.at }, reach: { state, since } };
  return soon({ ok: true, value }, ANSWER_MS);
}
