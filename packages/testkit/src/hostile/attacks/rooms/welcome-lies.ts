/** C07: Welcomes that are not what they say: of another room, of another epoch, or a second time. */
import type { ServerFrameOf } from '@alcove/protocol';
import type { Attack } from '../../transport.ts';

type Welcome = ServerFrameOf<'welcome'>;

/** Every Welcome to `victim` is changed on its way; `null` keeps it back. */
export function changeWelcomes(victim: string, change: (welcome: Welcome) => Welcome | null): Attack {
  return {
    claim: 'C07',
    toClient(frame, wire) {
      if (wire.name !== victim || frame.t !== 'welcome') return [frame];
      const told = change(frame);
      return told === null ? 'drop' : [told];
    },
  };
}
