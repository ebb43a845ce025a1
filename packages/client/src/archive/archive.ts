/**
 * The account's archive at work on this device: reads what is missing here, writes what is missing there, and says how far the past
 * reaches. One thing at a time, in the background; which device writes is settled by who wrote last and who is quicker.
 */
import type { ArchiveKey } from '@alcove/crypto';
import type { DeviceId, RoomId } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import type { ArchiveView, HistoryView } from '../api/views.ts';
import type { TimerHandle } from '../ports.ts';
import { createLane } from '../rooms/lane.ts';
import type { Room } from '../rooms/room.ts';
import { isBehind } from './build.ts';
import { loadCatalogue, type Catalogue, type Catalogued } from './catalogue.ts';
import { endOf, missingFrom } from './history.ts';
import { epochDue, putArchiveKeys, type Keyring } from './keyring.ts';
import { createReach } from './reach.ts';
import { nameOf, neededOf, showRooms, takeSegment, type Took } from './read.ts';
import { writeSome, type Wrote } from './write.ts';

export interface Archive {
  /** A connection stands. */
  ready(): void;
  /** Another device of the account wrote. */
  changed(): void;
  /**
   * A device was removed, and the vault holds these keys now (`moveArchiveOn` of packages/crypto): what is written from here on is
   * sealed under the newest, which the removed device never had.
   */
  moveOn(keys: readonly ArchiveKey[]): Promise<void>;
  /** A device was removed, and the key that it never had is not here yet. */
  readonly lacksKey: boolean;
  /** Something new is on this device, or was read. */
  moved(room: RoomId): void;
  /** Anything of the room changed: this device came in, its log went on. */
  look(room: RoomId): void;
  history(room: Room): HistoryView;
  view(): ArchiveView;
  stop(): void;
}

/** What is said in a burst goes into one write. */
const WRITER_WAIT_MS = 1_500;
/** Whoever wrote last goes on; the others step in when it does not. */
const OTHERS_WAIT_MS = 10_000;
const RETRY_MS = 30_000;
const AT_ONCE = 4;
/** What is over once a write went through. */
const PASSING: ReadonlySet<string> = new Set(['archive-full', 'archive-key-missing', 'archive-key-old']);

interface Wanted {
  readonly room: RoomId;
  readonly entry: Catalogued;
  readonly number: number;
  readonly newest: boolean;
  readonly at: number;
}

