/**
 * Takes from the archive what this device does not have: the newest segment of every room first, then the next older ones, so that each
 * conversation can be read at once and its past keeps coming. What arrives both here and from the log is one event: the store keeps
 * the first that has its id. Nothing is taken that the manifest does not name by its hash.
 */
import { CryptoError, openSegment, segmentHash, type SegmentNote } from '@alcove/crypto';
import {
  EMPTY_HEAD,
  equalBytes,
  fromBase64url,
  MalformedError,
  type Bytes,
  type FrameId,
  type RoomId,
} from '@alcove/protocol';
import type { EventRow, SqlStatement, Stretch } from '@alcove/store';
import type { ReasonCode } from '../api/reasons.ts';
import type { AccountContext } from '../account/context.ts';
import { newRoom, type Room } from '../rooms/room.ts';
import { rowOf } from '../timeline/stored.ts';
import { noticeOf } from '../timeline/unread.ts';
import type { Catalogue, Catalogued } from './catalogue.ts';
import { decodeSegment, isWordless } from './events.ts';
import { gain, NOT_FOLLOWED, readBy } from './history.ts';
import type { Keyring } from './keyring.ts';
import { holds } from './stretches.ts';

/** The segments of a room that are not here yet, newest first. */
export function neededOf(room: Room | undefined, entry: Catalogued): readonly SegmentNote[] {
  const held = room === undefined ? [] : readBy(room);
  return entry.manifest.segments.filter(({ first, last }) => !holds(held, [first, last])).toReversed();
}

/** Of a segment, in this version of its room's manifest. */
export function nameOf({ room, version }: Catalogued, number: number): string {
  return `${room}/${String(version)}/${String(number)}`;
}

/** Rooms that are known from the archive alone stand in the list at once; their keys come later, or never (they were left). */
export async function showRooms(context: AccountContext, catalogue: Catalogue): Promise<void> {
  const { store, rooms } = context;
  const statements: SqlStatement[] = [];
  const fresh: Room[] = [];
  for (const { room: id, about, manifest } of catalogue.rooms.values()) {
    if (about === null || rooms.get(id) !== undefined || manifest.segments.length === 0) continue;
    const { kind, peer, title, topic, member, groupInfoKey } = about;
    const row = { room: id, kind, peer, title, topic, groupInfoKey, joinSeq: 0, joinEpoch: 0, member };
    const room = newRoom(row, { seq: 0, head: EMPTY_HEAD });
    room.awaiting = true;
    room.history = NOT_FOLLOWED;
    fresh.push(room);
    statements.push(...store.rooms.put(row), ...store.histories.put({ room: id, ...NOT_FOLLOWED }));
  }
  const learned = peopleOf(context, catalogue);
  await store.write(statements, ...learned.map(({ statements: each }) => each));
  for (const { adopt } of learned) adopt();
  for (const room of fresh) if (rooms.get(room.id) === undefined) rooms.add(room);
  for (const { id } of fresh) context.changes.room(id);
  if (learned.length > 0) context.changes.people();
}

/** Whoever is known by a name of their own keeps it: what is told in the rooms is newer than what was kept of it. */
function peopleOf({ people }: AccountContext, catalogue: Catalogue) {
  const told = new Map(
    [...catalogue.rooms.values()].flatMap(({ about }) => about?.people ?? []).map((each) => [each[0], each]),
  );
  return [...told.values()]
    .filter(([account]) => !people.isNamed(account))
    .map(([account, username, displayName]) =>
      people.learn({ account, username: people.username(account) ?? username, displayName }),
    )
    .filter(({ statements }) => statements.length > 0);
}

export type Took = 'taken' | 'later' | 'moved' | { readonly code: ReasonCode };

/** One segment, fetched and opened. `moved`: the archive was rewritten meanwhile, and the manifest is to be looked at again. */
export async function takeSegment(
  context: AccountContext,
  keyring: Keyring,
  id: RoomId,
  entry: Catalogued,
  note: SegmentNote,
): Promise<Took> {
  const reply = await context.calls.call('archiveSegments', { room: id, numbers: String(note.number) });
  if (reply.kind !== 'ok') return 'later';
  const body = reply.value.segments.find(({ number }) => number === note.number)?.body;
  if (body === undefined) return 'moved';
  const plain = openNoted(context, keyring, id, note, fromBase64url(body));
  if ('code' in plain) return plain;
  try {
    const events = decodeSegment(id, [note.first, note.last], plain.plain);
    await keepSegment(context, id, entry, note, events);
    return 'taken';
  } catch (error) {
    if (error instanceof MalformedError) return { code: 'archive-segment-malformed' };
    throw error;
  }
}

