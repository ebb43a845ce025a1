/**
 * C09, C31: the server says that its data went back, under another name at every greeting: logs end earlier than one client knows, or
 * rooms are not there at all. What it hopes for is that the client joins anew, goes back itself, or gives away more than it had.
 */
import type { ClientFrame, ServerFrame } from '@alcove/protocol';
import type { Attack } from '../../transport.ts';

export type Restoring =
  /** Takes what is brought, as an honest server that went back does. */
  | 'takes-it'
  /** Says that it has it, and that the log ends where it said before. */
  | 'never-enough'
  /** Refuses what it wrote itself. */
  | 'refuses';

export interface ClaimedRestore extends Attack {
  /** What the client brought. */
  readonly brought: readonly Extract<ClientFrame, { t: 'restore' }>[];
}

export function claimRestore(victim: string, back: number, how: Restoring, forget = false): ClaimedRestore {
  let names = 0;
  const brought: Extract<ClientFrame, { t: 'restore' }>[] = [];
  const retold = (frame: ServerFrame): readonly ServerFrame[] => {
    if (frame.t !== 'ready') return [frame];
    const rooms = frame.rooms.map((each) => ({ ...each, seq: Math.max(1, each.seq - back), epoch: 0 }));
    return [{ ...frame, incarnation: `claim-${String(names++)}`, rooms: forget ? [] : rooms }];
  };
  return {
    claim: 'C09',
    brought,
    toClient: (frame, wire) => (wire.name === victim ? retold(frame) : [frame]),
    toServer(frame, wire) {
      if (wire.name !== victim || frame.t !== 'restore') return [frame];
      brought.push(frame);
      const { n, room, after, entries } = frame;
      if (how === 'takes-it') wire.tell({ t: 'restored', n, room, seq: after + entries.length });
      else if (how === 'never-enough') wire.tell({ t: 'restored', n, room, seq: after });
      else wire.tell({ t: 'refused', n, error: { code: 'invalid-signature', message: 'not mine' } });
      return 'drop';
    },
  };
}
