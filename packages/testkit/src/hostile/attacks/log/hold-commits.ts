/** C26: commits do not reach the log, whoever makes them; everything else does. Whoever left keeps the keys as long as it goes on. */
import type { ClientFrame, RoomId } from '@alcove/protocol';
import type { Attack, Wire } from '../../transport.ts';

export type Append = Extract<ClientFrame, { t: 'append' }>;

/** `passed` gets every frame for the room's log that goes on to the server, and whose it is. */
export function holdCommits(room: RoomId, passed: (frame: Append, wire: Wire) => void): Attack {
  return {
    claim: 'C26',
    toServer(frame, wire) {
      if (frame.t !== 'append' || frame.room !== room) return [frame];
      if (frame.kind === 'commit') return 'drop';
      passed(frame, wire);
      return [frame];
    },
  };
}
