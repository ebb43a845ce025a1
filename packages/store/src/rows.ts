/**
 * Reading rows: every row is checked against a schema when it comes from disk, and sealed columns are opened. A row that does
 * not fit or does not open means a damaged file: StoreError `lost`, naming the table and never a value.
 */
import { bytesSchema, utf8, type Bytes } from '@alcove/protocol';
import type { z } from 'zod';
import { StoreError, type SqlDriver, type SqlValue } from './driver.ts';
import type { Sealer } from './sealer.ts';

/** What repositories are made of. */
export interface Shelf {
  readonly driver: SqlDriver;
  readonly sealer: Sealer;
}

export async function readRows<T>(
  driver: SqlDriver,
  what: string,
  schema: z.ZodType<T>,
  sql: string,
  params: readonly SqlValue[] = [],
): Promise<T[]> {
  const rows = await driver.all(sql, params);
  return rows.map((row) => {
    const parsed = schema.safeParse(row);
    if (parsed.success) return parsed.data;
    throw new StoreError('lost', `${what}: a row has the wrong shape`);
  });
}

export async function readRow<T>(
  driver: SqlDriver,
  what: string,
  schema: z.ZodType<T>,
  sql: string,
  params: readonly SqlValue[] = [],
): Promise<T | null> {
  const [row] = await readRows(driver, what, schema, sql, params);
  return row ?? null;
}

/** `place` is table and key of the row, for example `drafts/<room>`. */
export function openColumn({ sealer }: Shelf, place: string, sealed: Uint8Array): Bytes {
  let plain: Uint8Array;
  try {
    plain = sealer.open(place, sealed);
  } catch {
    throw new StoreError('lost', `${place.split('/')[0] ?? ''}: a sealed column does not open`);
  }
  return bytesSchema.parse(plain);
}

export function sealText({ sealer }: Shelf, place: string, text: string): Uint8Array {
  return sealer.seal(place, utf8(text));
}

const decoder = new TextDecoder();
export function openText(shelf: Shelf, place: string, sealed: Uint8Array): string {
  return decoder.decode(openColumn(shelf, place, sealed));
}

/** SQLite has no truth values. */
export function bit(on: boolean): number {
  return on ? 1 : 0;
}
