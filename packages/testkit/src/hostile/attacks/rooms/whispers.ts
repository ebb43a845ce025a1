/**
 * C24: what one client is whispered is kept by the server, and told to it again: as it was, in another room, in another device's
 * name, or as a mark. The whispers themselves arrive meanwhile, or are held back until then.
 */
import type { AccountId, DeviceId, RoomId, ServerFrameOf } from '@alcove/protocol';
import type { Attack, HostileServer } from '../../transport.ts';

export interface KeptWhispers extends Attack {
  readonly kept: readonly ServerFrameOf<'whispered'>[];
  again(): void;
  inRoom(room: RoomId): void;
  inNameOf(who: { readonly account: AccountId; readonly device: DeviceId }): void;
  asMarks(): void;
}

export function keepWhispers(server: HostileServer, victim: string, how: 'tell' | 'hold' = 'tell'): KeptWhispers {
  const kept: ServerFrameOf<'whispered'>[] = [];
  const retell = (change: (frame: ServerFrameOf<'whispered'>) => ServerFrameOf<'whispered' | 'marked'>): void => {
    // The newest first: what would stay is what was said before it was taken back.
    for (const frame of kept.toReversed()) server.wire(victim).tell(change(frame));
  };
  return {
    claim: 'C24',
    kept,
    again: () => retell((frame) => frame),
    inRoom: (room) => retell((frame) => ({ ...frame, room })),
    inNameOf: ({ account, device }) => retell((frame) => ({ ...frame, account, device })),
    asMarks: () => retell((frame) => ({ ...frame, t: 'marked' })),
    toClient(frame, wire) {
      if (frame.t !== 'whispered' || wire.name !== victim) return [frame];
      kept.push({ ...frame, body: new Uint8Array(frame.body) });
      return how === 'tell' ? [frame] : 'drop';
    },
  };
}
