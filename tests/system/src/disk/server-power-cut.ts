/**
 * Cuts the power of the server's disk, as often as one likes, out of one recorded run under load: at each cut the disk holds what was synced and
 * some of what was not (disk-image.ts), the real server starts on that, and is held to what it had promised until then: accounts that
 * were made, and every frame that was acknowledged, at its place, with its bytes, in one whole chain. It must take new ones too.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { randomBytes } from '@alcove/crypto';
import { startServer, type RunningServer } from '@alcove/server';
import { equalBytes, type Bytes, type FrameId, type RoomId } from '@alcove/protocol';
import type { HeadlessAccount } from '@alcove/testkit/headless';
import { talkers, until } from '../kill-loop.ts';
import { KillLoopDevice } from '../kill-loop-device.ts';
import { DiskImage, type Leftover } from './disk-image.ts';
import { readRecord, recordLength, type DiskEvent, type DiskRecord } from './disk-record.ts';
import { startRecorded, type RecordedServer, type Synchronous } from './recorded-server.ts';
import { acknowledgements, type Acknowledgement } from './said.ts';

export interface PowerPlan {
  readonly cuts: number;
  /** Frames that are acknowledged in each life of the server; there are three, ended by kill, by request, and by kill. */
  readonly framesPerLife: number;
  readonly synchronous?: Synchronous;
  /** What becomes of what was not synced; a mixture when not given. */
  readonly leftover?: Leftover;
  readonly onCut?: (cut: number) => void;
}

export interface PowerVerdict {
  readonly events: number;
  readonly syncs: number;
  readonly acknowledged: number;
  /** Acknowledgements that left before the write they speak of was synced. */
  readonly early: number;
  /** Cuts by how much had been promised before them. */
  readonly cuts: { readonly beforeAnything: number; readonly underLoad: number };
  /** Acknowledged frames that were looked for, over all cuts. */
  readonly checked: number;
  /** Acknowledged frames that a cut lost. */
  readonly lost: number;
  /** Everything else that must not be: a server that does not start, a damaged database, a chain with another head. */
  readonly faults: readonly string[];
  /** The record, played to its end, is the folder as it was: nothing was written past the recorder. */
  readonly complete: boolean;
}

interface Story {
  readonly record: DiskRecord;
  readonly acks: readonly Acknowledgement[];
  readonly bodies: ReadonlyMap<FrameId, Bytes>;
  readonly owner: HeadlessAccount;
  readonly room: RoomId;
  readonly url: string;
  /** When everybody had been told that their account is made. */
  readonly settledAt: number;
  readonly accounts: readonly string[];
  readonly secrets: string;
}

const DEVICES = 6;
const MESSAGES_PER_SECOND = 250;
/** Each body repeats a tag of its own, so that a page of it is found in a write wherever SQLite splits it. */
const TAG = Buffer.from('ALCOVE');
const TAG_BYTES = 16;
const BODY_BYTES = 320;
const SETTLE_WITHIN_MS = 60_000;

export async function cutPower(plan: PowerPlan): Promise<PowerVerdict> {
  const server = await startRecorded(plan.synchronous);
  try {
    const story = await live(server, plan.framesPerLife);
    const { events } = story.record;
    const complete = await isComplete(server, events);
    const judged = await judgeCuts(server, story, plan);
    return {
      events: events.length,
      syncs: events.filter(({ kind }) => kind === 'synced').length,
      acknowledged: story.acks.length,
      early: earlyAcknowledgements(story).length,
      ...judged,
      complete,
    };
  } finally {
    await server.dispose();
  }
}

