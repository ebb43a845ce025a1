/**
 * The stretch of one room that somebody looks at: read from the store once, then kept up by what is opened or sent. Grows at the old
 * end on demand. Never reads the room again for a message.
 */
import type { FrameId, RoomId } from '@alcove/protocol';
import type { EventRow, MarkRow, Store } from '@alcove/store';
import type { EventNews } from '../account/context.ts';
import type { HistoryView, TimelineView } from '../api/views.ts';
import { kept } from '../timeline/kept.ts';
import { project, type Projection, type Surroundings } from '../timeline/project.ts';
import { EMPTY_TIMELINE, forget, reduce, withdraw, type TimelineState } from '../timeline/reduce.ts';
import { openedOf } from '../timeline/stored.ts';

export interface TimelineWindow {
  /** Null until the first stretch is read. */
  view(around: Omit<Surroundings, 'from'>, history: HistoryView): TimelineView | null;
  readonly marks: readonly MarkRow[];
  takeNews(news: EventNews): void;
  takeMark(mark: MarkRow): void;
  /** What it shows moved in the log, or is gone: read again, as far back as it reached. */
  reload(): void;
  loadOlder(count: number): Promise<void>;
}

export interface WindowPorts {
  readonly changed: () => void;
  readonly fault: (error: unknown) => void;
  /** Own messages that are shown and not in the store. */
  readonly unstored: () => readonly EventRow[];
}

const FIRST_STRETCH = 60;
/** After everything that has a place. */
const END = Number.MAX_SAFE_INTEGER;
/** The unread line stands some way down the screen: this much is above it, so that it can. */
const BEFORE_UNREAD = 30;

