/**
 * Makes the snapshots of one account's rooms and timelines, and keeps what only views need: open windows. Listens to what the account's parts report; reads the store at most once per tick.
 */
import type { AccountId, RoomId } from '@alcove/protocol';
import type { MarkRow, Store } from '@alcove/store';
import type { AccountContext, EventNews } from '../account/context.ts';
import type { AccountRuntime } from '../account/runtime.ts';
import { FAILURE_CODES, type FailureCode } from '../api/outcome.ts';
import type { RoomSummary, RoomView, TimelineView } from '../api/views.ts';
import { heldBy } from '../people/held.ts';
import type { Room } from '../rooms/room.ts';
import { beginWork } from '../rooms/working.ts';
import { kept } from '../timeline/kept.ts';
import type { Surroundings } from '../timeline/project.ts';
import { standingOf, withoutRead } from '../timeline/receipts.ts';
import { openOwnPlaces, type OwnPlaces } from './own-places.ts';
import { roomViewOf } from './room-view.ts';
import { createSummaries, type Summaries } from './summaries.ts';
import { openTimelineWindow, type TimelineWindow } from './timeline-window.ts';
import type { TopicBoard } from './topics.ts';

export interface ViewDesk {
  readonly places: OwnPlaces;
  readonly lastAt: (room: RoomId) => number;
  rooms(): readonly RoomSummary[];
  room(id: RoomId): RoomView | null;
  timeline(id: RoomId): TimelineView | null;
  watchTimeline(id: RoomId): () => void;
  /** All that is here of the room, oldest first. Null: no such room. */
  wholeTimeline(id: RoomId): Promise<TimelineView | null>;
  loadOlder(id: RoomId, count: number): Promise<void>;
  isWatched(id: RoomId): boolean;
  /* what the account's parts report */
  roomChanged(id: RoomId): void;
  eventsChanged(id: RoomId, news: EventNews): void;
  shownAhead(id: RoomId, news: Pick<EventNews, 'rows' | 'dropped'>): void;
  rebuilt(id: RoomId): void;
  markChanged(id: RoomId, mark: MarkRow): void;
  sendStatesChanged(id: RoomId): void;
  connectionChanged(): void;
  peopleChanged(): void;
  settingsChanged(): void;
}

/** Items per read where all of a room is wanted. */
const WHOLE_STRETCH = 2_000;
const NO_ROOMS: readonly RoomSummary[] = [];

