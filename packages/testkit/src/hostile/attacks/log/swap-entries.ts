/** C09: one client is told the next two entries of a room in the opposite order. */
import type { Bytes, RoomId } from '@alcove/protocol';
import { FalseLog } from '../../false-log.ts';
import type { Attack, HostileServer } from '../../transport.ts';

export function swapEntries(server: HostileServer, victim: string, room: RoomId): Attack {
  let held: Bytes | null = null;
  let swapped = false;
  const story = new FalseLog(server.wire(victim), room, (core) => {
    if (swapped) return [core];
    if (held === null) {
      held = core;
      return [];
    }
    swapped = true;
    return [core, held];
  });
  return story.attack('C09');
}
