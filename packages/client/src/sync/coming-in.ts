/**
 * Into the rooms that this device is to be in and has no keys of, by itself: rooms of the account that came before the device did, and joins that were cut short.
 * Owns what is tried again when one may not come in now; one try is rooms/join-alone.ts.
 */
import type { RoomId } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import { joinAlone, type JoinedAlone } from '../rooms/join-alone.ts';
import type { Room } from '../rooms/room.ts';
import { severalAtOnce } from '../rooms/several.ts';
import { backOffMs, JOIN_AGAIN } from './back-off.ts';

/** Welcomes follow `ready`; a room without one by then is joined by this device itself. */
const WELCOME_GRACE_MS = 1_500;

export interface ComingIn {
  /** A member without keys: a join that was cut short, or a new device of the account. */
  comeBack(room: Room): Promise<void>;
  joinUnknown(ids: readonly RoomId[]): Promise<void>;
  /** Another own device left a record: it may be the key that was missing. */
  joinKeyless(): Promise<void>;
}

interface Around {
  bringUp(room: Room): Promise<void>;
  /** Resolves when the Welcomes that came so far were looked at. */
  welcomed(): Promise<void>;
  guarded(where: string, run: Promise<unknown>): void;
}

export function createComingIn(context: AccountContext, { bringUp, welcomed, guarded }: Around): ComingIn {
  /** Rooms for which no other device of the account had left a key that fits. */
  const keyless = new Set<RoomId>();
  /** Rooms that will be tried again. */
  const again = new Set<RoomId>();
  const isOnline = (): boolean => context.open && context.gateway.state === 'online';

  async function join(id: RoomId, tries: number): Promise<JoinedAlone> {
    const joined = await joinAlone(context, id);
    if (joined === 'no-key') keyless.add(id);
    if (isPassing(joined) && !again.has(id)) guarded('join', tryAgain(id, tries));
    return joined;
  }

  async function tryAgain(id: RoomId, tries: number): Promise<void> {
    again.add(id);
    await context.sleep(backOffMs(tries, context.ports.random, JOIN_AGAIN));
    again.delete(id);
    // With the next connection all rooms are looked at.
    if (isOnline()) await comeInto(id, tries + 1);
  }

  async function comeInto(id: RoomId, tries = 0): Promise<void> {
    const room = context.rooms.get(id);
    if (room !== undefined && !room.awaiting) return comeBack(room, tries);
    const joined = await join(id, tries);
    const now = context.rooms.get(id);
    if (joined === 'joined' && now !== undefined) await bringUp(now);
  }

  async function comeBack(room: Room, tries = 0): Promise<void> {
    if (room.awaiting || !room.row.member || room.keys === null || room.keys.group !== null || room.handshake !== null)
      return;
    await join(room.id, tries);
  }

  async function joinUnknown(ids: readonly RoomId[]): Promise<void> {
    await context.sleep(WELCOME_GRACE_MS);
    await welcomed();
    const unknown = ids.filter((id) => context.rooms.get(id)?.awaiting ?? true);
    await severalAtOnce(unknown, isOnline, (id) => comeInto(id));
  }

  return {
    comeBack: (room) => comeBack(room),
    joinUnknown,
    async joinKeyless() {
      const ids = [...keyless];
      keyless.clear();
      for (const id of ids) {
        const room = context.rooms.get(id);
        if (room === undefined || room.awaiting) await joinUnknown([id]);
        else await comeBack(room);
      }
    },
  };
}

/** Whoever left stands in the group until those who are in have made the commit that takes them out: nobody comes in between the two. */
function isPassing(joined: JoinedAlone): boolean {
  return typeof joined === 'object' && joined.code === 'leaf-not-in-policy';
}
