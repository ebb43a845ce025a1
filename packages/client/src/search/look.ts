/**
 * From a query to messages: which conversations are meant, which entries of the index fit, and what is shown of those. Covers the
 * conversations of the list, secret ones too, and leaves out what blocked people said.
 */
import { fold } from '@alcove/content';
import type { AccountContext } from '../account/context.ts';
import type { FoundMessage, SearchScope } from '../api/search-views.ts';
import type { RoomSummary } from '../api/views.ts';
import { excerptOf } from './excerpt.ts';
import type { Entry } from './page.ts';
import { fits, isCalled, type Query } from './query.ts';
import type { Said } from './said.ts';

/** The conversations that are meant, chosen ones and those by name. */
export function roomsOf(
  all: readonly RoomSummary[],
  { rooms: wanted }: Query,
  { rooms: chosen }: SearchScope,
): readonly RoomSummary[] {
  if (wanted.length + chosen.length === 0) return all;
  return all.filter(
    ({ id, title, peer }) =>
      chosen.includes(id) || wanted.some((each) => isCalled(title, each) || isCalled(peer?.username ?? '', each)),
  );
}

/** In the order of the entries. */
export function look(
  context: AccountContext,
  entries: readonly Entry[],
  query: Query,
  { people }: SearchScope,
  rooms: readonly RoomSummary[],
): readonly Entry[] {
  const { from, after, before } = query;
  const inside = new Set(rooms.map(({ id }) => id));
  const known = new Map<Entry['author'], boolean>();
  const isBy = (author: Entry['author']): boolean => {
    const wanted = known.get(author) ?? isFrom(context, author, from, people);
    known.set(author, wanted);
    return wanted;
  };
  return entries.filter(
    ({ at, room, author, text }) =>
      at >= (after ?? 0) && at < (before ?? Infinity) && fits(text, query) && inside.has(room) && isBy(author),
  );
}

function isFrom(
  { people, me }: AccountContext,
  author: Entry['author'],
  wanted: readonly string[],
  chosen: readonly Entry['author'][],
): boolean {
  const person = people.view(author);
  if (person.standing === 'blocked') return false;
  if (wanted.length + chosen.length === 0 || chosen.includes(author)) return true;
  if (author === me && wanted.includes('me')) return true;
  return wanted.some((each) => isCalled(person.name, each) || isCalled(person.username, each));
}

/** Newest first; only what still fits as it stands now. */
export function hitsOf(
  { me, people }: AccountContext,
  said: readonly Said[],
  query: Query,
  rooms: readonly RoomSummary[],
): readonly FoundMessage[] {
  const byId = new Map(rooms.map((room) => [room.id, room]));
  const hits = said.flatMap(({ base, draft }): FoundMessage[] => {
    const room = byId.get(base.room);
    if (room === undefined || !fits(fold(draft.text), query)) return [];
    const { id, kind, title, peer } = room;
    const where = { room: { id, kind, title, peer }, id: base.id, at: base.at };
    return [
      { ...where, author: people.view(base.author), mine: base.author === me, ...excerptOf(draft.text, query.needles) },
    ];
  });
  return hits.toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
}
