/** C09: entries reach one client in the wrong order, under their true numbers. A queue that is slow, not a lie: it must heal by itself. */
import type { ServerFrame } from '@alcove/protocol';
import type { Attack } from '../../transport.ts';

export function shuffleFrames(victim: string, held = 3): Attack {
  let waiting: ServerFrame[] = [];
  return {
    claim: 'C09',
    toClient(frame, wire) {
      if (wire.name !== victim || frame.t !== 'entry') return [frame];
      waiting.push(frame);
      if (waiting.length < held) return 'drop';
      const out = waiting.toReversed();
      waiting = [];
      return out;
    },
  };
}
