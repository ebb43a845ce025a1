/**
 * What a room needs once its entries are opened, without anyone asking: leaves of people who left go, members who are without keys come in, a
 * state that is of no more use is replaced, a newcomer's leaf is freshened. Everyone in the room sees the same need, so all wait a random while first; who
 * comes late finds it done.
 */
import type { RoomId } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import { sayName } from '../inbox/open-welcome.ts';
import { isBehind } from '../outbox/seal.ts';
import { pursue } from './handshake.ts';
import type { Intent } from './intent.ts';
import { createLetIn } from './let-in.ts';
import { tendGroupInfo } from './tend-group-info.ts';
import type { Verdicts } from './verdicts.ts';
import { needsRepair, type Repair } from '../repair/repair.ts';
import { isQuiet } from '../people/quiet.ts';
import type { Room } from '../rooms/room.ts';
import { straysOf } from './strays.ts';
import { wearOf } from './worn-leaf.ts';
import { beginWork } from '../rooms/working.ts';

export interface FollowUp {
  /** After entries were opened, or a device list changed. */
  look(room: Room): void;
  /** A device list changed: leaves that must go, go from every room, loaded or not. True: none is left that can go now. */
  sweepAll(waitMs: number): Promise<boolean>;
  /** A message waits for it: no jitter. */
  atOnce(room: Room): void;
  /**
   * This device came in by a Welcome: a fresh leaf key keeps later commits small. `atOnce`: the key it came in with is in the hands of
   * others as well (docs/checks.md, K30).
   */
  freshen(room: Room, atOnce: boolean): void;
  /** This account has other devices: those that could not come into a room by themselves are let in. */
  letOwnIn(): void;
  /** Commits stand that somebody could not follow: who comes back finds a sound GroupInfo. */
  tend(room: Room): void;
  /** Others came in: in a small room, they are told what this person is called. */
  greet(room: Room): void;
}

export const SWEEP_JITTER_MS = 3_000;
const SWEEPS_AT_ONCE = 4;
const GREET_JITTER_MS = 2_000;
/** In larger rooms people learn names as they speak. */
const GREET_MOST_MEMBERS = 12;
const FRESHEN_MS = { least: 3_000, jitter: 20_000 };
/** Others look too: who comes second finds it sound. */
const TEND_MS = { least: 200, jitter: 3_000 };

export function createFollowUp(
  context: AccountContext,
  verdicts: Verdicts,
  repair: Repair,
  kick: (room: Room) => void,
): FollowUp {
  const sweeping = new Set<RoomId>();
  const greeting = new Set<RoomId>();
  const freshening = new Set<RoomId>();
  const letIn = createLetIn(context);

  /** A room that was not loaded and is clean is let go again: one look at all rooms must not fill the memory. */
  async function hasStrays(room: Room): Promise<boolean> {
    return room.lane(async () => {
      const wasLoaded = room.keys !== null;
      const work = await beginWork(context, room);
      // Where nothing may be heard of this person, only their own devices go.
      const strays = straysOf(context, work).filter(({ account }) => account === context.me || !isQuiet(context, room));
      // Whoever is gone from a secret room, it ends with them (secret/over.ts).
      const goesOn = work.row.member && work.row.kind !== 'secret';
      const found = goesOn && work.broken === null && strays.length > 0;
      if (!found && !wasLoaded) room.keys = null;
      return found;
    });
  }

  async function sweepAll(waitMs: number): Promise<boolean> {
    await context.sleep(waitMs);
    const queue = context.rooms.all().filter(({ row, awaiting }) => row.member && !awaiting);
    let clean = true;
    const worker = async (): Promise<void> => {
      for (let room = queue.shift(); room !== undefined; room = queue.shift()) {
        if (!context.open || context.gateway.state !== 'online') return void (clean = false);
        await sweep(room, 0);
        if (await hasStrays(room)) clean = false;
      }
    };
    await Promise.all(Array.from({ length: SWEEPS_AT_ONCE }, worker));
    return clean;
  }

  async function sweep(room: Room, waitMs: number): Promise<void> {
    if (sweeping.has(room.id) || !room.row.member || !(await hasStrays(room)) || sweeping.has(room.id)) return;
    sweeping.add(room.id);
    try {
      await context.sleep(waitMs);
      if (context.open) await pursue(context, room, { kind: 'sweep' });
    } finally {
      sweeping.delete(room.id);
    }
    if (context.open) kick(room);
  }

  async function freshen(room: Room, waitMs: number, intent: Intent): Promise<void> {
    await context.sleep(waitMs);
    if (context.open && room.row.member && !isQuiet(context, room)) await pursue(context, room, intent);
  }

  async function replaceWorn(room: Room): Promise<void> {
    if (freshening.has(room.id) || wearOf(context, room) === null || isQuiet(context, room)) return;
    freshening.add(room.id);
    try {
      await context.sleep(soon());
      // Another commit may have brought what was needed.
      const intent = context.open && !isQuiet(context, room) ? wearOf(context, room) : null;
      if (intent !== null) await pursue(context, room, intent);
    } finally {
      freshening.delete(room.id);
    }
  }

  const soon = (): number => FRESHEN_MS.least + context.ports.random() * FRESHEN_MS.jitter;
  const guarded = (run: Promise<void>): void => void run.catch((error: unknown) => context.fault('follow-up', error));

  async function greet(room: Room): Promise<void> {
    if (greeting.has(room.id) || (room.keys?.policy?.members.size ?? 0) > GREET_MOST_MEMBERS) return;
    greeting.add(room.id);
    await context.sleep(context.ports.random() * GREET_JITTER_MS);
    greeting.delete(room.id);
    if (!context.open) return;
    await room.lane(() => sayName(context, room));
    kick(room);
  }

  return {
    letOwnIn: () => guarded(letIn.own()),
    tend: (room) =>
      guarded(
        context.sleep(TEND_MS.least + context.ports.random() * TEND_MS.jitter).then(async () => {
          if (context.open && room.row.kind !== 'secret' && !isQuiet(context, room)) await tendGroupInfo(context, room);
        }),
      ),
    sweepAll,
    greet: (room) => guarded(greet(room)),
    look(room) {
      if (context.gateway.state !== 'online') return;
      // A verdict of this device would say that somebody is here.
      if (!isQuiet(context, room)) verdicts.look(room);
      if (needsRepair(room)) repair.look(room);
      if (room.broken === null) guarded(sweep(room, context.ports.random() * SWEEP_JITTER_MS));
      guarded(letIn.members(room));
      guarded(replaceWorn(room));
    },
    atOnce(room) {
      const group = room.keys?.group ?? null;
      if (group !== null && isBehind(room, group)) room.broken ??= 'epoch-missed';
      if (needsRepair(room)) repair.look(room);
      if (room.broken === null) guarded(sweep(room, 0));
    },
    freshen(room, atOnce) {
      if (room.row.kind !== 'group' && !atOnce) return;
      guarded(freshen(room, atOnce ? 0 : soon(), { kind: 'freshen' }));
    },
  };
}
