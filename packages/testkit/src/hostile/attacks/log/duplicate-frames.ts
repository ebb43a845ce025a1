/** C08: every frame is delivered several times, to clients and to the server, and old entries come again at any moment. */
import type { ClientFrame, ServerFrame } from '@alcove/protocol';
import type { Attack, Wire } from '../../transport.ts';

export function duplicateFrames(times: number): Attack {
  const again = (wire: Wire, frame: ServerFrame): readonly ServerFrame[] => {
    if (frame.t !== 'entry') return [];
    const log = [...(wire.world.logs.get(frame.room) ?? [])];
    return log.map(([seq, core]) => ({ t: 'entry', room: frame.room, seq, core }));
  };
  return {
    claim: 'C08',
    // Hello again is another protocol error, and a question again has another answer: neither is a replay.
    toServer: (frame: ClientFrame) => (frame.t === 'append' ? Array.from({ length: times }, () => frame) : [frame]),
    toClient: (frame, wire) =>
      frame.t === 'ready' ? [frame] : [...Array.from({ length: times }, () => frame), ...again(wire, frame)],
  };
}
