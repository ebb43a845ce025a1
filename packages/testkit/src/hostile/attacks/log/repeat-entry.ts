/** C08: the next message is told twice to one client, the second time under a place of its own; what follows is renumbered. */
import { decodeLogCore, type RoomId } from '@alcove/protocol';
import { FalseLog } from '../../false-log.ts';
import type { Attack, HostileServer } from '../../transport.ts';

export function repeatEntry(server: HostileServer, victim: string, room: RoomId): Attack {
  let repeated = false;
  const story = new FalseLog(server.wire(victim), room, (core) => {
    if (repeated || decodeLogCore(core).kind !== 'application') return [core];
    repeated = true;
    return [core, core];
  });
  return story.attack('C08');
}
