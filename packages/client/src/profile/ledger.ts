/**
 * Whom this device still has to tell what its person says of themselves. Told is counted by device and not by room: people meet in many
 * rooms, and hear of each other once. The other devices of the account keep ledgers of their own; each tells what was changed on it.
 *
 * Kept on disk after what it speaks of: a device that is cut off in between tells something twice.
 */
import { DeviceId, decodeCbor, encodeCbor, MalformedError, RoomId } from '@alcove/protocol';
import type { Store } from '@alcove/store';
import { z } from 'zod';
import { createLane } from '../rooms/lane.ts';

const Kept = z.strictObject({
  v: z.literal(1),
  /** The version that is being told. */
  at: z.int().nonnegative(),
  owed: z.array(RoomId),
  later: z.array(RoomId),
  told: z.array(DeviceId),
});

export interface Ledger {
  readonly at: number;
  /** Rooms to be told by and by. */
  readonly owed: ReadonlySet<RoomId>;
  /** Rooms to be told when this person next writes there. */
  readonly later: ReadonlySet<RoomId>;
  isTold(device: DeviceId): boolean;
  /** Another version: nobody knows it yet. `owed`: the rooms that this device tells. */
  begin(at: number, owed: readonly RoomId[]): Promise<void>;
  owe(room: RoomId, when: 'soon' | 'later'): Promise<void>;
  /** Who was told there is not sure to have heard it. */
  unsettle(room: RoomId, devices: readonly DeviceId[]): Promise<void>;
  /** These devices know that version, and the room is owed nothing. Of an older version it says nothing. */
  settle(version: number, room: RoomId, devices: readonly DeviceId[]): Promise<void>;
}

export async function loadLedger(store: Store, name: string, isOpen: () => boolean): Promise<Ledger> {
  const place = `told-${name}`;
  const kept = keptOf(await store.secrets.get(place));
  let at = kept?.at ?? 0;
  let owed = new Set(kept?.owed);
  let later = new Set(kept?.later);
  let told = new Set(kept?.told);
  const lane = createLane();
  const save = (): Promise<void> =>
    lane(async () => {
      if (!isOpen()) return;
      const now = { v: 1, at, owed: [...owed], later: [...later], told: [...told] } satisfies z.input<typeof Kept>;
      await store.write(store.secrets.put(place, encodeCbor(now)));
    });
  return {
    get at() {
      return at;
    },
    get owed() {
      return owed;
    },
    get later() {
      return later;
    },
    isTold: (device) => told.has(device),
    begin(version, rooms) {
      at = version;
      owed = new Set(rooms);
      later = new Set();
      told = new Set();
      return save();
    },
    owe(room, when) {
      if (owed.has(room)) return Promise.resolve();
      if (when === 'soon') owed.add(room);
      else later.add(room);
      return save();
    },
    unsettle(room, devices) {
      owed.add(room);
      for (const device of devices) told.delete(device);
      return save();
    },
    settle(version, room, devices) {
      if (version !== at) return Promise.resolve();
      owed.delete(room);
      later.delete(room);
      for (const device of devices) told.add(device);
      return save();
    },
  };
}

function keptOf(plain: Uint8Array | null): z.infer<typeof Kept> | null {
  try {
    return plain === null ? null : decodeCbor(Kept, plain, 'ledger');
  } catch (error) {
    if (error instanceof MalformedError) return null;
    throw error;
  }
}
