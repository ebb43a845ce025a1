/** The list of conversations: one row per room with its last line and counts, newest first. Rows keep their identity while unchanged. */
import { firstLine } from '@alcove/content';
import type { RoomId } from '@alcove/protocol';
import type { Store, UnreadCount } from '@alcove/store';
import type { PersonView, RoomSummary } from '../api/views.ts';
import type { People } from '../people/people.ts';
import { isAway, shutOf } from '../people/quiet.ts';
import type { Ties } from '../people/ties.ts';
import type { Room } from '../rooms/room.ts';
import { kept } from '../timeline/kept.ts';
import { draftOf, EMPTY_TIMELINE, reduce } from '../timeline/reduce.ts';
import { openedOf } from '../timeline/stored.ts';

interface LastLine {
  readonly author: PersonView['account'] | null;
  readonly text: string;
  readonly at: number;
}

export interface Summaries {
  list(rooms: readonly Room[], drafts: ReadonlyMap<RoomId, string>): readonly RoomSummary[];
  lastAt(room: RoomId): number;
  /** Reads a room's last line and all counts again. */
  refresh(rooms: readonly RoomId[]): Promise<void>;
}

/** The newest item is a message nearly always; else, enough items to find one among lines. */
const LOOK_BACK = [1, 4] as const;

export function createSummaries(store: Store, people: People, ties: Ties): Summaries {
  const lines = new Map<RoomId, LastLine>();
  let counts: ReadonlyMap<RoomId, UnreadCount> = new Map();
  let last: readonly RoomSummary[] = [];

  async function lastLine(room: RoomId): Promise<LastLine> {
    let at = 0;
    for (const count of LOOK_BACK) {
      const { rows } = await store.events.newest(room, count);
      const state = reduce(EMPTY_TIMELINE, rows.map(openedOf));
      for (const id of state.order.toReversed()) {
        const entry = state.entries.get(id);
        at = Math.max(at, entry?.base?.at ?? 0);
        const draft = entry === undefined ? null : draftOf(entry);
        if (draft?.kind === 'message')
          return { author: draft.author, text: draft.deleted ? '' : firstLine(draft.text), at };
      }
      if (rows.length === 0) break;
    }
    return { author: null, text: '', at };
  }

  function summaryOf(room: Room, drafts: ReadonlyMap<RoomId, string>): RoomSummary {
    const line = lines.get(room.id);
    const count = counts.get(room.id);
    const peer = room.row.peer === null ? null : people.view(room.row.peer);
    const said = line?.author == null ? null : people.view(line.author);
    const shut = shutOf({ ties, people }, room);
    const request = shut?.why === 'asking' ? shut.by : null;
    return {
      id: room.id,
      kind: room.row.kind,
      title: peer?.name ?? room.row.title,
      peer,
      lastLine: said === null || said.standing === 'blocked' ? null : { who: said.name, text: line?.text ?? '' },
      lastAt: Math.max(line?.at ?? 0, room.touchedAt),
      unread: count?.unread ?? 0,
      // Whoever asks does not light the lamp.
      lit: request === null ? (count?.lit ?? 0) : 0,
      request,
      draft: drafts.has(room.id),
      waiting: room.outgoing.filter(
        ({ state, acknowledged, event }) => state === 'waiting' && !acknowledged && isSpoken(event.type),
      ).length,
      left: !room.row.member,
    };
  }

  return {
    lastAt: (room) => lines.get(room)?.at ?? 0,
    list(rooms, drafts) {
      const before = new Map(last.map((summary) => [summary.id, summary]));
      const fresh = rooms
        .filter((room) => !isAway({ ties }, room))
        .map((room) => kept(before.get(room.id), summaryOf(room, drafts)));
      last = kept(
        last,
        fresh.toSorted((a, b) => b.lastAt - a.lastAt || (a.id < b.id ? -1 : 1)),
      );
      return last;
    },
    async refresh(rooms) {
      const found = await store.events.unreadCounts();
      counts = new Map(found.map((count) => [count.room, count]));
      for (const room of rooms) lines.set(room, await lastLine(room));
    },
  };
}

const UNSPOKEN: ReadonlySet<string> = new Set(['profile', 'about', 'picture', 'snapshot', 'group-info-key', 'again']);

/** What a person said, as opposed to what the client says for them. */
export function isSpoken(type: string): boolean {
  return !UNSPOKEN.has(type);
}
