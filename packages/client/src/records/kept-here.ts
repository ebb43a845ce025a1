/** What is not told to the account's other devices, sealed or not. */
import type { RoomId } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';

/** A secret room is a chat of two devices: no other device is to know that there is one, and the server is not to see that it is read. */
export function isKeptHere(context: AccountContext, room: RoomId): boolean {
  return context.rooms.get(room)?.row.kind === 'secret';
}
