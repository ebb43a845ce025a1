/**
 * How far this person has read, as one sealed record for all rooms: which of them they read in the server does not see. Written once
 * reading pauses.
 */
import { records } from '@alcove/crypto';
import type { Bytes, RoomId } from '@alcove/protocol';
import type { Store } from '@alcove/store';
import type { AccountContext } from '../../account/context.ts';
import {
  decodePlaces,
  encodePlaces,
  mergePlaces,
  movedPlaces,
  readOn,
  turnBack,
  type ReadPlaces,
} from '../../timeline/read-place.ts';
import { isKeptHere } from '../kept-here.ts';
import type { SharedKind } from '../own-records.ts';
import { changeShared } from '../write.ts';

const MEANING = 'reading';

export function readingKind(
  recordKey: Bytes,
  store: Store,
  moved: (room: RoomId, seq: number, back: boolean) => void,
): SharedKind {
  const own = records.name(recordKey, MEANING);
  return {
    reads: (name, plain) => name === own && decodePlaces(plain) !== null,
    merge(_name, mine, theirs) {
      const [known, told] = [placesOf(mine), decodePlaces(theirs)];
      return known === null || told === null ? null : encodePlaces(mergePlaces(known, told));
    },
    statements: (after, before) => changes(before, after).flatMap(({ room, seq }) => store.rooms.putReading(room, seq)),
    adopt({ plain }, before, from) {
      if (from === 'here') return;
      for (const { room, seq, back } of changes(before, plain)) moved(room, seq, back);
    },
  };
}

/** On disk here when it resolves. */
export function keepReading(context: AccountContext, room: RoomId, seq: number, how: 'on' | 'back'): Promise<void> {
  const here = context.store.rooms.putReading(room, seq);
  if (isKeptHere(context, room)) return context.records.lane(() => context.store.write(here));
  const step = how === 'on' ? readOn : turnBack;
  const change = (before: Bytes | null): Bytes | null => {
    const places = placesOf(before);
    return places === null ? null : encodePlaces(step(places, room, seq));
  };
  return changeShared(context, MEANING, change, { pace: 'pause', also: here });
}

/** Whether a device of the account said how far it read there. */
export async function isReadPlaceTold(context: AccountContext, room: RoomId): Promise<boolean> {
  const row = await context.store.records.get(records.name(context.recordKey, MEANING));
  return placesOf(row?.plain ?? null)?.has(room) ?? true;
}

/** Null: of a newer version. */
function placesOf(plain: Bytes | null): ReadPlaces | null {
  return plain === null ? new Map() : decodePlaces(plain);
}

function changes(before: Bytes | null, after: Bytes): ReturnType<typeof movedPlaces> {
  return movedPlaces(placesOf(before) ?? new Map(), placesOf(after) ?? new Map());
}
