/**
 * Brings a room back in order when its log or its keys are not: always the same steps in the same order, each shown to the person
 * (docs/protocol.md §5). Local history is never deleted.
 *
 *   fetch        ask for the log again, hold it against what others signed as seen, and go back to where they part
 *   drain        open what came, and try again what could not be opened
 *   rejoin       come in again as this device, when the keys are of no more use, or begin anew where nobody else is (begin-anew.ts);
 *                a secret chat ends instead (secret/over.ts)
 *   ask-devices  what is missing could come from another own device: there is no way to ask them yet (docs/known-gaps.md)
 *
 * One run per room. A run that did not help rests, longer each time; a new connection, or a word of somebody that fits again,
 * ends the rest. Nothing the server says alone does, so that a lying one cannot keep a client busy.
 */
import type { RoomId } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import type { RepairStep } from '../api/views.ts';
import { isBehind } from '../outbox/seal.ts';
import { joinAlone, type JoinedAlone } from '../rooms/join-alone.ts';
import type { Room } from '../rooms/room.ts';
import { endOutOfStep } from '../secret/over.ts';
import { hear } from '../gossip/hear.ts';
import { APART, isOpen } from './alarms.ts';
import { beginAnew } from './begin-anew.ts';
import { reopen } from './reopen.ts';
import { comeBack, isInAgreement } from './rewind.ts';

export interface Repair {
  /** Begins when the room needs it and no run is under way. */
  look(room: Room): void;
  /** There is news that may help: tries at once. */
  again(room: Room): void;
}

const REST = { first: 2_000, most: 15 * 60_000 } as const;

export function needsRepair(room: Room): boolean {
  if (!room.row.member || room.awaiting) return false;
  const isToMend = room.broken !== null || room.forked || room.doubted;
  return isToMend || room.alarms.some((alarm) => isOpen(alarm) && alarm.code !== APART);
}

/** `mayGoBack`: the commit that broke it may yet be void, and then nothing has to be joined. */
export function createRepair(
  context: AccountContext,
  mayGoBack: (room: Room) => boolean,
  kick: (room: Room) => void,
): Repair {
  /** By room: ends the wait for a rejoin, or the rest between two tries. */
  const running = new Map<RoomId, () => void>();
  const urged = new Set<RoomId>();
  /** Another epoch has another GroupInfo: it is worth another try. */
  const triedIn = new Map<RoomId, number>();
  const rejoin = rejoinOnce(context);

  async function run(room: Room): Promise<void> {
    for (let tries = 0; context.open && needsRepair(room); tries++) {
      await context.connected(room);
      if (!context.open) return;
      urged.delete(room.id);
      const { promise: news, resolve } = Promise.withResolvers<void>();
      running.set(room.id, resolve);
      triedIn.set(room.id, epochOf(room));
      const comeIn = (): Promise<unknown> =>
        room.row.kind === 'secret' ? endOutOfStep(context, room, news) : Promise.race([rejoin(room), news]);
      await attempt(context, room, () => (mayGoBack(room) ? Promise.resolve() : comeIn()));
      kick(room);
      if (needsRepair(room) && !urged.has(room.id))
        await Promise.race([context.sleep(restMs(tries, context.ports.random())), news]);
      if (urged.has(room.id)) tries = 0;
    }
  }

  function look(room: Room): void {
    if (!needsRepair(room)) return;
    if (running.has(room.id))
      return room.broken !== null && triedIn.get(room.id) !== epochOf(room) ? urge(room) : undefined;
    running.set(room.id, () => undefined);
    run(room)
      .catch((error: unknown) => context.fault('repair', error))
      .finally(() => running.delete(room.id));
  }

  function urge(room: Room): void {
    urged.add(room.id);
    triedIn.set(room.id, epochOf(room));
    running.get(room.id)?.();
  }

  return {
    look,
    again(room) {
      if (!needsRepair(room)) return;
      urge(room);
      look(room);
    },
  };
}

/** One at a time. It ends when its commit stands in the log, which a server that tells a false one can keep from us. */
function rejoinOnce(context: AccountContext): (room: Room) => Promise<JoinedAlone> {
  const joining = new Map<RoomId, Promise<JoinedAlone>>();
  return (room) => {
    const joined = joining.get(room.id) ?? comeIn(context, room).finally(() => joining.delete(room.id));
    joining.set(room.id, joined);
    return joined;
  };
}

/** To the others, as a rule; where nobody is, and it says so itself, to a group that it begins. */
async function comeIn(context: AccountContext, room: Room): Promise<JoinedAlone> {
  const joined = await joinAlone(context, room.id);
  if (joined === 'joined' || joined === 'later') return joined;
  return (await beginAnew(context, room)) ?? joined;
}

function restMs(tries: number, random: number): number {
  return Math.min(REST.most, REST.first * 2 ** Math.min(tries, 20)) * (0.5 + random / 2);
}

const epochOf = (room: Room): number => room.keys?.court.settlement.epoch ?? 0;

/** `rejoin` ends with the join, or with news that make looking again worth more than waiting for it. */
async function attempt(context: AccountContext, room: Room, rejoin: () => Promise<unknown>): Promise<void> {
  const at = (step: RepairStep): Promise<void> => context.setRepair(room, 'trying', step);
  room.repairing = true;
  room.doubted = false;
  try {
    await at('fetch');
    const compared = await comeBack(context, room);
    await at('drain');
    await context.caughtUp(room);
    markBehind(room);
    await reopen(context, room);
    if (room.broken !== null && room.row.member) {
      await at('rejoin');
      await rejoin();
      await context.caughtUp(room);
      await reopen(context, room);
    }
    const told = compared === 'same' || compared === 'rewound';
    room.forked = !told || !(await isInAgreement(context, room));
    await hear(context, room);
  } finally {
    room.repairing = false;
  }
  // What no step so far could mend waits for another own device, which cannot be asked yet.
  if (room.broken !== null || room.forked) await context.setRepair(room, 'none', 'ask-devices');
  else await context.setRepair(room, 'done', null);
}

/** Everything was opened, and the room is in a newer epoch: a commit is missing. */
function markBehind(room: Room): void {
  const group = room.keys?.group ?? null;
  if (group !== null && isBehind(room, group)) room.broken ??= 'epoch-missed';
}
