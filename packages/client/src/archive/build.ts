/**
 * What one room's archive lacks, as segments to add and to drop. New events go into a new segment that takes small older neighbours
 * along, so that each event is sealed again only a few times and a room never falls into crumbs. A segment that still holds the words
 * of a deleted message is written anew.
 */
import { paddedSize, sealManifest, sealSegment, segmentHash, type ArchiveKey, type SegmentNote } from '@alcove/crypto';
import type { Bytes, FrameId } from '@alcove/protocol';
import type { ManifestRow, Stretch } from '@alcove/store';
import type { AccountContext } from '../account/context.ts';
import type { Room } from '../rooms/room.ts';
import { encodeAbout } from './about.ts';
import type { Catalogued } from './catalogue.ts';
import { archivedOf, encodeSegment, sizeOf, type Archived } from './events.ts';
import { readBy } from './history.ts';
import { holds, without, type Stretches } from './stretches.ts';

export interface RoomChange {
  readonly row: ManifestRow;
  readonly add: readonly { readonly number: number; readonly body: Bytes }[];
  readonly drop: readonly number[];
  /** Sealed bytes, for keeping a write small. */
  readonly bytes: number;
  /** There is more to archive in this room. */
  readonly more: boolean;
}

/** A full segment: with its padding, 64 KiB. */
const FULL = 60_000;
/** So many events are looked at for one change. */
const MOST_EVENTS = 1_000;
const READ_AT_ONCE = 250;

/** What stands in the archive already. */
interface Before {
  readonly numbered: number;
  readonly segments: readonly SegmentNote[];
}

export function coveredBy(entry: Catalogued | undefined): Stretches {
  return (entry?.manifest.segments ?? []).map(({ first, last }): Stretch => [first, last]);
}

/** The stretches this device has and the archive has not. */
export function unarchived(room: Room, entry: Catalogued | undefined): Stretches {
  return without(readBy(room), coveredBy(entry));
}

/** Something is to be written: events, or how far the person has read. */
export function isBehind(room: Room, entry: Catalogued | undefined, read: number): boolean {
  // What is said in a secret room is kept nowhere else.
  if (room.awaiting || room.row.kind === 'secret') return false;
  return unarchived(room, entry).length > 0 || (entry?.about != null && read > entry.about.read);
}

/** Null when the room has nothing to add. Runs in the room's lane. */
export async function buildChange(
  context: AccountContext,
  room: Room,
  entry: Catalogued | undefined,
  { key, read }: { readonly key: ArchiveKey; readonly read: number },
): Promise<RoomChange | null> {
  const [todo] = unarchived(room, entry);
  const before: Before = entry?.manifest ?? { numbered: 0, segments: [] };
  if (todo === undefined) {
    const isRead = entry !== undefined && isBehind(room, entry, read);
    return isRead ? seal(context, room, entry, { before, drop: [], pieces: [], key, read, more: false }) : null;
  }
  const held = readBy(room);
  const gone = await context.store.events.deleted(room.id);
  const deleted = new Set(gone.map(({ id }) => id));
  const fresh = await eventsOf(context, room, todo, deleted);
  const stretch: Stretch = [todo[0], fresh.reached];

  const absorbed = neighbours(before.segments, held, stretch[0], fresh.events);
  const start = absorbed.at(-1)?.first ?? stretch[0];
  const older = start < stretch[0] ? (await eventsOf(context, room, [start, stretch[0] - 1], deleted)).events : [];
  const pieces = cut([...older, ...fresh.events], [start, stretch[1]]);

  const tainted = gone.filter(({ deletion }) => deletion >= stretch[0] && deletion <= stretch[1]).map(({ seq }) => seq);
  const rewritten = before.segments.filter(
    (note) =>
      !absorbed.includes(note) &&
      holds(held, [note.first, note.last]) &&
      tainted.some((seq) => seq >= note.first && seq <= note.last),
  );
  for (const { first, last } of rewritten) {
    const { events, reached } = await eventsOf(context, room, [first, last], deleted, Infinity);
    pieces.push({ stretch: [first, reached], events });
  }
  const drop = [...absorbed, ...rewritten];
  const more = stretch[1] < todo[1] || unarchived(room, entry).length > 1;
  return seal(context, room, entry, { before, drop, pieces, key, read, more });
}

interface Piece {
  readonly stretch: Stretch;
  readonly events: readonly Archived[];
}

interface Read {
  readonly events: readonly Archived[];
  /** Everything up to here was looked at. */
  readonly reached: number;
}

