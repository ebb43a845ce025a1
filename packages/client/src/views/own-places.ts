/**
 * How far the person has read and what they half wrote, per room, in memory: as it is on disk, and as their other devices moved it. Says
 * what changed; keeps nothing of what is shown.
 */
import type { FrameId, RoomId } from '@alcove/protocol';
import type { Store } from '@alcove/store';
import type { AccountRuntime } from '../account/runtime.ts';
import { keepDraft } from '../records/kinds/draft.ts';
import { isReadPlaceTold, keepReading } from '../records/kinds/reading.ts';

type Runtime = () => AccountRuntime | null;

export interface OwnPlaces extends ReadPlacesHere, DraftsHere {}

export interface ReadPlacesHere {
  readSeq(room: RoomId): number;
  markRead(room: RoomId, seq: number): Promise<void>;
  markUnread(room: RoomId, frame: FrameId): Promise<void>;
  /** So far it was read before this device came in, unless a device said something else since. */
  readBefore(room: RoomId, seq: number): void;
  /** Its log is another now, and the store knows how much of it was read. */
  reread(room: RoomId): void;
  /** Another device of the account did, on disk already. */
  readElsewhere(room: RoomId, seq: number, back: boolean): void;
}

export interface DraftsHere {
  readonly drafts: ReadonlyMap<RoomId, string>;
  draft(room: RoomId): string;
  /** How often a draft came from another device. */
  draftArrival(room: RoomId): number;
  saveDraft(room: RoomId, text: string): Promise<void>;
  /** It became a message. */
  draftSaid(room: RoomId): void;
  /** Another device of the account wrote it, on disk already. */
  draftElsewhere(room: RoomId, text: string): void;
}

export interface PlaceNews {
  read(room: RoomId, by: 'here' | 'elsewhere'): void;
  drafted(room: RoomId): void;
}

export async function openOwnPlaces(store: Store, runtime: Runtime, news: PlaceNews): Promise<OwnPlaces> {
  const reading = new Map(await store.rooms.reading());
  const drafts = new Map(await store.drafts.all());
  return { ...readPlaces(store, runtime, reading, news), ...draftsHere(runtime, drafts, news) };
}

function readPlaces(store: Store, runtime: Runtime, reading: Map<RoomId, number>, news: PlaceNews): ReadPlacesHere {
  const readSeq = (room: RoomId): number => reading.get(room) ?? 0;

  async function move(room: RoomId, seq: number, how: 'on' | 'back'): Promise<void> {
    const now = runtime();
    if (now === null) return;
    reading.set(room, seq);
    await keepReading(now.context, room, seq, how);
    news.read(room, 'here');
  }

  return {
    readSeq,
    async markRead(room, seq) {
      if (seq > readSeq(room)) await move(room, seq, 'on');
    },
    async markUnread(room, frame) {
      const found = (await store.events.some(room, [frame])).find((row) => row.id === frame);
      if (found?.seq != null) await move(room, found.seq - 1, 'back');
    },
    readBefore(room, seq) {
      const now = runtime();
      if (now === null) return;
      isReadPlaceTold(now.context, room)
        .then((told) => (told || seq <= readSeq(room) ? undefined : move(room, seq, 'on')))
        .catch((error: unknown) => now.context.fault('views', error));
    },
    reread(room) {
      store.rooms
        .reading()
        .then((all) => {
          reading.set(room, all.get(room) ?? 0);
          news.read(room, 'elsewhere');
        })
        .catch((error: unknown) => runtime()?.context.fault('views', error));
    },
    readElsewhere(room, seq, back) {
      reading.set(room, back ? seq : Math.max(seq, readSeq(room)));
      news.read(room, 'elsewhere');
    },
  };
}

function draftsHere(runtime: Runtime, drafts: Map<RoomId, string>, news: PlaceNews): DraftsHere {
  const arrivals = new Map<RoomId, number>();
  const saves = new Map<RoomId, number>();
  const draft = (room: RoomId): string => drafts.get(room) ?? '';

  async function save(room: RoomId, text: string): Promise<void> {
    const now = runtime();
    if (now === null || draft(room) === text) return;
    const mine = (saves.get(room) ?? 0) + 1;
    saves.set(room, mine);
    set(room, text);
    await keepDraft(now.context, room, text);
    // What another device wrote came in between: this is the newer one.
    if (saves.get(room) === mine && draft(room) !== text) set(room, text);
  }

  function set(room: RoomId, text: string): void {
    if (text === '') drafts.delete(room);
    else drafts.set(room, text);
    news.drafted(room);
  }

  return {
    drafts,
    draft,
    draftArrival: (room) => arrivals.get(room) ?? 0,
    saveDraft: save,
    draftSaid(room) {
      save(room, '').catch((error: unknown) => runtime()?.context.fault('views', error));
    },
    draftElsewhere(room, text) {
      if (draft(room) === text) return;
      arrivals.set(room, (arrivals.get(room) ?? 0) + 1);
      set(room, text);
    },
  };
}
