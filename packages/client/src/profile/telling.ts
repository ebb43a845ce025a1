/**
 * Tells rooms what this person says of themselves: one room after the other, the liveliest first, with a pause between them, and only where
 * somebody is who has not heard it. In a large room newcomers hear it when this person next writes there.
 */
import type { SendableEvent } from '@alcove/content';
import type { RoomId } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import { canSeal, queueEvent } from '../outbox/seal.ts';
import type { Room } from '../rooms/room.ts';
import { beginWork, finishWork, type Working } from '../rooms/working.ts';
import type { Ledger } from './ledger.ts';
import { mayTell, othersIn } from './may-tell.ts';

/** One thing that is told whole: bio and status, or the picture. */
export interface Telling {
  /** It was changed on this device. */
  changed(): void;
  /** Goes on with what is owed: with every connection, and when a room may be told that might not before. */
  look(): void;
  /** Somebody came into the room, or this device did. */
  owe(room: Room): void;
  /** This person writes there. */
  spoken(room: Room): void;
  /** What was told there was taken back. */
  again(room: Room): void;
  /** Entries of it were opened: what could not be said there before may be said now. */
  opened(room: Room): void;
}

export interface Told {
  readonly ledger: Ledger;
  /** When it was last changed; 0: there never was anything to tell. */
  at(): number;
  isEmpty(): boolean;
  event(): Promise<SendableEvent | null>;
  /** The pause after so many rooms were told. */
  gapMs(rooms: number): number;
}

/** In larger rooms people meet as they speak. */
const SMALL_ROOM = 12;
const GREET_JITTER_MS = 2_000;

export function createTelling(
  context: AccountContext,
  what: Told,
  parts: { byActivity(rooms: readonly Room[]): readonly Room[]; kick(room: Room): void },
): Telling {
  const { ledger } = what;
  let running = false;
  let again = false;
  const guarded = (run: Promise<unknown>): void => void run.catch((error: unknown) => context.fault('telling', error));

  /** True: a message is on its way. Without one, everybody there knew, or the room cannot be told now and stays owed. */
  async function tell(room: Room): Promise<boolean> {
    const { at } = ledger;
    const event = await what.event();
    if (event === null) return false;
    return room.lane(async () => {
      const wasLoaded = room.keys !== null;
      const work = await beginWork(context, room);
      if (!room.row.member) await ledger.settle(at, room.id, []);
      const unaware = canTell(work) ? othersIn(work, context.me).filter((device) => !ledger.isTold(device)) : null;
      if (unaware === null || unaware.length === 0) {
        if (unaware !== null) await ledger.settle(at, room.id, []);
        if (!wasLoaded) room.keys = null;
        return false;
      }
      await queueEvent(context, work, event);
      await finishWork(context, work);
      await ledger.settle(at, room.id, unaware);
      return true;
    });
  }

  function canTell(work: Working): boolean {
    const { policy, room } = work;
    return policy !== null && mayTell(context, room, policy, what.isEmpty()) && canSeal(context, work);
  }

  async function tellAll(): Promise<void> {
    const tried = new Set<RoomId>();
    let told = 0;
    for (;;) {
      if (!context.open || context.gateway.state !== 'online') return;
      const owed = context.rooms.all().filter(({ id, awaiting }) => ledger.owed.has(id) && !awaiting && !tried.has(id));
      const next = parts.byActivity(owed)[0];
      if (next === undefined) return;
      tried.add(next.id);
      if (!(await tell(next))) continue;
      parts.kick(next);
      told += 1;
      await context.sleep(what.gapMs(told) * (0.5 + context.ports.random()));
    }
  }

  const alone = (room: Room): void => guarded(tell(room).then((said) => said && parts.kick(room)));

  async function run(): Promise<void> {
    again = running;
    if (running) return;
    running = true;
    try {
      do {
        again = false;
        await tellAll();
      } while (again);
    } finally {
      running = false;
    }
  }

  async function soon(room: Room): Promise<void> {
    const isSmall = (room.keys?.policy?.members.size ?? 0) <= SMALL_ROOM;
    await ledger.owe(room.id, isSmall ? 'soon' : 'later');
    await context.sleep(context.ports.random() * GREET_JITTER_MS);
    if (context.open) await run();
  }

  function changed(): void {
    const rooms = context.rooms.all().map(({ id }) => id);
    guarded(ledger.begin(what.at(), rooms).then(run));
  }

  return {
    changed,
    look() {
      // Cut off between changing it and noting whom to tell.
      if (ledger.at < what.at()) changed();
      else if (ledger.owed.size > 0) guarded(run());
    },
    owe(room) {
      if (what.at() > 0) guarded(soon(room));
    },
    spoken(room) {
      if (ledger.later.has(room.id) || ledger.owed.has(room.id)) alone(room);
    },
    again(room) {
      const keys = room.keys ?? { group: null };
      guarded(ledger.unsettle(room.id, othersIn(keys, context.me)).then(run));
    },
    opened(room) {
      if (!ledger.owed.has(room.id) || room.keys === null) return;
      // One that is loaded: where nothing may be said this looks, and does no more.
      if (running) again = true;
      else alone(room);
    },
  };
}
