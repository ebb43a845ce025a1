/**
 * How far the person has read and what they half wrote, per room, in memory: as it is on disk, and as their other devices moved it. Says
 * what changed; keeps nothing of what is shown.
 */
import type { FrameId, RoomId } from '@alcove/protocol';
import type { Store } from '@alcove/store';
import type { AccountRuntime } from '../account/runtime.ts';
import { keepDraft } from '../records/kinds/draft.ts';
import { keepReading } from '../records/kinds/reading.ts';

export interface OwnPlaces {
  readonly drafts: ReadonlyMap<RoomId, string>;
  readSeq(room: RoomId): number;
  draft(room: RoomId): string;
  /** How often a draft came from another device. */
  draftArrival(room: RoomId): number;
  saveDraft(room: RoomId, text: string): Promise<void>;
  markRead(room: RoomId, seq: number): Promise<void>;
  markUnread(room: RoomId, frame: FrameId): Promise<void>;
  /** It became a message. */
  draftSaid(room: RoomId): void;
  /** Its log is another now, and the store knows how much of it was read. */
  reread(room: RoomId): void;
  /* what another device of the account did, on disk already */
  readElsewhere(room: RoomId, seq: number, back: boolean): void;
  draftElsewhere(room: RoomId, text: string): void;
}

export interface PlaceNews {
  read(room: RoomId, by: 'here' | 'elsewhere'): void;
  drafted(room: RoomId): void;
}

export async function openOwnPlaces(
  store: Store,
  runtime: () => AccountRuntime | null,
  news: PlaceNews,
): Promise<OwnPlaces> {
  const reading = new Map(await store.rooms.reading());
  const drafts = new Map(await store.drafts.all());
  const arrivals = new Map<RoomId, number>();
  const readSeq = (room: RoomId): number => reading.get(room) ?? 0;
  const draft = (room: RoomId): string => drafts.get(room) ?? '';
  const fault = (error: unknown): void => runtime()?.context.fault('views', error);

  function setDraft(room: RoomId, text: string): void {
    if (text === '') drafts.delete(room);
    else drafts.set(room, text);
    news.drafted(room);
  }

  async function move(room: RoomId, seq: number, how: 'on' | 'back'): Promise<void> {
    const now = runtime();
    if (now === null) return;
    reading.set(room, seq);
    await keepReading(now.context, room, seq, how);
    news.read(room, 'here');
  }

  return {
    drafts,
    readSeq,
    draft,
    draftArrival: (room) => arrivals.get(room) ?? 0,
    async saveDraft(room, text) {
      const now = runtime();
      if (now === null || draft(room) === text) return;
      setDraft(room, text);
      await keepDraft(now.context, room, text);
    },
    async markRead(room, seq) {
      if (seq > readSeq(room)) await move(room, seq, 'on');
    },
    async markUnread(room, frame) {
      const found = (await store.events.some(room, [frame])).find((row) => row.id === frame);
      if (found?.seq != null) await move(room, found.seq - 1, 'back');
    },
    draftSaid(room) {
      const now = runtime();
      if (now === null || draft(room) === '') return;
      setDraft(room, '');
      keepDraft(now.context, room, '').catch(fault);
    },
    reread(room) {
      store.rooms
        .reading()
        .then((all) => {
          reading.set(room, all.get(room) ?? 0);
          news.read(room, 'elsewhere');
        })
        .catch(fault);
    },
    readElsewhere(room, seq, back) {
      reading.set(room, back ? seq : Math.max(seq, readSeq(room)));
      news.read(room, 'elsewhere');
    },
    draftElsewhere(room, text) {
      if (draft(room) === text) return;
      arrivals.set(room, (arrivals.get(room) ?? 0) + 1);
      setDraft(room, text);
    },
  };
}
