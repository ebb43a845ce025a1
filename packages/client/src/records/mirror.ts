/**
 * The account's sealed records as the server showed them to this device since it connected: asked for by what changed, opened one by
 * one. What this device itself decided and has still to upload is in its store (write.ts).
 */
import { records } from '@alcove/crypto';
import { decodeCbor, fromBase64url, type Bytes } from '@alcove/protocol';
import type { z } from 'zod';
import type { AccountContext } from '../account/context.ts';

export interface StoredRecord {
  readonly version: number;
  readonly sealed: string;
}

/** All of them, as the server has them now. One look after the other, so that what one learned the next does not ask for. */
export function allRecords(context: AccountContext): Promise<ReadonlyMap<string, StoredRecord>> {
  const { seen } = context.records;
  return seen.lane(async () => {
    for (;;) {
      const reply = await context.calls.call('records', { after: seen.cursor });
      seen.whole = reply.kind === 'ok' && reply.value.records.length === 0;
      if (reply.kind !== 'ok' || seen.whole) return seen.records;
      for (const { name, version, sealed } of reply.value.records) {
        if (version < (seen.records.get(name)?.version ?? 0)) continue;
        seen.records.set(name, { version, sealed });
        seen.news.add(name);
      }
      if (reply.value.cursor <= seen.cursor) return seen.records;
      seen.cursor = reply.value.cursor;
    }
  });
}

/** One that a single device at a time writes, and that is read when it is needed. Null: none, or none that can be read here. */
export async function readRecord<T>(context: AccountContext, meaning: string, schema: z.ZodType<T>): Promise<T | null> {
  return openRecord(context, await allRecords(context), meaning, schema);
}

export function openRecord<T>(
  context: AccountContext,
  all: ReadonlyMap<string, StoredRecord>,
  meaning: string,
  schema: z.ZodType<T>,
): T | null {
  const name = records.name(context.recordKey, meaning);
  const stored = all.get(name);
  const plain = stored === undefined ? null : plainOf(context, name, stored);
  if (plain === null) return null;
  try {
    return decodeCbor(schema, plain, 'record');
  } catch {
    return null;
  }
}

/** Null when it was sealed for another place, or not by this account: as good as none. */
export function plainOf(context: AccountContext, name: string, { version, sealed }: StoredRecord): Bytes | null {
  try {
    return records.open(context.recordKey, name, version, fromBase64url(sealed));
  } catch {
    return null;
  }
}
