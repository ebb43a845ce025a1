/**
 * C10, first form: a client's commit is acknowledged and shown to that client alone. It moves to an epoch that nobody else is in,
 * while the true log goes on without it. `leadAway`: from then on it is told nothing but what it says itself, so that nothing alarms it.
 */
import { decodeLogCore, type Bytes, type RoomId } from '@alcove/protocol';
import { FalseLog } from '../../false-log.ts';
import { forgeCore } from '../../own-group.ts';
import type { Attack, HostileServer } from '../../transport.ts';

export function forkCommits(server: HostileServer, victim: string, room: RoomId): Attack {
  return fork(server, victim, room, () => true);
}

export function leadAway(server: HostileServer, victim: string, room: RoomId): Attack {
  const { who } = server.wire(victim);
  return fork(server, victim, room, (core) => decodeLogCore(core).device === who?.device);
}

/** `isTold`: of the true entries after the first commit. */
function fork(server: HostileServer, victim: string, room: RoomId, isTold: (core: Bytes) => boolean): Attack {
  let forked = false;
  const story = new FalseLog(server.wire(victim), room, (core) => (forked && !isTold(core) ? [] : [core]));
  const base = story.attack('C10');
  return {
    ...base,
    toServer(frame, wire) {
      const own = wire.name === victim && frame.t === 'append' && frame.kind === 'commit' && frame.room === room;
      if (!own || wire.who === null) return base.toServer?.(frame, wire) ?? [frame];
      forked = true;
      const { id, epoch, body, policy, policyId } = frame;
      const before =
        policy === undefined
          ? []
          : [forgeCore({ kind: 'policy', epoch, ...wire.who, id: policyId ?? id, body: policy })];
      const seq = story.invent(wire, ...before, forgeCore({ kind: 'commit', epoch, ...wire.who, id, body }));
      wire.tell({ t: 'ack', room, id, seq, at: Date.now() });
      return 'drop';
    },
  };
}
