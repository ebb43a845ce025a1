/**
 * The outbox: sends a room's waiting messages one after the other, in the order they were written, until none waits or the room
 * must rest. A retry sends the same bytes; what the group has moved on from is sealed again, under the same id, so that the
 * server takes a message once (protocol.md §5, §6). What the server does not take, though nothing speaks against it, waits with that
 * as its reason and is sent again, each time later: a server that lies can neither keep this busy nor lose a message. Mirrors
 * inbox/open-frame.ts.
 */
import type { AppendFrame, ErrorBody, FrameId, RoomId } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import type { FailureCode } from '../api/outcome.ts';
import { heldBy } from '../people/held.ts';
import type { TimerHandle } from '../ports.ts';
import type { Outgoing, Room } from '../rooms/room.ts';
import { beginWork, finishWork, type Working } from '../rooms/working.ts';
import { failureOfError, isPassing } from '../session/failure.ts';
import { backOffMs, notYetMs } from '../sync/back-off.ts';
import { endRest, noteRest } from './rest.ts';
import { canSeal, isAbreast, replaceOutgoing, sealWaiting } from './seal.ts';

export interface Pump {
  /** Sends what can be sent. Cheap when there is nothing. */
  kick(room: Room): void;
  /** After connecting anew: what was acknowledged and is still not in the log is sent again, under its old id. */
  remind(room: Room): void;
  /** The connection is gone: what a server said that took nothing is over with it. */
  lost(): void;
}

/** Between two tries with what the server calls stale and the log does not. */
const STALE = { first: 2_000, most: 60_000 } as const;
/** A full server is not asked every two seconds by every room of everybody. */
const FULL = { first: 2_000, most: 30_000 } as const;
/** After an acknowledgement. */
const UNSEEN = { first: 15_000, most: 15 * 60_000 } as const;

export function createPump(context: AccountContext): Pump {
  const running = new Set<RoomId>();
  const again = new Set<RoomId>();
  const resting = new Map<RoomId, TimerHandle>();
  /** How often in a row the server did not take what waits, though it may. */
  const refusals = new Map<RoomId, number>();
  const doubts = new Map<FrameId, number>();

  function kick(room: Room): void {
    if (!context.open || resting.has(room.id) || !hasWaiting(room)) return;
    if (running.has(room.id)) {
      again.add(room.id);
      return;
    }
    running.add(room.id);
    drain(room)
      .catch((error: unknown) => context.fault('outbox', error))
      .finally(() => {
        running.delete(room.id);
        if (again.delete(room.id)) kick(room);
      });
  }

  async function drain(room: Room): Promise<void> {
    while (context.open && context.gateway.state === 'online') {
      const next = await nextFrame(context, room);
      if (next === null) return;
      const answer = await context.gateway.append(next.frame);
      if (answer.kind === 'disconnected') return;
      if (answer.kind === 'answer') {
        context.noteKnown(room, answer.value.seq);
        refusals.delete(room.id);
        endRest(context, room);
        await settled(context, room, next.outgoing);
        doubt(room, next.outgoing.id);
      } else if (!(await refused(room, next.outgoing, answer.error))) return;
    }
  }

  /** True: go on with the next. */
  async function refused(room: Room, outgoing: Outgoing, error: ErrorBody): Promise<boolean> {
    const tries = refusals.get(room.id) ?? 0;
    if (error.code === 'stale-epoch') {
      await context.caughtUp(room);
      const now = await resealed(context, room, outgoing);
      if (now !== 'still-good') return now === 'sealed';
      rest(room, error, Math.min(STALE.most, STALE.first * 2 ** Math.min(tries, 20)));
      return false;
    }
    if (isPassing(error)) {
      const full = error.code === 'storage-full';
      rest(room, error, notYetMs(error, tries, full ? backOffMs(tries, context.ports.random, FULL) : undefined));
      return false;
    }
    endRest(context, room);
    await giveUp(context, room, outgoing, failureOfError(error).code);
    return true;
  }

  /** Acknowledged, and its entry does not come: it is sent again under its id, each time later. */
  function doubt(room: Room, id: FrameId): void {
    const times = doubts.get(id) ?? 0;
    doubts.set(id, times + 1);
    const check = (): void => {
      const unseen = room.outgoing.some((each) => each.id === id && each.acknowledged);
      if (!unseen) doubts.delete(id);
      if (!unseen || !context.open) return;
      room.outgoing = room.outgoing.map((each) => (each.id === id ? { ...each, acknowledged: false } : each));
      kick(room);
    };
    void context.sleep(Math.min(UNSEEN.most, UNSEEN.first * 2 ** Math.min(times, 20))).then(check);
  }

  /** Nothing of the room is sent for a while, which is shown. Not when the connection went meanwhile: the next one begins at once. */
  function rest(room: Room, error: ErrorBody, ms: number): void {
    if (context.gateway.state !== 'online') return;
    refusals.set(room.id, (refusals.get(room.id) ?? 0) + 1);
    const over = (): void => {
      resting.delete(room.id);
      // Until the answer to the next try, what the last one said holds; what was taken back is not tried.
      if (!hasWaiting(room)) endRest(context, room);
      kick(room);
    };
    resting.set(room.id, context.ports.clock.setTimer(ms, over));
    noteRest(context, room, error, ms);
  }

  return {
    kick,
    remind(room) {
      room.outgoing = room.outgoing.map((each) => (each.acknowledged ? { ...each, acknowledged: false } : each));
      kick(room);
    },
    lost() {
      for (const handle of resting.values()) context.ports.clock.clearTimer(handle);
      resting.clear();
      refusals.clear();
      for (const room of context.rooms.all()) endRest(context, room);
    },
  };
}

