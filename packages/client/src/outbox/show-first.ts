/**
 * An own message is shown before it is sealed and on disk, so that nobody waits for a disk or for what the room is busy with. Until
 * the disk has it, the room holds it in memory (`Room.unstored`): a timeline opened meanwhile shows it too. What the disk refuses
 * stays where it was shown, failed, with the reason and its text, to be tried again or taken out.
 */
import type { AccountContext } from '../account/context.ts';
import type { Outgoing, Room } from '../rooms/room.ts';
import { failureOfStore } from '../session/failure.ts';
import { waitingRow } from './seal.ts';

/** Throws MalformedError when the event cannot be encoded; nothing is shown then. */
export function showFirst(context: AccountContext, room: Room, outgoing: Outgoing): void {
  const row = waitingRow(context, room.id, outgoing, room.place);
  room.unstored.set(outgoing.id, row);
  context.changes.ahead(room.id, { rows: [row], dropped: [] });
}

/**
 * The step that should have stored it failed. True when it stays on screen as failed; false when there is nothing to keep: what only
 * changes another message (an edit, a reaction) is taken back, and its command fails.
 */
export async function keepUnstored(
  context: AccountContext,
  room: Room,
  outgoing: Outgoing,
  error: unknown,
): Promise<boolean> {
  const { id } = outgoing;
  if (room.unstored.get(id)?.item !== true) {
    room.unstored.delete(id);
    context.changes.ahead(room.id, { rows: [], dropped: [id] });
    return false;
  }
  context.fault('outbox', error);
  await room.lane(async () => {
    room.outgoing = [...room.outgoing, { ...outgoing, state: 'failed', reason: failureOfStore(error) }];
  });
  context.changes.marks(room.id);
  return true;
}
