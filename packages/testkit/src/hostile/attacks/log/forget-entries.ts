/** C09, C10: from now on the log is told to one client without some entries that it had; everything after them moves up. */
import { decodeLogCore, type LogCore, type RoomId } from '@alcove/protocol';
import { FalseLog } from '../../false-log.ts';
import type { Attack, HostileServer } from '../../transport.ts';

export function forgetEntries(
  server: HostileServer,
  victim: string,
  room: RoomId,
  isForgotten: (core: LogCore) => boolean,
): Attack {
  const story = new FalseLog(server.wire(victim), room, (core) => (isForgotten(decodeLogCore(core)) ? [] : [core]), {
    fromTheStart: true,
  });
  return story.attack('C09');
}