function hasWaiting({ outgoing }: Room): boolean {
  return outgoing.some(({ state }) => state === 'waiting');
}

/** The first waiting message, sealed at the current epoch; null when none waits or none can be sealed now. */
function nextFrame(context: AccountContext, room: Room): Promise<{ outgoing: Outgoing; frame: AppendFrame } | null> {
  return room.lane(async () => {
    const first = room.outgoing.find(({ state, acknowledged }) => state === 'waiting' && !acknowledged);
    if (first === undefined) return null;
    const work = await beginWork(context, room);
    // Also what was sealed before the connection stood; what is missing is being fetched, and brings this back.
    if (!isAbreast(context, work)) return null;
    // Also what was sealed before it was known: it waits with the rest.
    if (work.policy !== null && heldBy(context, work.policy).length > 0) return null;
    if (first.frame !== null && first.epoch === work.group?.epoch) return { outgoing: first, frame: first.frame };
    if (!work.row.member) return giveUpAll(context, work);
    if (!canSeal(context, work)) {
      context.unsealable(room);
      return null;
    }
    const outgoing = await sealWaiting(context, work, first);
    await finishWork(context, work);
    return outgoing.frame === null ? null : { outgoing, frame: outgoing.frame };
  });
}

/** Nobody takes them any more: said, not silently kept. */
async function giveUpAll(context: AccountContext, work: Working): Promise<null> {
  for (const each of work.outgoing) {
    if (each.state === 'waiting' && !each.acknowledged)
      replaceOutgoing(context, work, { ...each, state: 'failed', reason: 'not-member' });
  }
  work.afterwards.push(() => context.changes.marks(work.room.id));
  await finishWork(context, work);
  return null;
}

/** Acknowledged: its place is written when the entry comes by in the log, together with the cursor. */
function settled(context: AccountContext, room: Room, outgoing: Outgoing): Promise<void> {
  return room.lane(async () => {
    room.outgoing = room.outgoing.map((each) => (each.id === outgoing.id ? { ...each, acknowledged: true } : each));
    context.changes.room(room.id);
  });
}

/** `still-good`: sealed in the newest epoch there is, whatever the server says. `not-now`: it will be asked for again. */
type Resealed = 'sealed' | 'still-good' | 'not-now';

function resealed(context: AccountContext, room: Room, outgoing: Outgoing): Promise<Resealed> {
  return room.lane(async () => {
    const work = await beginWork(context, room);
    const still = work.outgoing.find(({ id }) => id === outgoing.id);
    // Accepted under the first bytes after all, or taken back meanwhile.
    if (still === undefined) return 'sealed';
    if (work.group === null || !canSeal(context, work)) {
      context.unsealable(room);
      return 'not-now';
    }
    if (work.group.epoch <= outgoing.epoch) return 'still-good';
    await sealWaiting(context, work, still);
    await finishWork(context, work);
    return 'sealed';
  });
}

function giveUp(context: AccountContext, room: Room, outgoing: Outgoing, code: FailureCode): Promise<void> {
  return room.lane(async () => {
    const work = await beginWork(context, room);
    const still = work.outgoing.find(({ id }) => id === outgoing.id);
    if (still === undefined) return;
    replaceOutgoing(context, work, { ...still, state: 'failed', reason: code });
    work.afterwards.push(() => context.changes.marks(room.id));
    await finishWork(context, work);
  });
}