export async function createArchive(
  context: AccountContext,
  deps: {
    readonly keyring: Keyring;
    readonly readSeq: (room: RoomId) => number;
    /** As far as the archive knows it was read: counts where no device said so since. */
    readonly readBefore: (room: RoomId, seq: number) => void;
    readonly isWatched: (room: RoomId) => boolean;
  },
): Promise<Archive> {
  const { keyring, readSeq, isWatched } = deps;
  const catalogue: Catalogue = await loadCatalogue(context, keyring);
  const lane = createLane();
  /** The list is as new as the last thing heard of it. */
  let fresh = false;
  /** Everything the archive offered was looked at once since the app started. */
  let settled = false;
  let code: string | null = null;
  let progress: { left: number; total: number } | null = null;
  let writing = false;
  let timer: { readonly handle: TimerHandle; readonly at: number } | null = null;
  let stopped = false;
  const refused = new Set<string>();
  const absent = new Set<string>();
  const reach = createReach(context);

  const online = (): boolean => context.open && !stopped && context.gateway.state === 'online';
  const run = (work: () => Promise<void>): void =>
    void lane(async () => {
      if (online()) await work();
    }).catch((error: unknown) => context.fault('archive', error));

  function trouble(now: string): void {
    code = now;
    context.changes.app();
  }

  /** False: nothing can be read or written now. */
  async function refresh(): Promise<boolean> {
    if (fresh) return true;
    fresh = true;
    const outcome = await catalogue.refresh();
    if (outcome === 'fits') return true;
    fresh = false;
    if (outcome === 'later') return false;
    trouble(outcome.code);
    // What was rolled back is still of one piece, and can be read and filled up again.
    return outcome.code === 'archive-rolled-back';
  }

  async function catchUp(): Promise<void> {
    const usable = await refresh();
    if (usable && online()) {
      await showRooms(context, catalogue);
      takeReadPlaces();
      await readAll();
    }
    if (online()) settled ||= fresh || code !== null;
    for (const room of context.rooms.all()) context.changes.room(room.id);
    context.changes.app();
    if (!usable) wake(RETRY_MS);
  }

  function takeReadPlaces(): void {
    for (const { room, about } of catalogue.rooms.values())
      if (about !== null && about.read > readSeq(room)) deps.readBefore(room, about.read);
  }

  /** Newest first: of every room the newest segment, then whatever was said last. A room that somebody looks at goes before. */
  function wantedNow(): Wanted[] {
    const all = [...catalogue.rooms.values()].flatMap((entry) =>
      neededOf(context.rooms.get(entry.room), entry)
        .filter(({ number }) => !refused.has(nameOf(entry, number)))
        .map(({ number, at }, depth): Wanted => ({ room: entry.room, entry, number, newest: depth === 0, at })),
    );
    return all.toSorted((a, b) => Number(b.newest) - Number(a.newest) || b.at - a.at);
  }

  async function readAll(): Promise<void> {
    const queue = wantedNow();
    if (queue.length === 0) return;
    progress = { left: queue.length, total: queue.length };
    context.changes.app();
    let moved = false;
    const next = (): Wanted | undefined => {
      const watched = queue.findIndex(({ room }) => isWatched(room));
      return watched === -1 ? queue.shift() : queue.splice(watched, 1)[0];
    };
    const worker = async (): Promise<void> => {
      for (let wanted = next(); wanted !== undefined && online(); wanted = next()) {
        const took = await take(wanted);
        if (took === 'later') return;
        moved ||= took === 'moved';
        progress = { left: queue.length, total: progress?.total ?? 0 };
        context.changes.app();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    progress = null;
    if (moved && online()) {
      fresh = false;
      run(catchUp);
    }
  }

  async function take({ room, entry, number }: Wanted): Promise<Took> {
    const note = entry.manifest.segments.find((each) => each.number === number);
    if (note === undefined) return 'moved';
    const name = nameOf(entry, number);
    const fetched = await takeSegment(context, keyring, room, entry, note);
    // Once it may have been rewritten meanwhile; with the same manifest again it was kept back.
    const took: Took = fetched === 'moved' && absent.has(name) ? { code: 'archive-segment-missing' } : fetched;
    if (took === 'moved') absent.add(name);
    if (typeof took === 'string') return took;
    refused.add(name);
    trouble(took.code);
    const here = context.rooms.get(room);
    if (here !== undefined) context.alarm(here, took.code);
    return took;
  }

  async function flush(): Promise<void> {
    if (!(await refresh())) return wake(RETRY_MS);
    // What is sealed under an older key, the removed device could read.
    if (lacksKey()) return trouble('archive-key-missing');
    await readAll();
    writing = true;
    try {
      let wrote: Wrote = 'more';
      while (wrote === 'more' && online()) wrote = await writeSome(context, { catalogue, keyring, readSeq });
      if (wrote === 'behind') {
        fresh = false;
        await catchUp();
        wake(waitMs());
      } else if (wrote === 'later') wake(RETRY_MS);
      else if (typeof wrote === 'object') trouble(wrote.code);
      else if (code !== null && PASSING.has(code)) code = null;
    } finally {
      writing = false;
      context.changes.app();
    }
  }

  /** Something of it is in the archive and not here, as what did not open here may be. */
  function comesTo(room: Room): boolean {
    const entry = catalogue.rooms.get(room.id);
    return entry !== undefined && neededOf(room, entry).some(({ number }) => !refused.has(nameOf(entry, number)));
  }

  const lagsIn = (room: Room): boolean => isBehind(room, catalogue.rooms.get(room.id), readSeq(room.id));

  function stateNow(): ArchiveView['state'] {
    if (progress !== null) return 'reading';
    if (code !== null) return 'trouble';
    return writing || context.rooms.all().some(lagsIn) ? 'writing' : 'current';
  }

  function waitMs(): number {
    const isMine = catalogue.writer === null || catalogue.writer === context.device || !isOwnDevice(catalogue.writer);
    return isMine ? WRITER_WAIT_MS : OTHERS_WAIT_MS * (0.75 + context.ports.random() / 2);
  }

  function lacksKey(): boolean {
    return keyring.newest.epoch < epochDue(context.lists.all.get(context.me)?.list);
  }

  /** Only those that are still in the list can go on writing. */
  function isOwnDevice(device: DeviceId): boolean {
    return context.lists.all.get(context.me)?.list.devices.some((each) => each.device === device) ?? false;
  }

  function wake(ms: number): void {
    if (stopped) return;
    const at = context.ports.clock.now() + ms;
    if (timer !== null && timer.at <= at) return;
    if (timer !== null) context.ports.clock.clearTimer(timer.handle);
    const ring = (): void => {
      timer = null;
      run(flush);
    };
    timer = { at, handle: context.ports.clock.setTimer(ms, ring) };
  }

  const archive: Archive = {
    ready() {
      fresh = false;
      refused.clear();
      absent.clear();
      run(catchUp);
      wake(waitMs());
    },
    changed() {
      fresh = false;
      run(catchUp);
    },
    async moveOn(keys) {
      await lane(async () => {
        // Under the old key first: what the removed device wrote until now is still believed.
        if (online()) await refresh();
        await context.store.write(await putArchiveKeys(context.store, keys));
        for (const key of keys) keyring.add(key);
        if (online()) await flush();
      });
    },
    get lacksKey() {
      return lacksKey();
    },
    moved(room) {
      reach.moved(room);
      archive.look(room);
    },
    look(id) {
      const room = context.rooms.get(id);
      if (room === undefined || !(lagsIn(room) || comesTo(room))) return;
      wake(waitMs());
      // From here on "everything is kept" is no longer true.
      context.changes.app();
    },
    history(room) {
      const end = endOf(room.history, room.place.seq);
      const missing = missingFrom(room.history, end);
      const comes = comesTo(room);
      const unknown = room.awaiting && !settled;
      if (missing.length === 0 && !comes && !unknown) return COMPLETE;
      return {
        state: comes || !settled ? 'arriving' : 'incomplete',
        reachesBackTo: reach.at(room),
        gaps: missing.map(([first, last]) => ({ first, last })),
      };
    },
    view() {
      return { state: stateNow(), left: progress?.left ?? 0, total: progress?.total ?? 0, code };
    },
    stop() {
      stopped = true;
      if (timer !== null) context.ports.clock.clearTimer(timer.handle);
    },
  };
  return archive;
}

const COMPLETE: HistoryView = { state: 'complete', reachesBackTo: null, gaps: [] };
