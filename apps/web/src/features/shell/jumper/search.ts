/** What the jump box lists for a query: a pure function of what is here. */
import type { PersonView, RoomSummary } from '@alcove/client';
import type { JumpAction } from './jumper.tsx';
import { match } from '../../../searching/match.ts';

interface Found {
  readonly id: string;
  readonly name: string;
  readonly range: readonly [number, number];
  readonly rank: number;
}
export type Hit = Found &
  (
    | { readonly kind: 'room'; readonly room: RoomSummary }
    | { readonly kind: 'person'; readonly person: PersonView }
    | { readonly kind: 'action'; readonly action: JumpAction }
  );

const RECENT = 6;
const MOST = 12;

export function search(
  typed: string,
  all: { rooms: readonly RoomSummary[]; people: readonly PersonView[]; actions: readonly JumpAction[] },
): { readonly places: readonly Hit[]; readonly actions: readonly Hit[] } {
  const sign = typed.trimStart()[0];
  const only = sign === '@' ? 'people' : sign === '#' ? 'rooms' : sign === '>' ? 'actions' : 'all';
  const query = only === 'all' ? typed.trim() : typed.trimStart().slice(1).trim();

  const rooms = all.rooms.toSorted((a, b) => b.lastAt - a.lastAt);
  const direct = new Set(rooms.flatMap(({ kind, peer }) => (kind === 'direct' ? [peer?.account] : [])));
  const strangers = only === 'rooms' ? [] : all.people.filter((person) => !direct.has(person.account));
  const places: Hit[] = [
    ...rooms
      .filter((room) => only === 'all' || (only === 'people') === (room.peer !== null))
      .map((room): Hit | null =>
        hitOf(query, room.title, room.peer?.username, `room-${room.id}`, { kind: 'room', room }),
      )
      .filter((hit) => hit !== null),
    ...strangers
      .map((person): Hit | null =>
        hitOf(query, person.name, person.username, `person-${person.account}`, { kind: 'person', person }),
      )
      .filter((hit) => hit !== null),
  ];
  const actions = all.actions
    .map((action): Hit | null =>
      hitOf(query, action.label, undefined, `action-${action.id}`, { kind: 'action', action }),
    )
    .filter((hit) => hit !== null);
  return {
    places:
      only === 'actions'
        ? []
        : query === '' && only === 'all'
          ? places.slice(0, RECENT)
          : byRank(places).slice(0, MOST),
    actions: only === 'all' || only === 'actions' ? byRank(actions) : [],
  };
}

type Kind<H> = H extends unknown ? Omit<H, keyof Found> : never;

/** By name first; the handle finds people too, without underlining anything in their name. */
function hitOf(query: string, name: string, handle: string | undefined, id: string, what: Kind<Hit>): Hit | null {
  const inName = match(name, query);
  if (inName !== null) return { ...what, id, name, ...inName };
  const inHandle = handle === undefined ? null : match(handle, query);
  return inHandle === null ? null : { ...what, id, name, rank: inHandle.rank + 1, range: [0, 0] };
}

/** Stable: equally good ones stay newest first. */
function byRank(hits: readonly Hit[]): readonly Hit[] {
  return hits.toSorted((a, b) => a.rank - b.rank);
}
