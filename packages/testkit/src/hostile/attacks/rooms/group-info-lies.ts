/** C07: the sealed GroupInfo that a device comes back in by is an older one, or another room's. */
import type { ServerFrameOf } from '@alcove/protocol';
import type { Attack } from '../../transport.ts';

type Info = ServerFrameOf<'group-info'>;

export function changeGroupInfo(victim: string, change: (info: Info) => Info): Attack {
  return {
    claim: 'C07',
    toClient: (frame, wire) => (wire.name === victim && frame.t === 'group-info' ? [change(frame)] : [frame]),
  };
}
