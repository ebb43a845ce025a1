/**
 * C09: the server lies about what time it is, to one client: when it greets, when it acknowledges, and in the entries of the log. An entry's
 * time is part of what the log's hashes chain, so that one told in another's place is another entry.
 */
import { decodeLogCore, encodeLogCore, type Bytes, type RoomId, type ServerFrame } from '@alcove/protocol';
import { FalseLog } from '../../false-log.ts';
import type { Attack, HostileServer } from '../../transport.ts';

/** Its clock is off by `ms`, wherever nothing is chained: greetings and acknowledgements. */
export function lieAboutNow(victim: string, ms: number): Attack {
  const off = (frame: ServerFrame): ServerFrame => {
    if (frame.t === 'ready') return { ...frame, now: Math.max(0, frame.now + ms) };
    return frame.t === 'ack' ? { ...frame, at: Math.max(0, frame.at + ms) } : frame;
  };
  return { claim: 'C09', toClient: (frame, wire) => (wire.name === victim ? [off(frame)] : [frame]) };
}

/** From now on everything in a room's log happened `ms` later (or earlier) than it did; numbers and heads fit. */
export function lieAboutWhen(server: HostileServer, victim: string, room: RoomId, ms: number): Attack {
  const moved = (bytes: Bytes): Bytes => {
    const core = decodeLogCore(bytes);
    return encodeLogCore({ ...core, at: Math.max(0, core.at + ms) });
  };
  return new FalseLog(server.wire(victim), room, (core) => [moved(core)]).attack('C09');
}
