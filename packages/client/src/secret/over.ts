/**
 * The end of a secret chat. It is of two devices, and there is no way back into it: when one of them is gone, takes leave, or lost step with
 * the other's keys, the chat is over on both. What was said stays where it is, and nothing is sealed any more.
 */
import { isEnded, VERDICT_MS, type DeviceId, type Policy } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import type { SecretEnd } from '../api/secret-views.ts';
import { pursue } from '../handshake/handshake.ts';
import type { Room } from '../rooms/room.ts';
import { beginWork, finishWork } from '../rooms/working.ts';

/** Raised where this device could not follow; kept, so that the reason is known after a restart. */
export const OUT_OF_STEP = 'secret-out-of-step';

/** The room may yet go back to where this device can follow it (handshake/verdicts.ts). */
const GRACE_MS = VERDICT_MS * 1.5;
/** Whether the other one is told depends on a server that may not want to. */
const TELLING_MS = 10_000;

/** Why nothing can be said any more; null while it can. */
export function endOf({ lists, me }: AccountContext, room: Room): SecretEnd | null {
  const policy = room.keys?.policy ?? null;
  if (room.row.kind !== 'secret' || room.row.member) return null;
  if (room.alarms.some(({ code }) => code === OUT_OF_STEP)) return 'out-of-step';
  if (policy !== null && isEnded(policy)) return policy.members.has(me) ? 'by-them' : 'by-me';
  const theirs = theirDevice(room, policy);
  const { peer } = room.row;
  const listed = peer === null ? undefined : lists.all.get(peer)?.list.devices;
  return theirs === null || listed?.some(({ device }) => device === theirs) === true ? 'out-of-step' : 'device-gone';
}

function theirDevice({ row }: Room, policy: Policy | null): DeviceId | null {
  return row.peer === null ? null : (policy?.devices?.get(row.peer) ?? null);
}

/** With every connection, and when somebody's devices changed: a chat whose other device is gone is over. */
export async function endThoseAlone(context: AccountContext): Promise<void> {
  for (const room of context.rooms.all()) {
    const { peer, kind, member } = room.row;
    if (kind !== 'secret' || peer === null || !member || room.awaiting) continue;
    const newest = await context.lists.refresh(peer);
    if (!newest.ok || !context.open) continue;
    const theirs = theirDevice(room, await policyOf(context, room));
    if (theirs === null || newest.value.list.devices.some(({ device }) => device === theirs)) continue;
    // What it said before it went is read first.
    await context.caughtUp(room);
    await endHere(context, room);
  }
}

/** A look at a room that was not loaded leaves it so. */
function policyOf(context: AccountContext, room: Room): Promise<Policy | null> {
  return room.lane(async () => {
    const wasLoaded = room.keys !== null;
    const { policy } = await beginWork(context, room);
    if (!wasLoaded) room.keys = null;
    return policy;
  });
}

/**
 * This device cannot follow the room's keys. Nobody comes back into a secret chat, so it ends, and the other device is told. `news`: something
 * happened that may make it unnecessary, and the repair looks again.
 */
export async function endOutOfStep(context: AccountContext, room: Room, news: Promise<void>): Promise<void> {
  const waited = await Promise.race([context.sleep(GRACE_MS), news.then(() => 'news' as const)]);
  const { broken, row } = room;
  if (waited === 'news' || !context.open || broken === null || !row.member) return;
  context.alarm(room, OUT_OF_STEP);
  const told = pursue(context, room, { kind: 'leave', heir: row.peer });
  await Promise.race([told, context.sleep(TELLING_MS)]);
  await endHere(context, room);
}

function endHere(context: AccountContext, room: Room): Promise<void> {
  return room.lane(async () => {
    const work = await beginWork(context, room);
    const { handshake } = work;
    if (!context.open || !work.row.member) return;
    work.row = { ...work.row, member: false };
    // They are of no more use, and must not be there to be found.
    work.group = null;
    work.base = null;
    if (handshake !== null) {
      work.handshake = null;
      work.statements.push(...context.store.outbox.drop(handshake.id));
      work.afterwards.push(handshake.adopted);
    }
    await finishWork(context, work);
  });
}
