/**
 * Making a room: its log begins with the signed genesis, and its name is the genesis' hash. The commit that brings the people in comes along
 * and is stored with it: a room whose founder is lost in between would have no keys, and nobody could ever begin its group.
 */
import {
  decodeClientFrames,
  FrameId,
  MalformedError,
  type AppendCommit,
  type Bytes,
  type RoomId,
} from '@alcove/protocol';
import type { Handlers } from '../http/api-routes.ts';
import type { Limits } from '../limits/limits.ts';
import type { Append } from '../log/accept-frame.ts';
import type { Placed } from '../log/log-store.ts';
import type { RoomLog } from '../log/room-log.ts';
import { done, refuse, type Outcome } from '../outcome.ts';
import { readAppend, type AppendReaders } from './read-append.ts';

export function roomRoutes(
  ports: AppendReaders & { readonly roomLog: RoomLog; readonly limits: Limits },
): Pick<Handlers, 'createRoom'> {
  const { roomLog, limits, readPolicy } = ports;
  const append = (wanted: Append): Promise<Outcome<Placed>> =>
    new Promise((resolve) => roomLog.append(wanted, resolve));
  return {
    async createRoom({ caller, request }) {
      const id = FrameId.safeParse(request.id);
      if (!id.success) return refuse('malformed', 'id');
      const over = limits.over('room.create', caller.account);
      if (over !== undefined) return over;
      const author = { account: caller.account, device: caller.device };
      const genesis = readPolicy(request.genesis, author);
      if (!genesis.ok) return genesis;
      const frame = firstCommit(request.first, genesis.value.room);
      if (frame === null) return refuse('malformed', 'not a first commit of this room');
      const first = frame === undefined ? undefined : readAppend(ports, author, frame);
      if (first?.ok === false) return first;
      // Asked of the log in one turn of the event loop, they are stored in one transaction.
      const created = append({ kind: 'create', author, id: id.data, genesis: genesis.value });
      // A commit that is refused leaves a room without one: its founder hears of it when the commit is sent again.
      if (first !== undefined) void append(first.value);
      const outcome = await created;
      return outcome.ok ? done({ ...outcome.value }) : outcome;
    },
  };
}

/** Null: it is none. */
function firstCommit(bytes: Bytes | undefined, room: RoomId): AppendCommit | null | undefined {
  if (bytes === undefined) return undefined;
  try {
    const [frame, ...more] = decodeClientFrames(bytes);
    const isIt = frame?.t === 'append' && frame.kind === 'commit' && frame.room === room && frame.epoch === 0;
    return isIt && more.length === 0 ? frame : null;
  } catch (error) {
    if (error instanceof MalformedError) return null;
    throw error;
  }
}