type Plain = { readonly plain: Bytes } | { readonly code: ReasonCode };

function openNoted(context: AccountContext, keyring: Keyring, room: RoomId, note: SegmentNote, sealed: Bytes): Plain {
  if (!equalBytes(segmentHash(sealed), note.hash)) return { code: 'archive-segment-differs' };
  const key = keyring.get(note.epoch);
  if (key === null) return { code: 'archive-key-missing' };
  try {
    return { plain: openSegment(key, { account: context.me, room, ...note }, sealed) };
  } catch (error) {
    if (error instanceof CryptoError) return { code: 'archive-segment-damaged' };
    throw error;
  }
}

async function keepSegment(
  context: AccountContext,
  id: RoomId,
  { about }: Catalogued,
  note: SegmentNote,
  events: ReturnType<typeof decodeSegment>,
): Promise<void> {
  const room = context.rooms.get(id);
  if (room === undefined || !context.open) return;
  const stretch: Stretch = [note.first, note.last];
  // The room's keys stay where they are: a past is read without them.
  await room.lane(async () => {
    const { store } = context;
    const rows = await rowsOf(context, room, events);
    const history = gain(room.history, [stretch], about?.origin ?? null);
    const { unopened, opened } = filledBy(room, stretch, rows);
    if (!context.open) return;
    await store.write(
      rows.flatMap((row) => store.events.put(row)),
      rows.flatMap(({ type, target, author }) =>
        type === 'delete' && target !== null ? store.events.hush(id, target, author) : [],
      ),
      opened.flatMap((seq) => store.unopened.drop(id, seq)),
      store.histories.put({ room: id, ...history }),
    );
    room.history = history;
    room.unopened = unopened;
    context.changes.events(id, { rows, placed: [], dropped: [], undone: null });
    context.changes.room(id);
  });
}

/** What did not open here and stands in the segment has opened; what did not open there either is asked for no more. */
function filledBy({ unopened }: Room, [first, last]: Stretch, rows: readonly EventRow[]) {
  const came = new Set(rows.flatMap(({ seq, type }) => (seq === null || type === 'unopened' ? [] : [seq])));
  const opened = unopened.filter(({ seq }) => came.has(seq)).map(({ seq }) => seq);
  const left = unopened.filter(({ seq }) => !came.has(seq));
  const isAsked = (seq: number): boolean => seq >= first && seq <= last;
  return { opened, unopened: left.map((each) => (isAsked(each.seq) ? { ...each, wanted: false } : each)) };
}

async function rowsOf(
  context: AccountContext,
  room: Room,
  events: ReturnType<typeof decodeSegment>,
): Promise<EventRow[]> {
  const held = readBy(room);
  const fresh = events.filter(({ opened: { seq } }) => seq !== null && !holds(held, [seq, seq]));
  const own = await ownAmong(context, room.id, fresh);
  return fresh.map(({ opened, content }) => {
    const { event } = opened;
    const answersMe = event.type === 'text' && event.replyTo !== undefined && own.has(event.replyTo);
    const notice = isWordless(event) ? 0 : noticeOf(opened, { me: context.me, kind: room.row.kind, answersMe });
    return rowOf(opened, event.type === 'line' || event.type === 'unopened' ? null : content, notice);
  });
}

/** Of the messages that these answer, those this person wrote. */
async function ownAmong(
  { me, store }: AccountContext,
  room: RoomId,
  events: ReturnType<typeof decodeSegment>,
): Promise<ReadonlySet<FrameId>> {
  const here = new Map(events.map(({ opened }) => [opened.id, opened.author]));
  const asked = events.flatMap(({ opened: { event } }) =>
    event.type === 'text' && event.replyTo !== undefined ? [event.replyTo] : [],
  );
  const elsewhere = asked.filter((id) => !here.has(id));
  const rows = elsewhere.length === 0 ? [] : await store.events.some(room, elsewhere);
  for (const { id, author } of rows) here.set(id, author);
  return new Set(asked.filter((id) => here.get(id) === me));
}
