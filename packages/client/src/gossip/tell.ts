/**
 * What a message tells of other rooms: how far this device has seen the log of a room that everybody here is in too, so that nothing about
 * rooms comes to anybody who is not in them (docs/protocol.md §7). Costs the sender a look at each room and nobody else anything: a room
 * is named again when its log moved, seconds later at the earliest, the first one that fits always and more only into what
 * padding would waste.
 */
import { encodeContent, CONTENT_LIMIT, type Elsewhere, type Envelope, type SendableEvent } from '@alcove/content';
import { epochMark, paddedLength } from '@alcove/crypto';
import { MalformedError, type FrameId } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import { isQuiet } from '../people/quiet.ts';
import type { Room } from '../rooms/room.ts';
import type { Working } from '../rooms/working.ts';
import type { People } from './company.ts';

/** What was last told in a room of another one. */
export interface Told {
  readonly seq: number;
  readonly at: number;
  /** The message it went with: sealed again, it takes it along again. */
  readonly by: FrameId;
}

const AGAIN_MS = 5_000;

type Known = Pick<AccountContext, 'rooms' | 'company' | 'incarnations' | 'ties' | 'now'>;
type Here = Pick<Working, 'room' | 'policy' | 'afterwards'>;

/** The envelope with what is due here. Notes it as told when the step is on disk. */
export function withElsewhere(context: Known, work: Here, event: SendableEvent, bare: Envelope): Envelope {
  const { id } = bare;
  const due = dueIn(context, work, id).slice(0, CONTENT_LIMIT.elsewhere);
  let envelope = bare;
  for (const [at, { room, told }] of due.entries()) {
    const next = { ...envelope, elsewhere: [...(envelope.elsewhere ?? []), told] };
    const length = lengthOf(event, next);
    if (length === null || (at > 0 && length !== lengthOf(event, envelope))) break;
    envelope = next;
    work.afterwards.push(() => work.room.toldElsewhere.set(room.id, { seq: told.seq, at: context.now(), by: id }));
  }
  return envelope;
}

/** Any key: it stands for the one that franking puts in at the end. */
const KEY = new Uint8Array(32);

/** As it goes over the wire, padded; null: too long. */
function lengthOf(event: SendableEvent, envelope: Envelope): number | null {
  try {
    return paddedLength(encodeContent(event, { ...envelope, frankKey: KEY }).length);
  } catch (error) {
    if (error instanceof MalformedError) return null;
    throw error;
  }
}

interface Due {
  readonly room: Room;
  readonly told: Elsewhere;
}

/** Longest not told first. */
function dueIn(context: Known, { room: here, policy }: Here, id: FrameId): readonly Due[] {
  const under = context.incarnations.now?.mark;
  if (policy === null || under === undefined) return [];
  const people = [...policy.members.keys()];
  const before = (room: Room): Told | undefined => here.toldElsewhere.get(room.id);
  return context.rooms
    .all()
    .filter((room) => room !== here && isDue(room, before(room), context.now(), id) && isSettled(context, room))
    .filter((room) => holds(context.company.known(room), people))
    .toSorted((a, b) => (before(a)?.at ?? 0) - (before(b)?.at ?? 0))
    .map((room) => ({ room, told: { room: room.id, ...room.place, ...lockOf(room), under } }));
}

function isDue({ place, apart }: Room, told: Told | undefined, now: number, id: FrameId): boolean {
  if (place.seq === 0) return false;
  if (told === undefined || told.by === id) return true;
  // Whoever spoke of another log is to hear of this one.
  return told.seq !== place.seq && (apart.size > 0 || now >= told.at + AGAIN_MS);
}

/**
 * What this device has of its log is what the server told on this connection, as far as it can know; and its people may hear that
 * somebody is here.
 */
function isSettled(context: Known, room: Room): boolean {
  if (!room.row.member || room.awaiting || room.founding !== null || !room.current) return false;
  // Of a chat of two devices no other device of its people is to learn.
  if (room.row.kind === 'secret') return false;
  return room.broken === null && !room.forked && !isQuiet(context, room);
}

function holds(all: People | null, people: readonly Parameters<People['has']>[0][]): boolean {
  return all !== null && all.size >= people.length && people.every((account) => all.has(account));
}

function lockOf({ keys }: Room): Pick<Elsewhere, 'lock'> {
  const group = keys?.group ?? null;
  return group === null ? {} : { lock: { epoch: group.epoch, mark: epochMark(group) } };
}
