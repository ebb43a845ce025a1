/**
 * Lets devices into rooms their account is a member of, when they cannot come by themselves: an own new device for which no other left the
 * room's key, and members without a single device inside (their last one was removed before another had come, or what had
 * brought them in was void). Nobody becomes a member by it. Everyone inside sees the same need, so all wait a random while.
 */
import { roster } from '@alcove/crypto';
import { isOpen, type AccountId, type RoomId } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import { heldBy } from '../people/held.ts';
import { isQuiet } from '../people/quiet.ts';
import type { Room } from '../rooms/room.ts';
import { pursue } from './handshake.ts';

export interface LetIn {
  /** This account has other devices: those that are not inside are let in. */
  own(): Promise<void>;
  /** The room's members without a device are let in. */
  members(room: Room): Promise<void>;
}

/** A device comes in by itself first. */
const GRACE_MS = 10_000;
/** Whoever was away for so long that others took their last device out brings new key packages when they are back. */
const AGAIN_MS = 10 * 60_000;

export function createLetIn(context: AccountContext): LetIn {
  const waiting = new Set<RoomId>();
  /** By room and account: the epoch in which there was no key package, and when to look once more whether its devices are back. */
  const inVain = new Map<string, { readonly epoch: number; readonly again: number }>();
  const grace = (): Promise<void> => context.sleep(GRACE_MS * (1 + context.ports.random()));

  async function own(): Promise<void> {
    await grace();
    const devices = context.lists.all.get(context.me)?.list.devices ?? [];
    for (const room of context.rooms.all()) {
      const group = room.keys?.group ?? null;
      if (!context.open || devices.length < 2 || group === null || !room.row.member || room.broken !== null) continue;
      // Of a secret room one device of each person is all there will ever be.
      if (isQuiet(context, room) || room.row.kind === 'secret') continue;
      const inside = new Set(roster(group).map(({ device }) => device));
      if (devices.some(({ device }) => !inside.has(device)))
        await pursue(context, room, { kind: 'let-in', people: [context.me] });
    }
  }

  async function members(room: Room): Promise<void> {
    if (waiting.has(room.id) || isQuiet(context, room) || absentFrom(context, room).length === 0) return;
    waiting.add(room.id);
    await grace();
    waiting.delete(room.id);
    for (const account of absentFrom(context, room)) {
      const epoch = room.keys?.group?.epoch ?? 0;
      const which = `${room.id}/${account}`;
      const before = inVain.get(which);
      if (!context.open || (before?.epoch === epoch && context.ports.clock.now() < before.again)) continue;
      const outcome = await pursue(context, room, { kind: 'let-in', people: [account] });
      if (!outcome.ok && outcome.code === 'no-key-package')
        inVain.set(which, { epoch, again: context.ports.clock.now() + AGAIN_MS });
    }
  }

  return { own, members };
}

/** None while this device has something on its way itself: it may be what brings them in. */
function absentFrom(context: AccountContext, { keys, row, broken, handshake, founding }: Room): AccountId[] {
  const { group = null, policy = null, court } = keys ?? {};
  if (group === null || policy === null || court === undefined || !row.member || broken !== null) return [];
  if (row.kind === 'secret') return [];
  if (handshake !== null || founding !== null || isOpen(court.settlement)) return [];
  if (heldBy(context, policy).length > 0) return [];
  const inside = new Set(roster(group).map(({ account }) => account));
  return [...policy.members.keys()].filter((account) => !inside.has(account));
}