export async function openViewDesk(
  store: Store,
  board: TopicBoard,
  runtime: () => AccountRuntime | null,
): Promise<ViewDesk> {
  const views = new Map<RoomId, RoomView>();
  const windows = new Map<RoomId, TimelineWindow>();
  const around = new Map<RoomId, Omit<Surroundings, 'from'>>();
  const stale = new Set<RoomId>();
  /** Rooms whose timeline somebody watches. */
  const wanted = new Set<RoomId>();
  const loading = new Set<RoomId>();
  let summaries: Summaries | null = null;
  let refreshing: Promise<void> | null = null;

  function summariesOf({ context }: AccountRuntime): Summaries {
    if (summaries === null) {
      summaries = createSummaries(store, context.people, context.ties);
      for (const { id } of context.rooms.all()) stale.add(id);
      refresh();
    }
    return summaries;
  }

  /** Last lines and counts are read again, once for everything that came in this turn. */
  function refresh(): void {
    refreshing ??= Promise.resolve()
      .then(async () => {
        while (runtime()?.context.open === true && stale.size > 0) {
          const now = [...stale];
          stale.clear();
          await summaries?.refresh(now);
          board.touch('rooms', null);
        }
      })
      .catch((error: unknown) => runtime()?.context.fault('views', error))
      .finally(() => (refreshing = null));
  }

  function staleRoom(id: RoomId): void {
    stale.add(id);
    if (summaries !== null) refresh();
  }

  /** Replaced, not altered, when something in it changed: items compare by identity. */
  function surroundings({ context }: AccountRuntime, room: Room, window: TimelineWindow): Omit<Surroundings, 'from'> {
    const before = around.get(room.id);
    const others = new Map<AccountId, number>();
    for (const account of room.keys?.policy?.members.keys() ?? []) if (account !== context.me) others.set(account, 0);
    const marks = context.settings.shows('receipts') ? window.marks : withoutRead(window.marks);
    const standing = kept(before?.standing, standingOf(context.me, others, marks));
    const waits = waitsFor(context, room);
    const outbox = new Map(
      room.outgoing.map(({ id, state, reason }) => [
        id,
        { state, reason: state === 'waiting' ? waits : reasonOf(reason) },
      ]),
    );
    const sameOutbox =
      before !== undefined &&
      outbox.size === before.outbox.size &&
      [...outbox].every(([id, now]) => kept(before.outbox.get(id), now) !== now);
    const next = {
      me: context.me,
      people: before?.people ?? ((account: AccountId) => context.people.view(account)),
      standing,
      outbox: sameOutbox ? before.outbox : outbox,
      repairing: room.repairing,
    };
    around.set(room.id, next);
    return next;
  }

  /** The room may not be here yet when somebody begins to watch it: the window opens with the first look. */
  function openWindow(now: AccountRuntime, room: Room): TimelineWindow {
    const { id } = room;
    const window = openTimelineWindow(store, id, places.readSeq(id), {
      changed: () => board.touch('timeline', id),
      fault: (error) => now.context.fault('views', error),
      unstored: () => [...room.unstored.values()],
    });
    windows.set(id, window);
    if (room.keys === null) needKeys(now, room);
    if (now.context.gateway.state === 'online' && !room.awaiting) {
      now.parts.presence.moved(room, 'read');
      now.parts.presence.fetchMarks(room).catch((error: unknown) => now.context.fault('views', error));
    }
    return window;
  }

  function needKeys({ context }: AccountRuntime, room: Room): void {
    if (loading.has(room.id)) return;
    loading.add(room.id);
    room
      .lane(async () => void (await beginWork(context, room)))
      .then(() => desk.roomChanged(room.id))
      .catch((error: unknown) => context.fault('views', error))
      .finally(() => loading.delete(room.id));
  }

  function withTimelines(topic: 'app' | 'settings'): void {
    board.touch(topic, null);
    for (const id of wanted) board.touch('timeline', id);
  }

  const places = await openOwnPlaces(store, runtime, {
    drafted: (id) => desk.roomChanged(id),
    read(id, by) {
      staleRoom(id);
      const room = runtime()?.context.rooms.get(id);
      if (room === undefined) return;
      // Each device tells of itself.
      if (by === 'here') runtime()?.parts.presence.moved(room, 'read');
      runtime()?.parts.archive.moved(id);
    },
  });

  const desk: ViewDesk = {
    places,
    lastAt: (id) => summaries?.lastAt(id) ?? 0,
    rooms() {
      const now = runtime();
      return now === null ? NO_ROOMS : summariesOf(now).list(now.context.rooms.all(), places.drafts);
    },
    room(id) {
      const now = runtime();
      const room = now?.context.rooms.get(id);
      if (now === null || room === undefined) return null;
      if (room.keys === null) needKeys(now, room);
      const fresh = roomViewOf(now.context, room, {
        draft: places.draft(id),
        draftArrival: places.draftArrival(id),
        typing: now.parts.presence.typing(id),
        history: now.parts.archive.history(room),
      });
      const view = kept(views.get(id), fresh);
      views.set(id, view);
      return view;
    },
    timeline(id) {
      const now = runtime();
      const room = now?.context.rooms.get(id);
      if (now === null || room === undefined || !wanted.has(id)) return null;
      const window = windows.get(id) ?? openWindow(now, room);
      return window.view(surroundings(now, room, window), now.parts.archive.history(room));
    },
    watchTimeline(id) {
      wanted.add(id);
      return () => {
        wanted.delete(id);
        windows.delete(id);
        around.delete(id);
      };
    },
    async wholeTimeline(id) {
      const now = runtime();
      const room = now?.context.rooms.get(id);
      if (now === null || room === undefined) return null;
      const window = openTimelineWindow(store, id, places.readSeq(id), {
        changed: () => undefined,
        fault: (error) => now.context.fault('views', error),
        unstored: () => [...room.unstored.values()],
      });
      for (;;) {
        await window.loadOlder(WHOLE_STRETCH);
        const view = window.view(surroundings(now, room, window), now.parts.archive.history(room));
        if (view?.hasOlder !== true || !now.context.open) return view;
      }
    },
    async loadOlder(id, count) {
      await windows.get(id)?.loadOlder(count);
    },
    roomChanged(id) {
      board.touch('room', id);
      board.touch('rooms', null);
      board.touch('app', null);
      // A room that was not here when somebody began to watch it; and how far its past reaches may have changed.
      if (wanted.has(id)) board.touch('timeline', id);
    },
    eventsChanged(id, news) {
      windows.get(id)?.takeNews(news);
      staleRoom(id);
    },
    shownAhead(id, news) {
      windows.get(id)?.takeNews({ ...news, placed: [], undone: null });
    },
    rebuilt(id) {
      windows.get(id)?.reload();
      places.reread(id);
    },
    isWatched: (id) => wanted.has(id),
    markChanged(id, mark) {
      windows.get(id)?.takeMark(mark);
    },
    sendStatesChanged(id) {
      board.touch('timeline', id);
    },
    peopleChanged() {
      for (const [id, before] of around) {
        const now = runtime();
        if (now !== null) around.set(id, { ...before, people: (account) => now.context.people.view(account) });
        board.touch('timeline', id);
      }
      // Whose timeline nobody looks at may still be shown with its people.
      for (const id of views.keys()) board.touch('room', id);
      board.touch('rooms', null);
      board.touch('app', null);
    },
    connectionChanged: () => withTimelines('app'),
    settingsChanged: () => withTimelines('settings'),
  };
  return desk;
}

/** What keeps a room's messages here; null: nothing that is known, they go out with the next step. */
function waitsFor(context: AccountContext, { keys, rest }: Room): FailureCode | null {
  if (keys?.policy != null && heldBy(context, keys.policy).length > 0) return 'identity-changed';
  return context.gateway.state === 'online' ? (rest?.code ?? null) : 'offline';
}

function reasonOf(reason: string | null): FailureCode | null {
  return FAILURE_CODES.find((code) => code === reason) ?? null;
}
