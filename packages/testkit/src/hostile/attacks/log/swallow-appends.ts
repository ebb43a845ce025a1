/** C09: what one client appends is thrown away without a word, the first time; the connection stands. */
import type { FrameId } from '@alcove/protocol';
import type { Attack } from '../../transport.ts';

export function swallowAppends(victim: string): Attack {
  const swallowed = new Set<FrameId>();
  return {
    claim: 'C09',
    toServer(frame, wire) {
      if (wire.name !== victim || frame.t !== 'append' || swallowed.has(frame.id)) return [frame];
      swallowed.add(frame.id);
      return 'drop';
    },
  };
}
