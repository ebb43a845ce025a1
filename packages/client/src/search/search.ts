/**
 * Search over what is on this device. The index says which messages to look at; what is shown is read from the messages themselves, so that
 * what was deleted or changed since is never shown as it was. Owns when the index follows what is said. The server is asked nothing.
 */
import type { AccountContext } from '../account/context.ts';
import type { Archive } from '../archive/archive.ts';
import type { DayView, SearchScope, SearchView } from '../api/search-views.ts';
import type { RoomSummary } from '../api/views.ts';
import type { TimerHandle } from '../ports.ts';
import type { Room } from '../rooms/room.ts';
import { Book } from './book.ts';
import { firstOn } from './day.ts';
import { hitsOf, look, roomsOf } from './look.ts';
import { isBlank, parseQuery } from './query.ts';
import { reachOver } from './reach.ts';
import { readSaid } from './said.ts';

export interface Search {
  /** `rooms`: the conversations to look through. */
  run(typed: string, rooms: readonly RoomSummary[], scope: SearchScope, most: number): Promise<SearchView>;
  day(room: Room, from: number): Promise<DayView>;
  /** Something was said, changed or taken back. */
  moved(): void;
  stop(): Promise<void>;
}

/** What is said in a burst goes onto its pages together. */
const FOLLOW_MS = 2_000;
const FOLLOW_AGAIN_MS = 30_000;
/** Steps of the index that a search waits for; where more is behind, it says so. */
const STEPS_WAITED = 2;
const ALL_STEPS = 1_000_000;

export function createSearch(context: AccountContext, archive: () => Archive): Search {
  const { store, ports } = context;
  let timer: { readonly handle: TimerHandle } | null = null;
  let stopped = false;
  const pause = (): Promise<void> => new Promise((resolve) => ports.clock.setTimer(0, resolve));
  const book = new Book({ store, pause, open: () => context.open && !stopped });

  function later(ms: number): void {
    if (timer !== null || stopped) return;
    const handle = ports.clock.setTimer(ms, () => {
      timer = null;
      book.follow(ALL_STEPS).catch((error: unknown) => {
        context.fault('search', error);
        // The disk refused: it may take it later.
        later(FOLLOW_AGAIN_MS);
      });
    });
    timer = { handle };
  }

  later(FOLLOW_MS);
  return {
    async run(typed, all, scope, most) {
      const query = parseQuery(typed);
      const rooms = roomsOf(all, query, scope);
      await book.follow(STEPS_WAITED);
      const entries = await book.entries();
      const reach = await reachOver(context, archive(), rooms, entries);
      if (isBlank(query) && scope.people.length === 0) return { hits: [], total: 0, reach };
      const found = look(context, entries, query, scope, rooms);
      const shown = found.slice(0, most);
      const said = await readSaid(
        store,
        shown.map(({ doc }) => doc),
      );
      const hits = hitsOf(context, said, query, rooms);
      // What is not as the index says, because it was changed a moment ago, is not counted either.
      return { hits, total: found.length - shown.length + hits.length, reach };
    },
    day: (room, from) => firstOn(context, archive(), room, from),
    moved: () => later(FOLLOW_MS),
    async stop() {
      stopped = true;
      if (timer !== null) ports.clock.clearTimer(timer.handle);
      await book.rest();
    },
  };
}
