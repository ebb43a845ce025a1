/**
 * A long past, laid straight into the sealed database of a device that is switched off: what would take an hour to say is there in
 * seconds. Each room's newest message is said again and again under new ids, at places that the server's log does not have, so
 * this is for measuring how a past is opened and read, and for nothing that syncs.
 */
import { decodeContent, encodeContent } from '@alcove/content';
import type { AccountId, FrameId, RoomId } from '@alcove/protocol';
import type { EventRow } from '@alcove/store';
import { nextFrameId } from '../headless/frame-id.ts';
import { withStored } from './stored.ts';

export interface Past {
  readonly account: AccountId;
  readonly rooms: readonly RoomId[];
  /** Messages in each room. */
  readonly each: number;
  /** Of them, the newest that count as unread, from somebody else. */
  readonly unread: number;
  readonly other: AccountId;
  /** What the message of that number says; without it, what was said last in the room. */
  readonly text?: (n: number) => string;
}

const ROWS_PER_WRITE = 1_000;
/** Beyond what the rooms' logs hold. */
const FIRST_PLACE = 1_000_000;
const MINUTE_MS = 60_000;

/** `folder`: the device's, as `openHouse` gives it. Nobody may have it open. */
export async function layDownPast(folder: string, { account, rooms, each, unread, other, text }: Past): Promise<void> {
  await withStored(folder, account, async (store) => {
    for (const [at, room] of rooms.entries()) {
      const said = (await store.events.newest(room, 1)).rows.findLast(({ type }) => type === 'text');
      if (said === undefined) throw new Error(`nobody has said anything in ${room}`);
      const rows = Array.from({ length: each }, (_, n): EventRow => {
        const isNew = n >= each - unread;
        const place = { seq: FIRST_PLACE + n, at: said.at + n * MINUTE_MS, id: nextFrameId() };
        const content = text === undefined ? said.content : saying(said, place.id, text(at * each + n));
        return { ...said, ...place, content, author: isNew || n % 2 === 1 ? other : account, notice: isNew ? 1 : 0 };
      });
      for (let n = 0; n < rows.length; n += ROWS_PER_WRITE)
        await store.write(rows.slice(n, n + ROWS_PER_WRITE).flatMap((row) => store.events.put(row)));
    }
  });
}

function saying({ content }: EventRow, id: FrameId, body: string): Uint8Array {
  const { envelope } = decodeContent(content);
  return encodeContent({ type: 'text', body, mentions: [] }, { ...envelope, id });
}