async function eventsOf(
  { store }: AccountContext,
  room: Room,
  [first, last]: Stretch,
  deleted: ReadonlySet<FrameId>,
  most: number = MOST_EVENTS,
): Promise<Read> {
  const events: Archived[] = [];
  for (let at = first; at <= last;) {
    const rows = await store.events.between(room.id, at, last, READ_AT_ONCE);
    for (const row of rows) {
      const archived = archivedOf(row, deleted);
      if (archived !== null) events.push(archived);
    }
    const reached = rows.at(-1)?.seq;
    if (reached == null || rows.length < READ_AT_ONCE) break;
    if (events.length >= most) return { events, reached };
    at = reached + 1;
  }
  return { events, reached: last };
}

/** Small segments right before the new events, newest first, as long as each is no longer than twice what follows it. */
function neighbours(
  segments: readonly SegmentNote[],
  held: Stretches,
  from: number,
  fresh: readonly Archived[],
): SegmentNote[] {
  const taken: SegmentNote[] = [];
  let size = fresh.reduce((sum, each) => sum + sizeOf(each), 0);
  for (let start = from; ;) {
    const note = segments.find(({ last }) => last === start - 1);
    if (note === undefined || !holds(held, [note.first, note.last]) || size + note.size > FULL) return taken;
    const isFree = paddedSize(size + note.size) === paddedSize(size);
    if (!isFree && note.size > 2 * size) return taken;
    taken.push(note);
    size += note.size;
    start = note.first;
  }
}

/** Into pieces of at most a full segment; together they cover the stretch without a hole. */
function cut(events: readonly Archived[], [first, last]: Stretch): Piece[] {
  const pieces: Piece[] = [];
  let start = first;
  let group: Archived[] = [];
  let size = 0;
  for (const event of events) {
    if (group.length > 0 && size + sizeOf(event) > FULL) {
      pieces.push({ stretch: [start, event[0] - 1], events: group });
      start = event[0];
      group = [];
      size = 0;
    }
    group.push(event);
    size += sizeOf(event);
  }
  pieces.push({ stretch: [start, last], events: group });
  return pieces;
}

function seal(
  context: AccountContext,
  room: Room,
  entry: Catalogued | undefined,
  plan: {
    readonly before: Before;
    readonly drop: readonly SegmentNote[];
    readonly pieces: readonly Piece[];
    readonly key: ArchiveKey;
    readonly read: number;
    readonly more: boolean;
  },
): RoomChange {
  const { before, drop, key } = plan;
  const left = before.segments.filter((note) => !drop.includes(note));
  const add: { number: number; body: Bytes }[] = [];
  const segments: SegmentNote[] = [...left];
  let { numbered } = before;
  for (const { stretch, events } of plan.pieces) {
    const [first, last] = stretch;
    const plain = encodeSegment(events);
    const number = ++numbered;
    const previous = segments.filter((note) => note.last < first).toSorted((a, b) => b.last - a.last)[0]?.hash;
    const place = { number, previous: previous ?? new Uint8Array(32), first, last, writer: context.device };
    const body = sealSegment(key, { account: context.me, room: room.id, ...place }, plain);
    add.push({ number, body });
    const at = events.at(-1)?.[1] ?? 0;
    segments.push({ ...place, epoch: key.epoch, hash: segmentHash(body), size: plain.length, at });
  }
  segments.sort((a, b) => a.first - b.first);
  const version = (entry?.version ?? 0) + 1;
  const about = encodeAbout(aboutOf(context, room, entry, plan));
  const sealed = sealManifest(key, { account: context.me, room: room.id, version }, { numbered, segments, about });
  return {
    row: { room: room.id, version, epoch: key.epoch, sealed },
    add,
    drop: drop.map(({ number }) => number),
    bytes: add.reduce((sum, { body }) => sum + body.length, sealed.length),
    more: plan.more,
  };
}

function aboutOf(
  { people }: AccountContext,
  room: Room,
  entry: Catalogued | undefined,
  { pieces, read }: { readonly pieces: readonly Piece[]; readonly read: number },
): Parameters<typeof encodeAbout>[0] {
  const { kind, peer, title, topic, member, groupInfoKey } = room.row;
  if (kind === 'secret') throw new Error('a secret room on its way into the archive');
  const authors = new Set([
    ...(entry?.about?.people ?? []).map(([account]) => account),
    ...pieces.flatMap(({ events }) => events.map(([, , , author]) => author)),
  ]);
  if (peer !== null) authors.add(peer);
  const known = [...authors].flatMap((account) => {
    const username = people.username(account);
    return username === null ? [] : [[account, username, people.view(account).name] as const];
  });
  return {
    kind,
    peer,
    title,
    topic,
    member,
    groupInfoKey,
    origin: room.history.origin ?? entry?.about?.origin ?? null,
    read: Math.max(read, entry?.about?.read ?? 0),
    people: known.map(([account, username, name]) => [account, username, name]),
  };
}
