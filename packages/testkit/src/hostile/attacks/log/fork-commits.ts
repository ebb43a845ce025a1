/**
 * C10, first form: a client's commit is acknowledged and shown to that client alone. It moves to an epoch that nobody else is in,
 * while the true log goes on without it. `leadAway`: from then on it is told nothing but what it says itself, so that nothing alarms it.
 */
import { decodeLogCore, type Bytes, type RoomId } from '@alcove/protocol';
import { FalseLog } from '../../false-log.ts';
import { forgeCore } from '../../own-group.ts';
import type { Attack, HostileServer } from '../../transport.ts';

/** `now`: when the server says that its inventions came, in ms. */
export function forkCommits(server: HostileServer, victim: string, room: RoomId, now: () => number = Date.now): Attack {
  return fork(server, victim, room, () => true, now);
}

export function leadAway(server: HostileServer, victim: string, room: RoomId): Attack {
  const { who } = server.wire(victim);
  return fork(server, victim, room, (core) => decodeLogCore(core).device === who?.device, Date.now);
}

/** `isTold`: of the true entries after the first commit. */
function fork(
  server: HostileServer,
  victim: string,
  room: RoomId,
  isTold: (core: Bytes) => boolean,
  now: () => number,
): Attack {
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
      const by = { epoch, ...wire.who, at: now() };
      const before =
        policy === undefined ? [] : [forgeCore({ kind: 'policy', ...by, id: policyId ?? id, body: policy })];
      const seq = story.invent(wire, ...before, forgeCore({ kind: 'commit', ...by, id, body }));
      wire.tell({ t: 'ack', room, id, seq, at: by.at });
      return 'drop';
    },
  };
}
