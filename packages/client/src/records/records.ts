/**
 * The account's sealed records on the server: of every room what another device of the account needs to join by itself, and what the
 * person calls themselves. Written here first and marked dirty, uploaded when connected; a lost compare-and-swap takes the server's version
 * number and tries again.
 */
import { records } from '@alcove/crypto';
import {
  bytesSchema,
  decodeCbor,
  encodeCbor,
  equalBytes,
  fromBase64url,
  toBase64url,
  utf8,
  type Bytes,
  type DeviceId,
  type RoomId,
} from '@alcove/protocol';
import type { RecordRow } from '@alcove/store';
import { z } from 'zod';
import type { AccountContext } from '../account/context.ts';
import { tieNamed } from '../people/ties.ts';
import type { Lane } from '../rooms/lane.ts';
import type { Room } from '../rooms/room.ts';

const StoredRoom = z.strictObject({
  v: z.literal(1),
  key: bytesSchema.refine((b) => b.length === 32),
  title: z.string(),
  topic: z.string(),
});
const StoredProfile = z.strictObject({ v: z.literal(1), displayName: z.string() });
/** When the recovery card was last seen, and when to ask again, ms. */
const StoredDrill = z.strictObject({ v: z.literal(1), checkedAt: z.int().nullable(), askAt: z.int() });
const StoredDevice = z.strictObject({ v: z.literal(1), name: z.string() });
/** Of both the version that was made later counts. */
const SHEETS = ['about', 'picture'] as const;
type SheetName = (typeof SHEETS)[number];
const Sheet = z.looseObject({ at: z.int().nonnegative() });
const MOST_TRIES = 4;

/** What a new device cannot learn from the room itself. */
export interface RoomRecord {
  readonly key: Bytes;
  readonly title: string;
  readonly topic: string;
}

/** Called when the room's key or title changed; only the last state counts. */
export function keepRoomRecord(context: AccountContext, room: Room): void {
  const { title, topic, groupInfoKey } = room.row;
  if (groupInfoKey !== null)
    keep(
      context,
      `room:${room.id}`,
      encodeCbor({ v: 1, key: groupInfoKey, title, topic } satisfies z.input<typeof StoredRoom>),
    );
}

export function keepProfileRecord(context: AccountContext, displayName: string): void {
  keep(context, 'profile', encodeCbor({ v: 1, displayName } satisfies z.input<typeof StoredProfile>));
}

/** What this person said of themselves on whichever device they did it last. */
export function keepSheetRecord(context: AccountContext, which: SheetName, sheet: Bytes): void {
  keep(context, which, sheet);
}

/** Null: there is none, or nothing of this account's. */
export async function sheetRecord(context: AccountContext, which: SheetName): Promise<Bytes | null> {
  const name = records.name(context.recordKey, which);
  const stored = (await allRecords(context)).get(name);
  return stored === undefined ? null : plainOf(context, name, stored);
}

export function keepRecoveryRecord(context: AccountContext, drill: { checkedAt: number | null; askAt: number }): void {
  keep(context, 'recovery', encodeCbor({ v: 1, ...drill } satisfies z.input<typeof StoredDrill>));
}

export function recoveryRecord(context: AccountContext): Promise<z.infer<typeof StoredDrill> | null> {
  return readRecord(context, 'recovery', StoredDrill);
}
/**
 * What a device is called is for the account's own devices alone. What it says of itself and what its person calls it are two records: the
 * device that comes in late with its own name must not write over the given one.
 */
export function keepDeviceName(context: AccountContext, device: DeviceId, name: string, by: 'itself' | 'person'): void {
  keep(context, `${NAMED[by]}:${device}`, encodeCbor({ v: 1, name } satisfies z.input<typeof StoredDevice>));
}

const NAMED = { itself: 'device', person: 'device-called' } as const;

function keep(context: AccountContext, meaning: string, plain: Bytes): void {
  const name = records.name(context.recordKey, meaning);
  context
    .recordLane(() => writeRecord(context, name, plain))
    .catch((error: unknown) => context.fault('records', error));
}

async function writeRecord(context: AccountContext, name: string, plain: Bytes): Promise<void> {
  const before = (await context.store.records.all()).find((row) => row.name === name);
  if (before !== undefined && equalBytes(before.plain, plain)) return;
  const row: RecordRow = { name, version: before?.version ?? 0, dirty: true, plain };
  if (!context.open) return;
  await context.store.write(context.store.records.put(row));
  await upload(context, row);
}

/** A record that was written here before; nothing when it is uploaded already. */
export async function uploadNamed(context: AccountContext, name: string): Promise<void> {
  const row = (await context.store.records.all()).find((each) => each.name === name);
  if (row?.dirty === true && context.open) await upload(context, row);
}

const INCARNATION = 'records-incarnation';

