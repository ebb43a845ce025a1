/** C09: the next message in a room is kept from one client; everything after it moves up by one place. */
import { decodeLogCore, type RoomId } from '@alcove/protocol';
import { FalseLog } from '../../false-log.ts';
import type { Attack, HostileServer } from '../../transport.ts';

/** C10: changes of the group and of who is in it are kept from one client. */
export function hideCommits(server: HostileServer, victim: string, room: RoomId): Attack {
  const story = new FalseLog(server.wire(victim), room, (core) =>
    decodeLogCore(core).kind === 'application' ? [core] : [],
  );
  return story.attack('C10');
}

export function hideEntry(server: HostileServer, victim: string, room: RoomId): Attack {
  let hidden = false;
  const story = new FalseLog(server.wire(victim), room, (core) => {
    if (hidden || decodeLogCore(core).kind !== 'application') return [core];
    hidden = true;
    return [];
  });
  return story.attack('C09');
}
