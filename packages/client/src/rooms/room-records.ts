/**
 * The account's sealed records on the server: today the GroupInfo key of every room, so that another device of the account can
 * join by itself. Written here first and marked dirty, uploaded when connected; a lost compare-and-swap takes the server's version
 * number and tries again.
 */
import { records } from '@alcove/crypto';
import {
  bytesSchema,
  decodeCbor,
  encodeCbor,
  fromBase64url,
  toBase64url,
  type Bytes,
  type RoomId,
} from '@alcove/protocol';
import type { RecordRow } from '@alcove/store';
import { z } from 'zod';
import type { AccountContext } from '../account/context.ts';

const RoomRecord = z.strictObject({ v: z.literal(1), key: bytesSchema.refine((b) => b.length === 32) });
const MOST_TRIES = 4;

export function keepRoomKey(context: AccountContext, room: RoomId, key: Bytes): void {
  const name = records.name(context.recordKey, `room:${room}`);
  void writeRecord(context, name, encodeCbor({ v: 1, key })).catch((error: unknown) =>
    context.ports.report({ where: 'records', error }),
  );
}

async function writeRecord(context: AccountContext, name: string, plain: Bytes): Promise<void> {
  const before = (await context.store.records.all()).find((row) => row.name === name);
  const row: RecordRow = { name, version: before?.version ?? 0, dirty: true, plain };
  if (!context.open) return;
  await context.store.write(context.store.records.put(row));
  await upload(context, row);
}

export async function uploadRecords(context: AccountContext): Promise<void> {
  for (const row of await context.store.records.all()) if (row.dirty) await upload(context, row);
}

async function upload(context: AccountContext, row: RecordRow): Promise<void> {
  let { version } = row;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const sealed = toBase64url(records.seal(context.recordKey, row.name, version + 1, row.plain));
    const reply = await context.calls.call('putRecord', { name: row.name, version: version + 1, sealed });
    if (reply.kind === 'ok') {
      if (context.open)
        await context.store.write(context.store.records.put({ ...row, version: version + 1, dirty: false }));
      return;
    }
    if (reply.kind !== 'refused' || reply.error.code !== 'conflict') return;
    const stored = await fetchRecords(context);
    version = stored.get(row.name)?.version ?? version;
  }
}

/** The GroupInfo key of a room, as this account's devices keep it for each other. */
export async function roomKeyFromRecords(context: AccountContext, room: RoomId): Promise<Bytes | null> {
  const name = records.name(context.recordKey, `room:${room}`);
  const stored = (await fetchRecords(context)).get(name);
  if (stored === undefined) return null;
  try {
    const plain = records.open(context.recordKey, name, stored.version, fromBase64url(stored.sealed));
    return decodeCbor(RoomRecord, plain, 'room record').key;
  } catch {
    return null;
  }
}

interface StoredRecord {
  readonly version: number;
  readonly sealed: string;
}

async function fetchRecords(context: AccountContext): Promise<ReadonlyMap<string, StoredRecord>> {
  const found = new Map<string, StoredRecord>();
  for (let after = 0; ;) {
    const reply = await context.calls.call('records', { after });
    if (reply.kind !== 'ok' || reply.value.records.length === 0) return found;
    for (const { name, version, sealed } of reply.value.records) found.set(name, { version, sealed });
    if (reply.value.cursor <= after) return found;
    after = reply.value.cursor;
  }
}