export function openTimelineWindow(
  store: Store,
  room: RoomId,
  read: number,
  { changed, fault, unstored }: WindowPorts,
): TimelineWindow {
  let state: TimelineState = EMPTY_TIMELINE;
  let from: number | null = null;
  let loaded = false;
  let rereading = false;
  let loadingOlder: Promise<void> | null = null;
  let filling: Promise<void> | null = null;
  let unreadFrom: TimelineView['unreadFrom'] = null;
  let marks: readonly MarkRow[] = [];
  let projection: Projection | null = null;
  let last: TimelineView | null = null;
  /** Taken back and not said again yet. */
  const loose = new Set<FrameId>();
  /** What came while a stretch was being read. */
  const early: EventNews[] = [];

  async function load(): Promise<void> {
    const first = await store.events.firstUnread(room, read);
    const stretch = await store.events.newest(room, FIRST_STRETCH, first?.seq);
    marks = await store.marks.of(room);
    state = reduce(state, [...stretch.rows, ...unstored()].map(openedOf));
    from = stretch.from;
    if (first !== null && from !== null && from > first.seq - BEFORE_UNREAD) await older(BEFORE_UNREAD);
    const at = first === null ? undefined : state.events.get(first.id)?.at;
    unreadFrom = first === null || at === undefined ? null : { id: first.id, since: at };
    loaded = true;
    for (const news of early.splice(0)) takeLoaded(news);
    changed();
  }

  /** Read again: own messages wait, and what could not be opened is gone. The rest stays until it has been said again. */
  async function takeBack(after: number): Promise<void> {
    await ready;
    for (const [id, { seq, event }] of state.events) {
      if (seq === null || seq < after || event.type === 'line') continue;
      state = forget(state, id);
      loose.add(id);
    }
    const stretch = await store.events.newest(room, FIRST_STRETCH, from ?? undefined);
    state = reduce(state, [...stretch.rows, ...unstored()].map(openedOf));
    changed();
  }

  function apply({ rows, placed, dropped, undone }: EventNews): void {
    for (const { id } of rows) if (loose.delete(id)) state = forget(state, id);
    if (undone !== null) takeBack(undone).catch(fault);
    state = reduce(state, rows.map(openedOf));
    const moved = placed.flatMap(({ id, seq, at }) => {
      const waiting = state.events.get(id);
      return waiting === undefined ? [] : [{ ...waiting, seq, at, ord: null }];
    });
    state = reduce(state, moved);
    for (const id of dropped) state = withdraw(state, id);
  }

  /**
   * What is older than the window comes out of the archive, and is read from the store when somebody scrolls there: a past that arrives
   * moves nothing on the screen, and one that nobody looks at is not held in memory.
   */
  function takeLoaded(news: EventNews): void {
    const edge = from ?? firstPlace(state) ?? (news.rows.length > FIRST_STRETCH ? END : 0);
    const [inside, before] = partition(news.rows, ({ seq }) => seq === null || seq >= edge);
    if (before.length === 0) return apply(news);
    const named = quotedIn(state);
    const quoted = before.filter(({ id, target }) => named.has(id) || (target !== null && named.has(target)));
    apply({ ...news, rows: [...inside, ...quoted] });
    if (!before.some(({ item }) => item)) return;
    from ??= edge;
    if (state.order.length < FIRST_STRETCH) fill();
  }

  /** The first screen is filled without anybody scrolling. */
  function fill(): void {
    filling ??= older(FIRST_STRETCH - state.order.length)
      .catch(fault)
      .finally(() => {
        filling = null;
        changed();
      });
  }

  let ready = load().catch(fault);

  async function reread(): Promise<void> {
    rereading = true;
    try {
      const { rows, from: start } = await store.events.newest(room, FIRST_STRETCH, from ?? 0);
      state = reduce(EMPTY_TIMELINE, [...rows, ...unstored()].map(openedOf));
      from = from === null ? null : start;
    } finally {
      rereading = false;
    }
    for (const news of early.splice(0)) apply(news);
    changed();
  }

  return {
    get marks() {
      return marks;
    },
    view(surroundings, history) {
      if (!loaded) return null;
      projection = project(state, { ...surroundings, from }, projection);
      const { items } = projection;
      const view: TimelineView = {
        room,
        items,
        hasOlder: from !== null,
        loadingOlder: loadingOlder !== null,
        unreadFrom,
        history: filling === null ? history : { ...history, state: 'arriving' },
      };
      const same =
        last !== null &&
        last.items === items &&
        kept(last.history, view.history) === last.history &&
        last.hasOlder === view.hasOlder &&
        last.loadingOlder === view.loadingOlder;
      last = same ? last : view;
      return last;
    },
    takeNews(news) {
      if (loaded && !rereading) takeLoaded(news);
      else early.push(news);
      changed();
    },
    reload() {
      ready = ready.then(reread).catch(fault);
    },
    takeMark(mark) {
      const before = marks.find(({ device }) => device === mark.device);
      const grown = {
        ...mark,
        delivered: Math.max(mark.delivered, before?.delivered ?? 0),
        read: Math.max(mark.read, before?.read ?? 0),
      };
      marks = [...marks.filter(({ device }) => device !== mark.device), grown];
      changed();
    },
    async loadOlder(count) {
      await ready;
      await filling;
      loadingOlder ??= older(count).finally(() => {
        loadingOlder = null;
        changed();
      });
      changed();
      await loadingOlder;
    },
  };

  async function older(count: number): Promise<void> {
    if (from === null) return;
    const stretch = await store.events.older(room, from, count);
    state = reduce(state, stretch.rows.map(openedOf));
    from = stretch.from;
  }
}

/** Where the oldest item stands; null when nothing has a place. */
function firstPlace({ order, events }: TimelineState): number | null {
  const [first] = order;
  return first === undefined ? null : (events.get(first)?.seq ?? null);
}

/** Messages that others answer and that are not here. */
function quotedIn({ events, entries }: TimelineState): ReadonlySet<FrameId> {
  const asked = [...events.values()].flatMap(({ event }) =>
    event.type === 'text' && event.replyTo !== undefined ? [event.replyTo] : [],
  );
  return new Set(asked.filter((id) => entries.get(id)?.base == null));
}

function partition<T>(all: readonly T[], fits: (one: T) => boolean): [T[], T[]] {
  return [all.filter(fits), all.filter((one) => !fits(one))];
}
