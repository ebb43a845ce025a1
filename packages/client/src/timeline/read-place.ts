/**
 * How far this person has read, per room, as their devices tell each other. A place moves forward only, whichever device says so first;
 * "unread from here" turns it back, and every turn counts more than what was read before it.
 */
import {
  bytesSchema,
  decodeCbor,
  encodeCbor,
  fromBase64url,
  MalformedError,
  RoomId,
  toBase64url,
  type Bytes,
} from '@alcove/protocol';
import { z } from 'zod';

export interface ReadPlace {
  /** The last place of the log that was read. */
  readonly seq: number;
  /** How often it was turned back. */
  readonly turn: number;
}
export type ReadPlaces = ReadonlyMap<RoomId, ReadPlace>;

/** What fits in a record. Beyond it the same rooms are left out on every device: those whose ids sort last. */
const MOST_ROOMS = 1_000;

const whole = z.int().nonnegative();
const Stored = z.strictObject({
  v: z.literal(1),
  rooms: z.array(z.tuple([bytesSchema.refine((id) => id.length === 32), whole, whole])),
});

/** Null: a record of a newer version. */
export function decodePlaces(plain: Uint8Array): ReadPlaces | null {
  try {
    const { rooms } = decodeCbor(Stored, plain, 'read places');
    return new Map(rooms.map(([id, seq, turn]) => [RoomId.parse(toBase64url(id)), { seq, turn }]));
  } catch (error) {
    if (error instanceof MalformedError) return null;
    throw error;
  }
}

export function encodePlaces(places: ReadPlaces): Bytes {
  const rooms = [...places]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, MOST_ROOMS)
    .map(([room, { seq, turn }]): [Bytes, number, number] => [fromBase64url(room), seq, turn]);
  return encodeCbor({ v: 1, rooms } satisfies z.input<typeof Stored>);
}

export function mergePlaces(mine: ReadPlaces, theirs: ReadPlaces): ReadPlaces {
  const merged = new Map(mine);
  for (const [room, place] of theirs) merged.set(room, further(merged.get(room), place));
  return merged;
}

export function further(before: ReadPlace | undefined, place: ReadPlace): ReadPlace {
  if (before === undefined || place.turn > before.turn) return place;
  return place.turn === before.turn && place.seq > before.seq ? place : before;
}

/** Read up to there here. */
export function readOn(places: ReadPlaces, room: RoomId, seq: number): ReadPlaces {
  return new Map(places).set(room, further(places.get(room), { seq, turn: places.get(room)?.turn ?? 0 }));
}

export function turnBack(places: ReadPlaces, room: RoomId, seq: number): ReadPlaces {
  return new Map(places).set(room, { seq, turn: (places.get(room)?.turn ?? 0) + 1 });
}

/** What another device moved, and whether back. */
export function movedPlaces(
  before: ReadPlaces,
  after: ReadPlaces,
): readonly { readonly room: RoomId; readonly seq: number; readonly back: boolean }[] {
  return [...after].flatMap(([room, { seq, turn }]) => {
    const old = before.get(room) ?? { seq: 0, turn: 0 };
    return old.seq === seq && old.turn === turn ? [] : [{ room, seq, back: turn > old.turn }];
  });
}
