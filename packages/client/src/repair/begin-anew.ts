/**
 * Who is alone in a group has nobody to come back to: no other leaf stands in the GroupInfo, and nobody would bring it in. So it begins the
 * group anew, at the epoch that the log is in: one commit, as a join is, with keys that never were. That it is alone says its own log, as far
 * as it followed and judged it, and the account's list; the server is not asked (docs/checks.md, K85).
 *
 * Whoever was there all the same, because a false log hid them, cannot follow that commit: they send it back, or this device comes in to
 * them by their GroupInfo once it is told of them.
 */
import { beginGroupAnew } from '@alcove/crypto';
import type { AccountId } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import { resume } from '../handshake/handshake.ts';
import { joinHandshake, putJoin, type JoinedAlone } from '../rooms/join-alone.ts';
import type { Room } from '../rooms/room.ts';
import { beginWork, finishWork } from '../rooms/working.ts';
import { makeAgain, unmade } from './rewind.ts';

/** Before the first commit of a room nobody is in but the device that founded it, whoever is in its policy. */
export function isAlone({ keys, row }: Pick<Room, 'keys' | 'row'>, me: AccountId): boolean {
  if (keys === null || keys.policy === null || row.kind === 'secret') return false;
  const { members } = keys.policy;
  if (!members.has(me)) return false;
  return keys.court.settlement.epoch === 0 ? row.joinSeq === 0 : members.size === 1;
}

/** Null: somebody else is or may be there. */
export async function beginAnew(context: AccountContext, room: Room): Promise<JoinedAlone | null> {
  if (room.broken === null || !room.row.member || !isAlone(room, context.me)) return null;
  const own = await context.lists.refresh(context.me);
  if (!own.ok) return 'later';
  // Another device of this account may be in, and is asked by the GroupInfo alone.
  if (own.value.list.devices.some(({ device }) => device !== context.device)) return null;
  await context.certified();
  const begun = await room.lane(() => store(context, room));
  if (begun !== null) return begun;
  const outcome = await resume(context, room);
  if (room.keys?.group != null && room.broken === null) return 'joined';
  return outcome.ok ? 'later' : { code: outcome.code };
}

/** Null: it is on its way. */
async function store(context: AccountContext, room: Room): Promise<{ readonly code: string } | null> {
  const work = await beginWork(context, room);
  const { policy, court, row, place } = work;
  const { epoch } = court.settlement;
  if (policy === null || row.groupInfoKey === null) return { code: 'external-alone' };
  const made = await beginGroupAnew(context.identity, policy, epoch, context.now());
  if (made.kind !== 'pending') return { code: made.kind };
  // What was under way was made from the state that is of no more use.
  makeAgain(context, work, unmade(context, work, -1));
  const at = { epoch, seen: place.seq, key: row.groupInfoKey };
  putJoin(context, work, await joinHandshake(context, policy, made, at));
  await finishWork(context, work);
  return null;
}
