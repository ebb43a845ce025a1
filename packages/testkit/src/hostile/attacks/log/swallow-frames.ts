/** C09: live entries never arrive at one client; only what it asks for does. */
import type { Attack } from '../../transport.ts';

export function swallowEntries(victim: string): Attack {
  return {
    claim: 'C09',
    toClient: (frame, wire) => (wire.name === victim && frame.t === 'entry' ? 'drop' : [frame]),
  };
}
