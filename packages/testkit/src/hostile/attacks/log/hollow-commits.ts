/**
 * C09, C10: a change of a room is acknowledged to the client that made it, and thrown away: nobody is ever shown it, the client neither.
 * Always, or the first time only.
 */
import type { FrameId } from '@alcove/protocol';
import type { Attack } from '../../transport.ts';

export interface HollowCommits extends Attack {
  readonly thrown: readonly FrameId[];
}

export function hollowCommits(victim: string, how: 'always' | 'once'): HollowCommits {
  const thrown: FrameId[] = [];
  return {
    claim: 'C10',
    thrown,
    toServer(frame, wire) {
      const isAbout = wire.name === victim && frame.t === 'append' && frame.kind === 'commit';
      if (!isAbout || (how === 'once' && thrown.includes(frame.id))) return [frame];
      thrown.push(frame.id);
      const places = frame.policy === undefined ? 1 : 2;
      const seq = (wire.world.log(frame.room).at(-1)?.seq ?? 0) + places;
      wire.tell({ t: 'ack', room: frame.room, id: frame.id, seq, at: Date.now() });
      return 'drop';
    },
  };
}
