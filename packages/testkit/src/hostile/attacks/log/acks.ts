/** C08, C09: the three ways to lie about storing. Late: after the entry. Never: it is stored and nobody says so. Hollow: said and not stored. */
import type { FrameId, ServerFrame } from '@alcove/protocol';
import type { Attack, Wire } from '../../transport.ts';

/** The acknowledgement comes after the next entry that the client is shown. */
export function lateAck(victim: string): Attack {
  let held: ServerFrame | null = null;
  return {
    claim: 'C08',
    toClient(frame, wire) {
      if (wire.name !== victim) return [frame];
      if (frame.t === 'ack') {
        held = frame;
        return 'drop';
      }
      const late = held;
      if (frame.t !== 'entry' || late === null) return [frame];
      held = null;
      return [frame, late];
    },
  };
}

export function noAck(victim: string): Attack {
  return {
    claim: 'C08',
    toClient: (frame, wire) => (wire.name === victim && frame.t === 'ack' ? 'drop' : [frame]),
  };
}

/** Messages of one client are acknowledged, under the next free place, and thrown away: always, or the first time only. */
export function hollowAck(victim: string, how: 'always' | 'once' = 'always'): Attack {
  const thrown = new Set<FrameId>();
  return {
    claim: 'C09',
    toServer(frame, wire: Wire) {
      if (wire.name !== victim || frame.t !== 'append' || frame.kind !== 'application') return [frame];
      if (how === 'once' && thrown.has(frame.id)) return [frame];
      thrown.add(frame.id);
      const seq = (wire.world.log(frame.room).at(-1)?.seq ?? 0) + 1;
      wire.tell({ t: 'ack', room: frame.room, id: frame.id, seq, at: Date.now() });
      return 'drop';
    },
  };
}
