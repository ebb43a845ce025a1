/**
 * C08, C09: the server does not take what one client says, with a reason that is not true: the log knows of no newer epoch, nobody sends
 * too much. The first time each, or for ever.
 */
import type { ErrorBody, FrameId } from '@alcove/protocol';
import type { Attack } from '../../transport.ts';

export interface LyingNacks extends Attack {
  /** What was refused, in order: one frame may be there many times. */
  readonly refused: readonly FrameId[];
}

export function lyingNacks(victim: string, error: ErrorBody, how: 'once' | 'always'): LyingNacks {
  const refused: FrameId[] = [];
  return {
    claim: 'C09',
    refused,
    toServer(frame, wire) {
      const isAbout = wire.name === victim && frame.t === 'append' && frame.kind === 'application';
      if (!isAbout || (how === 'once' && refused.includes(frame.id))) return [frame];
      refused.push(frame.id);
      wire.tell({ t: 'nack', room: frame.room, id: frame.id, error });
      return 'drop';
    },
  };
}
