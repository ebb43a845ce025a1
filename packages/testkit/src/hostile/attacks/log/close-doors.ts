/**
 * C10, C25: one client is told every commit of others changed, so that it can follow none, and is shown no GroupInfo to come back by: to itself it looks
 * like somebody whom nobody can bring in. `commits` are those that it makes all the same, by their epochs.
 */
import { decodeLogCore, encodeLogCore, type Bytes, type RoomId } from '@alcove/protocol';
import { FalseLog } from '../../false-log.ts';
import type { Attack, HostileServer } from '../../transport.ts';

export interface ClosedDoors extends Attack {
  readonly commits: readonly number[];
}

export function closeDoors(server: HostileServer, victim: string, room: RoomId): ClosedDoors {
  const commits: number[] = [];
  const story = new FalseLog(server.wire(victim), room, (core) => [changed(core)]);
  const base = story.attack('C10');
  return {
    ...base,
    commits,
    toServer(frame, wire) {
      if (wire.name === victim && frame.t === 'append' && frame.kind === 'commit') commits.push(frame.epoch);
      return base.toServer?.(frame, wire) ?? [frame];
    },
    toClient(frame, wire) {
      if (wire.name === victim && frame.t === 'group-info') return [{ ...frame, body: null }];
      return base.toClient?.(frame, wire) ?? [frame];
    },
  };
}

function changed(bytes: Bytes): Bytes {
  const core = decodeLogCore(bytes);
  if (core.kind !== 'commit') return bytes;
  const body = new Uint8Array(core.body);
  body[body.length - 1] = (body.at(-1) ?? 0) ^ 1;
  return encodeLogCore({ ...core, body });
}