async function live(server: RecordedServer, framesPerLife: number): Promise<Story> {
  const { process, recordFile } = server;
  const devices = await talkers(process.url, DEVICES);
  const settledBytes = recordLength(recordFile);
  const sent = (): number => devices.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0);
  try {
    for (const [life, end] of (['SIGKILL', 'SIGTERM', 'SIGKILL'] as const).entries()) {
      if (life > 0) await process.start();
      const wanted = sent() + framesPerLife;
      let turn = 0;
      const talking = setInterval(() => devices[turn++ % DEVICES]?.say(newBody()), 1_000 / MESSAGES_PER_SECOND);
      await until(() => sent() >= wanted, SETTLE_WITHIN_MS).finally(() => clearInterval(talking));
      await process.end(end);
    }
  } finally {
    for (const device of devices) device.stop();
  }
  const [first] = devices;
  if (first === undefined) throw new Error('nobody talked');
  const record = readRecord(recordFile);
  const bodies = new Map(devices.flatMap((device) => [...device.sent]));
  return {
    record,
    bodies,
    acks: acknowledgements(record.events).filter(({ id }) => bodies.has(id)),
    owner: first.account,
    room: first.room,
    url: process.url,
    settledAt: record.eventAt(settledBytes),
    accounts: devices.map(({ account }) => account.identity.account),
    secrets: readFileSync(join(server.dataFolder, 'secrets.json'), 'utf8'),
  };
}

function newBody(): Bytes {
  const tag = Buffer.concat([TAG, randomBytes(TAG_BYTES - TAG.length)]);
  return new Uint8Array(Buffer.alloc(BODY_BYTES, tag));
}

/** For each acknowledged frame there is a write of it, and then a sync of that file, before the acknowledgement left. */
function earlyAcknowledgements({ record, acks, bodies }: Story): readonly Acknowledgement[] {
  const syncedAt = new Map<string, number>();
  const waiting = new Map<bigint, Set<string>>();
  for (const [i, event] of record.events.entries()) {
    if (event.kind === 'wrote') {
      const tags = waiting.get(event.file) ?? new Set();
      for (const tag of tagsIn(event.bytes)) tags.add(tag);
      waiting.set(event.file, tags);
    } else if (event.kind === 'synced') {
      for (const tag of waiting.get(event.file) ?? []) if (!syncedAt.has(tag)) syncedAt.set(tag, i);
      waiting.delete(event.file);
    }
  }
  return acks.filter(({ id, at }) => {
    const [tag = ''] = tagsIn(Buffer.from(bodies.get(id) ?? []));
    return (syncedAt.get(tag) ?? Infinity) >= at - 1;
  });
}

function* tagsIn(bytes: Buffer): Generator<string> {
  for (let at = bytes.indexOf(TAG); at !== -1; at = bytes.indexOf(TAG, at + TAG_BYTES)) {
    const tag = bytes.subarray(at, at + TAG_BYTES);
    if (tag.length === TAG_BYTES) yield tag.toString('hex');
  }
}

function isComplete({ disk, dataFolder }: RecordedServer, events: readonly DiskEvent[]): Promise<boolean> {
  const image = new DiskImage(disk);
  for (const event of events) image.happened(event);
  return inFolder(async (target) => {
    image.write(target, 'all');
    // What SQLite maps into memory (-shm) is no part of the record, and no part of what it promises.
    const files = ['alcove.db', 'alcove.db-wal', 'secrets.json'];
    return files.every((name) => readFileSync(join(target, 'data', name)).equals(readFileSync(join(dataFolder, name))));
  });
}

type Judged = Pick<PowerVerdict, 'cuts' | 'checked' | 'lost' | 'faults'>;

async function judgeCuts({ disk }: RecordedServer, story: Story, plan: PowerPlan): Promise<Judged> {
  const { events } = story.record;
  const image = new DiskImage(disk);
  const moments = Array.from({ length: plan.cuts }, () => momentOf(story)).toSorted((a, b) => a - b);
  const faults: string[] = [];
  const cuts = { beforeAnything: 0, underLoad: 0 };
  let [checked, lost, played] = [0, 0, 0];
  for (const [cut, moment] of moments.entries()) {
    for (; played < moment; played++) image.happened(events[played] ?? { kind: 'unlinked', path: '' });
    const leftover = plan.leftover ?? mixture(cut);
    const found = await inFolder(async (target) => {
      image.write(target, leftover);
      return startOn(join(target, 'data'), story, moment);
    });
    const where = `cut at event ${String(moment)} of ${String(events.length)}, ${JSON.stringify(leftover)}`;
    faults.push(...found.faults.map((fault) => `${where}: ${fault}`));
    checked += found.checked;
    lost += found.lost;
    cuts[moment < story.settledAt ? 'beforeAnything' : 'underLoad'] += 1;
    plan.onCut?.(cut + 1);
  }
  return { cuts, checked, lost, faults };
}

