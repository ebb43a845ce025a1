/** What keeps a room's waiting messages here while the connection stands: a server that is full, or that asks to slow down. Kept in memory, for whoever waits. */
import type { ErrorBody } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import type { Room } from '../rooms/room.ts';
import { failureOfError } from '../session/failure.ts';

/** `ms`: until the next try. A person is told how long where the server says so. */
export function noteRest(context: AccountContext, room: Room, error: ErrorBody, ms: number): void {
  const until = error.retryAfter === undefined ? null : context.ports.clock.now() + ms;
  room.rest = { code: failureOfError(error).code, until };
  show(context, room);
}

export function endRest(context: AccountContext, room: Room): void {
  if (room.rest === null) return;
  room.rest = null;
  show(context, room);
}

function show({ changes }: AccountContext, { id }: Room): void {
  changes.room(id);
  changes.marks(id);
}
