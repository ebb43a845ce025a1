/**
 * Who is here now. Whoever looks at the app says so every few minutes to the liveliest rooms that reach somebody new, a few dozen people
 * at most; nothing of it is stored, and who is not heard of for a while is not here. What is said of oneself for longer is no whisper
 * (profile/own-about.ts). Nothing is said where nothing may be told (docs/checks.md, P16), and by nobody who
 * turned it off (S06).
 */
import type { AccountId, RoomId } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import type { TimerHandle } from '../ports.ts';
import { mayTell } from '../profile/may-tell.ts';
import type { Room } from '../rooms/room.ts';
import { createHeardOf } from './heard-of.ts';
import type { Sender } from './presence.ts';

export interface Here {
  /** Somebody looks at the app on this device, or does no longer. */
  setActive(on: boolean): void;
  /** It is known now, or was changed, whether this person wants to be seen here. */
  settled(): void;
  /** The connection stands anew: nobody is known to be here. */
  connected(): void;
  heard(room: Room, sender: Sender, said: Said): void;
  /** This person writes there for the first time, or accepted it: it is not left to the next beat. */
  spoken(room: Room): void;
  /** Accounts of which a device is here, this person's not among them; the same object while nothing changed. */
  present(): readonly AccountId[];
  stop(): void;
}
/** `asks`: they have just come, and do not know who else is here. */
export interface Said {
  readonly here: boolean;
  readonly asks: boolean;
}

const BEAT_MS = 4 * 60_000;
/** Twice the longest time between two beats. */
const HEARD_MS = 2.5 * BEAT_MS;
/** What is opened first is the room that somebody looks at. */
const FIRST_MS = 2_000;
const ANSWER_MS = 4_000;
/** Larger rooms are not told: everybody would hear of everybody. */
const SMALL_ROOM = 32;
const ROOMS_AT_MOST = 12;
/** To see who is in a room its keys are loaded, and stay: a beat looks into the liveliest rooms only, however many there are. */
const LIVELIEST = 24;
/** A server takes five whispers a second, and somebody may be writing. */
const SPACE_MS = 400;

interface Ways {
  byActivity(rooms: readonly Room[]): readonly Room[];
  /** Loads the room's keys. */
  open(room: Room): Promise<unknown>;
  whisper(room: Room, said: Said): Promise<unknown>;
}

export function createHere(context: AccountContext, ways: Ways): Here {
  const { clock, random } = context.ports;
  const heardOf = createHeardOf(clock, HEARD_MS, () => context.changes.present());
  const timers = new Map<RoomId | 'beat', TimerHandle>();
  let active = false;
  /** Rooms that were told that somebody is here, and hear when they are not any more. */
  let told: readonly Room[] = [];
  const spokenIn = new Set<RoomId>();
  const say = (room: Room, said: Said): void =>
    void ways.whisper(room, said).catch((error: unknown) => context.fault('presence', error));

  function mayHear(room: Room): boolean {
    const policy = room.keys?.policy ?? null;
    return policy !== null && policy.members.size <= SMALL_ROOM && mayTell(context, room, policy, false);
  }

  const tells = (): boolean => active && context.open && context.settings.tells('presence');

  function goAway(): void {
    rest();
    for (const room of told) {
      sayGone(room);
      // A whisper that met a change of the room's keys is lost, and whoever missed this one would see them here for minutes.
      after(ANSWER_MS, room.id, () => sayGone(room));
    }
    told = [];
  }

  function sayGone(room: Room): void {
    if (context.open && !tells() && mayHear(room)) say(room, { here: false, asks: false });
  }

  /** Each person hears it once, however many rooms they share. */
  async function beat(asks: boolean): Promise<void> {
    const rooms = context.rooms.all().filter(({ row, awaiting }) => row.member && !awaiting);
    const liveliest = ways.byActivity(rooms).slice(0, LIVELIEST);
    const reached = new Set<AccountId>([context.me]);
    const now: Room[] = [];
    for (const room of liveliest) {
      if (!tells() || now.length >= ROOMS_AT_MOST) break;
      const { peer } = room.row;
      if (peer !== null && reached.has(peer)) continue;
      await ways.open(room);
      const members = [...(room.keys?.policy?.members.keys() ?? [])];
      if (!mayHear(room) || members.every((account) => reached.has(account))) continue;
      // Whoever goes before this beat is over takes it back here too.
      if (!told.includes(room)) told = [...told, room];
      await ways.whisper(room, { here: true, asks });
      await context.sleep(SPACE_MS);
      for (const account of members) reached.add(account);
      now.push(room);
    }
    if (tells()) told = now;
  }

  function after(ms: number, what: RoomId | 'beat', run: () => void): void {
    const before = timers.get(what);
    if (before !== undefined) clock.clearTimer(before);
    const then = (): void => {
      timers.delete(what);
      run();
    };
    timers.set(what, clock.setTimer(ms, then));
  }

  function schedule(ms: number, asks: boolean): void {
    after(ms * (0.75 + random() * 0.5), 'beat', () => {
      schedule(BEAT_MS, false);
      if (context.gateway.state === 'online') beat(asks).catch((error: unknown) => context.fault('presence', error));
    });
  }

  function rest(): void {
    for (const timer of timers.values()) clock.clearTimer(timer);
    timers.clear();
  }

  return {
    setActive(on) {
      if (active === on) return;
      active = on;
      if (on) schedule(FIRST_MS, true);
      else goAway();
    },
    settled() {
      if (!context.settings.shows('presence')) heardOf.clear();
      // Said once: this comes again when the other devices have it.
      if (!context.settings.tells('presence')) {
        if (timers.has('beat')) goAway();
      } else if (active && told.length === 0) schedule(FIRST_MS, true);
    },
    connected() {
      heardOf.clear();
      spokenIn.clear();
      if (active) schedule(FIRST_MS, true);
    },
    heard(room, { account, device }, { here, asks }) {
      if (account === context.me || !context.settings.shows('presence')) return;
      if (!here) return heardOf.forget(account, device);
      heardOf.hear(account, device);
      if (!asks || !active || timers.has(room.id)) return;
      after(ANSWER_MS * random(), room.id, () => {
        if (tells() && mayHear(room)) say(room, { here: true, asks: false });
      });
    },
    spoken(room) {
      if (!tells() || spokenIn.has(room.id) || !mayHear(room)) return;
      spokenIn.add(room.id);
      told = [...told.filter(({ id }) => id !== room.id), room];
      say(room, { here: true, asks: true });
    },
    present: () => heardOf.all(),
    stop() {
      active = false;
      rest();
      heardOf.clear();
    },
  };
}
