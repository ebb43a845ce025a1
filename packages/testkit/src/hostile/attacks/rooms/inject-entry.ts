/**
 * C05, C24 and all else that is one forged or replayed entry: it stands in the log as one client is told it, at the next place, and the
 * story goes on from there.
 */
import type { Bytes, RoomId } from '@alcove/protocol';
import { FalseLog } from '../../false-log.ts';
import type { HostileServer } from '../../transport.ts';

export function injectEntry(server: HostileServer, victim: string, room: RoomId, core: Bytes, claim: string): void {
  const wire = server.wire(victim);
  const story = new FalseLog(wire, room, (entry) => [entry]);
  server.begin(story.attack(claim));
  story.invent(wire, core);
}