/** With every connection: what could not be uploaded before; all of it when the server's data went back. */
export function uploadRecords(context: AccountContext, incarnation: string): Promise<void> {
  const { store } = context;
  return context.recordLane(async () => {
    const before = await store.secrets.get(INCARNATION);
    const now = utf8(incarnation);
    if (before === null || !equalBytes(before, now)) {
      const rows = before === null ? [] : await store.records.all();
      // Its records and their order are others now.
      context.recordsSeen.records.clear();
      context.recordsSeen.cursor = 0;
      await store.write(
        store.secrets.put(INCARNATION, now),
        ...rows.map((row) => store.records.put({ ...row, dirty: true })),
      );
    }
    for (const row of await context.store.records.all()) if (row.dirty && context.open) await upload(context, row);
  });
}

async function upload(context: AccountContext, row: RecordRow): Promise<void> {
  if (staysHere(context, row)) return;
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
    const stored = (await allRecords(context)).get(row.name);
    if (stored !== undefined && isOvertaken(context, row, stored)) return;
    version = stored?.version ?? version;
  }
}

/** What was answered to whoever asks in a secret room: the other devices are not to know that there is one. */
function staysHere(context: AccountContext, { name, plain }: RecordRow): boolean {
  const tie = tieNamed(context.recordKey, name, plain);
  return tie?.of === 'request' && context.rooms.get(tie.room)?.row.kind === 'secret';
}

/** Decided later on another device: what was decided here is not written over it, and whoever follows the records takes theirs. */
function isOvertaken(context: AccountContext, row: RecordRow, stored: StoredRecord): boolean {
  const plain = plainOf(context, row.name, stored);
  const mine = decidedAt(context, row.name, row.plain);
  const theirs = plain === null ? null : decidedAt(context, row.name, plain);
  return mine !== null && theirs !== null && theirs > mine;
}

/** Null: a record of which the last one written counts. */
function decidedAt({ recordKey }: AccountContext, name: string, plain: Bytes): number | null {
  if (SHEETS.some((which) => name === records.name(recordKey, which))) return decodeCbor(Sheet, plain, 'sheet').at;
  return tieNamed(recordKey, name, plain)?.at ?? null;
}

/** The room as this account's devices keep it for each other. */
export function roomRecord(context: AccountContext, room: RoomId): Promise<RoomRecord | null> {
  return readRecord(context, `room:${room}`, StoredRoom);
}

export function profileRecord(context: AccountContext): Promise<{ readonly displayName: string } | null> {
  return readRecord(context, 'profile', StoredProfile);
}

export async function deviceNames(
  context: AccountContext,
  devices: readonly DeviceId[],
): Promise<ReadonlyMap<DeviceId, string>> {
  const stored = await allRecords(context);
  return new Map(
    devices.flatMap((device) => {
      const record =
        openRecord(context, stored, `${NAMED.person}:${device}`, StoredDevice) ??
        openRecord(context, stored, `${NAMED.itself}:${device}`, StoredDevice);
      return record === null ? [] : [[device, record.name] as const];
    }),
  );
}

async function readRecord<T>(context: AccountContext, meaning: string, schema: z.ZodType<T>): Promise<T | null> {
  return openRecord(context, await allRecords(context), meaning, schema);
}

function openRecord<T>(
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

export interface StoredRecord {
  readonly version: number;
  readonly sealed: string;
}

export interface FetchedRecords {
  readonly records: ReadonlyMap<string, StoredRecord>;
  /** What changes from here on comes after this. */
  readonly cursor: number;
}

/** What this device was told of the records since it connected to this server: the next look asks only for what changed since. */
export interface RecordsSeen {
  readonly lane: Lane;
  readonly records: Map<string, StoredRecord>;
  cursor: number;
}

/** All of them, as the server has them now. One look after the other, so that what one learned the next does not ask for. */
function allRecords(context: AccountContext): Promise<ReadonlyMap<string, StoredRecord>> {
  const seen = context.recordsSeen;
  return seen.lane(async () => {
    const { records: news, cursor } = await fetchRecords(context, seen.cursor);
    for (const [name, record] of news)
      if (record.version >= (seen.records.get(name)?.version ?? 0)) seen.records.set(name, record);
    seen.cursor = Math.max(seen.cursor, cursor);
    return seen.records;
  });
}

export async function fetchRecords(context: AccountContext, from: number): Promise<FetchedRecords> {
  const found = new Map<string, StoredRecord>();
  for (let after = from; ;) {
    const reply = await context.calls.call('records', { after });
    if (reply.kind !== 'ok' || reply.value.records.length === 0) return { records: found, cursor: after };
    for (const { name, version, sealed } of reply.value.records) found.set(name, { version, sealed });
    if (reply.value.cursor <= after) return { records: found, cursor: after };
    after = reply.value.cursor;
  }
}
