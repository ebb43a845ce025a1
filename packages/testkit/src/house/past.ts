/**
 * A long past, laid straight into the sealed database of a device that is switched off: what would take an hour to say is there in
 * seconds. Each room's newest message is said again and again under new ids, at places that the server's log does not have, so
 * this is for measuring how a past is opened and read, and for nothing that syncs.
 */
import { join } from 'node:path';
import { openAccountStore } from '@alcove/client/account-store';
import { createKeyFile, createNodeDatabases } from '@alcove/platform-node';
import type { AccountId, RoomId } from '@alcove/protocol';
import type { EventRow } from '@alcove/store';
import { nextFrameId } from '../headless/frame-id.ts';

export interface Past {
  readonly account: AccountId;
  readonly rooms: readonly RoomId[];
  /** Messages in each room. */
  readonly each: number;
  /** Of them, the newest that count as unread, from somebody else. */
  readonly unread: number;
  readonly other: AccountId;
}

const ROWS_PER_WRITE = 1_000;
/** Beyond what the rooms' logs hold. */
const FIRST_PLACE = 1_000_000;
const MINUTE_MS = 60_000;

/** `folder`: the device's, as `openHouse` gives it. Nobody may have it open. */
export async function layDownPast(folder: string, { account, rooms, each, unread, other }: Past): Promise<void> {
  const key = await createKeyFile(join(folder, 'store-key')).load();
  const opened = key === null ? null : await openAccountStore(createNodeDatabases(folder), account, key);
  if (opened === null) throw new Error(`no account to open in ${folder}`);
  const { store, close } = opened;
  try {
    for (const room of rooms) {
      const said = (await store.events.newest(room, 1)).rows.findLast(({ type }) => type === 'text');
      if (said === undefined) throw new Error(`nobody has said anything in ${room}`);
      const rows = Array.from({ length: each }, (_, n): EventRow => {
        const isNew = n >= each - unread;
        const place = { seq: FIRST_PLACE + n, at: said.at + n * MINUTE_MS, id: nextFrameId() };
        return { ...said, ...place, author: isNew || n % 2 === 1 ? other : account, notice: isNew ? 1 : 0 };
      });
      for (let n = 0; n < rows.length; n += ROWS_PER_WRITE)
        await store.write(rows.slice(n, n + ROWS_PER_WRITE).flatMap((row) => store.events.put(row)));
    }
  } finally {
    await close();
  }
}
