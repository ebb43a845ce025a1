/** C05: at connecting, the server lies about where the account is a member. Membership is in the policy chain, so this decides nothing. */
import type { RoomPlace } from '@alcove/protocol';
import type { Attack } from '../../transport.ts';

export function lieAboutRooms(victim: string, change: (rooms: readonly RoomPlace[]) => readonly RoomPlace[]): Attack {
  return {
    claim: 'C05',
    toClient: (frame, wire) =>
      wire.name === victim && frame.t === 'ready' ? [{ ...frame, rooms: [...change(frame.rooms)] }] : [frame],
  };
}
