/** What a search of the made-up conversations finds, and how far back it says to reach. */
import type { FoundMessage, Outcome, RoomSummary, SearchReach, SearchView, TimelineItem } from '@alcove/client';
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
): Promise<Outcome<SearchView>> {
  if (reach === 'failed') return soon({ ok: false, code: 'internal' }, ANSWER_MS);
  const words = typed
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '');
  const all =
    words.length === 0 ? [] : state.rooms.flatMap((room) => foundIn(room, state.items.get(room.id) ?? [], words));
  const hits = all.toSorted((a, b) => b.at - a.at);
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
