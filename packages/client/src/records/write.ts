/**
 * Writing a record: kept here first and marked dirty, uploaded when connected. A lost compare-and-swap is answered by merging with what
 * the server has, or, where one device at a time writes, by writing over it.
 */
import { records } from '@alcove/crypto';
import { encodeCbor, equalBytes, toBase64url, utf8, type Bytes } from '@alcove/protocol';
import type { RecordRow, SqlStatement } from '@alcove/store';
import type { AccountContext } from '../account/context.ts';
import { tieNamed } from '../people/ties.ts';
import { isKeptHere } from './kept-here.ts';
import { allRecords, plainOf, type StoredRecord } from './mirror.ts';
import type { SharedKind } from './own-records.ts';

const MOST_TRIES = 4;

/** One that a single device at a time writes: only the last state counts. */
export function keepRecord(context: AccountContext, meaning: string, value: unknown): void {
  const name = records.name(context.recordKey, meaning);
  context.records
    .lane(() => put(context, name, () => encodeCbor(value), []))
    .then(
      () => context.records.uploads.soon(name, 'now'),
      (error: unknown) => context.fault('records', error),
    );
}

/**
 * One that is merged. Resolves when it is kept here. `change` gets what is here now, in the lane; the answer null leaves it.
 */
export async function changeShared(
  context: AccountContext,
  meaning: string,
  change: (before: Bytes | null) => Bytes | null,
  how: { readonly pace: 'now' | 'pause'; readonly also?: readonly SqlStatement[] },
): Promise<void> {
  const name = records.name(context.recordKey, meaning);
  const changed = await context.records.lane(() => put(context, name, change, how.also ?? []));
  if (changed) context.records.uploads.soon(name, how.pace);
}

async function put(
  context: AccountContext,
  name: string,
  change: (before: Bytes | null) => Bytes | null,
  also: readonly SqlStatement[],
): Promise<boolean> {
  const before = await context.store.records.get(name);
  const plain = change(before?.plain ?? null);
  if (!context.open) return false;
  if (plain === null || (before !== null && equalBytes(before.plain, plain))) {
    await context.store.write(also);
    return false;
  }
  const row: RecordRow = { name, version: before?.version ?? 0, dirty: true, plain };
  await context.store.write(context.store.records.put(row), also);
  kindOf(context, name, plain)?.adopt(row, before?.plain ?? null, 'here');
  return true;
}

export function kindOf(context: AccountContext, name: string, plain: Bytes): SharedKind | undefined {
  return context.records.kinds.find((kind) => kind.reads(name, plain));
}

/** `later`: there is no connection, or the server takes no more for now; or what stands there cannot be merged by this version. */
export type Uploaded = 'done' | 'later' | 'stuck';

export function uploadRecord(context: AccountContext, name: string): Promise<Uploaded> {
  return context.records.uploads.lane(() => upload(context, name));
}

async function upload(context: AccountContext, name: string): Promise<Uploaded> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const row = context.open ? await context.store.records.get(name) : null;
    if (row?.dirty !== true || staysHere(context, row)) return 'done';
    const version = row.version + 1;
    const sealed = toBase64url(records.seal(context.recordKey, name, version, row.plain));
    const reply = await context.calls.call('putRecord', { name, version, sealed });
    if (reply.kind === 'ok') {
      await settle(context, name, version, row.plain);
    } else {
      if (reply.kind !== 'refused' || reply.error.code !== 'conflict') return 'later';
      if (!(await rebase(context, row, (await allRecords(context)).get(name)))) return 'stuck';
    }
  }
  return 'later';
}

/** What was answered to whoever asks in a secret room: the other devices are not to know that there is one. */
function staysHere(context: AccountContext, { name, plain }: RecordRow): boolean {
  const tie = tieNamed(context.recordKey, name, plain);
  return tie?.of === 'request' && isKeptHere(context, tie.room);
}

/** The server has `sent`; something newer may have been written meanwhile. */
function settle(context: AccountContext, name: string, version: number, sent: Bytes): Promise<void> {
  return context.records.lane(async () => {
    const now = await context.store.records.get(name);
    if (now === null || !context.open) return;
    const row: RecordRow = { ...now, version, dirty: !equalBytes(now.plain, sent) };
    await context.store.write(context.store.records.put(row));
    kindOf(context, name, row.plain)?.adopt(row, row.plain, 'here');
  });
}

/** `refused`: what was not taken. False: what a newer version of Alcove wrote is not written over. */
function rebase(context: AccountContext, refused: RecordRow, stored: StoredRecord | undefined): Promise<boolean> {
  return context.records.lane(async () => {
    const { name } = refused;
    const now = await context.store.records.get(name);
    if (now === null || !context.open) return false;
    // What stands there was followed meanwhile, and merged.
    if (now.version > refused.version) return true;
    const kind = kindOf(context, name, now.plain);
    const theirs = stored === undefined ? null : plainOf(context, name, stored);
    // A server that shows nothing newer, and yet refuses, has something newer.
    const version = stored !== undefined && stored.version > now.version ? stored.version : now.version + 1;
    if (kind !== undefined && theirs !== null) return takeIn(context, kind, { ...now, version }, theirs);
    await context.store.write(context.store.records.put({ ...now, version }));
    return true;
  });
}

/** In the lane. What another device wrote and what is here (`mine`, under their version number) become one. */
export async function takeIn(
  context: AccountContext,
  kind: SharedKind,
  mine: Pick<RecordRow, 'name' | 'version'> & { readonly plain: Bytes | null },
  theirs: Bytes,
): Promise<boolean> {
  const { name, version } = mine;
  const plain = kind.merge(name, mine.plain, theirs);
  if (plain === null) return false;
  const row: RecordRow = { name, version, dirty: !equalBytes(plain, theirs), plain };
  const { store } = context;
  await store.write(store.records.put(row), kind.statements(plain, mine.plain));
  kind.adopt(row, mine.plain, 'elsewhere');
  if (row.dirty) context.records.uploads.soon(name, 'pause');
  return true;
}

const INCARNATION = 'records-incarnation';

/** With every connection, before anything is followed: a server whose data went back is told all of it again. */
export function meetServer(context: AccountContext, incarnation: string): Promise<void> {
  const { store, records: own } = context;
  return own.lane(async () => {
    const before = await store.secrets.get(INCARNATION);
    const now = utf8(incarnation);
    if (before !== null && equalBytes(before, now)) return;
    const rows = before === null ? [] : await store.records.all();
    // Its records and their order are others now.
    own.seen.records.clear();
    own.seen.news.clear();
    own.seen.cursor = 0;
    await store.write(
      store.secrets.put(INCARNATION, now),
      // What stands there under a number may be something else than before: it is merged, not written over.
      ...rows.map((row) => store.records.put({ ...row, version: 0, dirty: true })),
    );
  });
}

/** With every connection: what could not be uploaded before. */
export async function uploadRecords(context: AccountContext): Promise<void> {
  for (const { name, dirty } of await context.store.records.all()) {
    if (!dirty || !context.open) continue;
    if ((await uploadRecord(context, name)) === 'later') context.records.uploads.soon(name, 'pause');
  }
}
