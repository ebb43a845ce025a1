/**
 * Who sees what a server and the other clients cannot: every message a client hands to its socket, with the secrets it was sealed under,
 * and the secrets a device is about to delete, as a thief of its disk would have kept them.
 */
import { epochAuthenticator, loadGroup, type GroupState } from '@alcove/crypto';
import { decodeClientFrames, equalBytes, type RoomId } from '@alcove/protocol';
import type { SimDevice } from './device.ts';
import { Disk, type DiskImage } from './disk.ts';
import { groupOn, storeOf, type SentFrame, type World } from './world.ts';

export interface Witness {
  sent(device: SimDevice, bytes: Uint8Array): void;
  guard(device: SimDevice): void;
  /** Between two events: fetches the secrets of what was sent. */
  look(): Promise<void>;
}

const DROPS_GROUP = 'DELETE FROM group_parts WHERE room = ?';
const HOLDS_GROUP = 'SELECT 1 FROM group_parts WHERE room = ? LIMIT 1';

export function createWitness(world: World): Witness {
  let unseen: SentFrame[] = [];
  let stolen: { readonly device: SimDevice; readonly room: RoomId; readonly disk: DiskImage }[] = [];

  async function unpack({ device, room, disk }: (typeof stolen)[number]): Promise<void> {
    const copy = Disk.of(disk);
    const parts = await (await storeOf({ disk: copy, storeKey: device.storeKey }))?.groups.get(room);
    if (parts != null) world.loot.push({ device, room, group: loadGroup(parts) });
    copy.destroy();
  }

  return {
    sent(device, bytes) {
      for (const frame of decodeClientFrames(bytes)) {
        if (frame.t !== 'append' || frame.kind !== 'application') continue;
        const { room, epoch, body } = frame;
        unseen.push({ device, room, epoch, body: body.slice() });
      }
    },
    guard(device) {
      device.disk.watch = (name, statements) => {
        for (const [sql, [room] = []] of statements) {
          if (sql !== DROPS_GROUP || device.disk.database(name).all(HOLDS_GROUP, [room ?? null]).length === 0) continue;
          stolen.push({ device, room: room as RoomId, disk: device.disk.image() });
        }
      };
    },
    async look() {
      const [now, loot] = [unseen, stolen];
      unseen = [];
      stolen = [];
      for (const each of loot) await unpack(each);
      for (const frame of now) {
        world.sent.push(frame);
        const key = `${frame.room}/${String(frame.epoch)}`;
        const known = world.groups.get(key) ?? [];
        const group = known.length > 0 && world.liar === null ? null : await groupOn(frame.device, frame.room);
        if (group !== null && !known.some((each) => isSame(each, group))) world.groups.set(key, [...known, group]);
      }
    },
  };
}

/** The same keys, however far they were used. */
function isSame(one: GroupState, other: GroupState): boolean {
  return equalBytes(epochAuthenticator(one), epochAuthenticator(other));
}