/** One cut in eight while the server is new, three right behind an acknowledgement, the rest anywhere. */
function momentOf({ record, acks, settledAt }: Story): number {
  const dice = Math.random() * 8;
  if (dice < 1) return below(settledAt);
  if (dice < 4) return acks[below(acks.length)]?.at ?? 0;
  return settledAt + below(record.events.length - settledAt + 1);
}

function mixture(cut: number): Leftover {
  const mode = cut % 4;
  return mode === 0 ? 'none' : mode === 1 ? 'all' : { chance: Math.random() };
}

interface Found {
  readonly checked: number;
  readonly lost: number;
  readonly faults: readonly string[];
}

async function startOn(dataFolder: string, story: Story, moment: number): Promise<Found> {
  const due = story.acks.filter(({ at }) => at <= moment);
  const failed = (...faults: string[]): Found => ({ checked: due.length, lost: due.length, faults });
  let server: RunningServer;
  try {
    const port = Number(new URL(story.url).port);
    server = await startServer({ port, dataFolder, webRoot: null, logLevel: 'silent', limits: { preset: 'off' } });
  } catch (error) {
    return failed(`it does not start: ${String(error)}`);
  }
  let found: Found;
  try {
    const missing = moment < story.settledAt ? [] : missingAccounts(dataFolder, story);
    if (missing.length > 0) found = failed(...missing);
    else if (moment < story.settledAt) found = { checked: 0, lost: 0, faults: [] };
    else found = await askedOverTheWire(story, due);
  } catch (error) {
    found = failed(String(error));
  }
  await server.close();
  const integrity = integrityOf(dataFolder);
  return integrity === 'ok' ? found : { ...found, faults: [...found.faults, `the database is damaged: ${integrity}`] };
}

/** A member's device that knows nothing yet reads the whole log, checks its chain, and says something. */
async function askedOverTheWire({ url, owner, room, bodies }: Story, due: readonly Acknowledgement[]): Promise<Found> {
  const device = new KillLoopDevice(url, owner, room);
  try {
    await until(() => device.drained, SETTLE_WITHIN_MS);
    const lost = due.filter(({ id, seq }) => {
      const [kept, body] = [device.bodyAt(seq), bodies.get(id)];
      return device.log[seq - 1] !== id || kept === undefined || body === undefined || !equalBytes(kept, body);
    });
    const seen = new Set<string>();
    const doubled = device.log.filter((id) => id !== null && seen.size === seen.add(id).size);
    device.say(newBody());
    await until(() => device.drained, SETTLE_WITHIN_MS);
    return {
      checked: due.length,
      lost: lost.length,
      faults: [...device.faults, ...doubled.map((id) => `${String(id)} is there twice`)],
    };
  } finally {
    device.stop();
  }
}

function missingAccounts(dataFolder: string, { accounts, secrets }: Story): string[] {
  const database = new DatabaseSync(join(dataFolder, 'alcove.db'), { readOnly: true });
  const there = new Set(
    database
      .prepare('SELECT id FROM account')
      .all()
      .map(({ id }) => String(id)),
  );
  database.close();
  const faults = accounts.filter((id) => !there.has(id)).map((id) => `account ${id} is gone`);
  if (readFileSync(join(dataFolder, 'secrets.json'), 'utf8') !== secrets) faults.push('the secrets are other ones');
  return faults;
}

function integrityOf(dataFolder: string): string {
  const database = new DatabaseSync(join(dataFolder, 'alcove.db'), { readOnly: true });
  const row = database.prepare('PRAGMA integrity_check').get();
  database.close();
  return String(row?.['integrity_check']);
}

async function inFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'alcove-cut-'));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const below = (limit: number): number => Math.floor(Math.random() * limit);
