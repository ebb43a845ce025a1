/** C08: the next message reaches one client under another id than the one it was sealed for, so that a second copy could pass for new. */
import { decodeLogCore, encodeLogCore, type RoomId } from '@alcove/protocol';
import { nextFrameId } from '../../../headless/frame-id.ts';
import { FalseLog } from '../../false-log.ts';
import type { Attack, HostileServer } from '../../transport.ts';

export function renameEntry(server: HostileServer, victim: string, room: RoomId): Attack {
  let renamed = false;
  const story = new FalseLog(server.wire(victim), room, (bytes) => {
    const core = decodeLogCore(bytes);
    if (renamed || core.kind !== 'application') return [bytes];
    renamed = true;
    return [encodeLogCore({ ...core, id: nextFrameId() }), bytes];
  });
  return story.attack('C08');
}
