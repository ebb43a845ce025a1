/**
 * What the server says, to whom it concerns. After every `ready` all rooms are brought up to date, newest activity first, and
 * whatever was begun here and not answered is carried on.
 */
import type { RoomId, ServerFrame, ServerFrameOf } from '@alcove/protocol';
import type { Archive } from '../archive/archive.ts';
import type { AccountContext } from '../account/context.ts';
import type { Approving } from '../devices/approving.ts';
import type { KeyPackageUpkeep } from '../devices/key-packages.ts';
import type { OwnDevices } from '../devices/own-devices.ts';
import type { Renewal } from '../devices/renewal.ts';
import { hasUnheard } from '../gossip/hear.ts';
import { openWelcome } from '../inbox/open-welcome.ts';
import type { Pump } from '../outbox/pump.ts';
import type { Presence } from '../presence/presence.ts';
import { followOwn } from '../profile/own-about.ts';
import type { Telling } from '../profile/telling.ts';
import { SWEEP_JITTER_MS, type FollowUp } from '../handshake/follow-up.ts';
import { resume } from '../handshake/handshake.ts';
import { createLane } from '../rooms/lane.ts';
import { followDecisions } from '../people/identity.ts';
import { meetServer, uploadRecords } from '../records/write.ts';
import { reopen } from '../repair/reopen.ts';
import type { Search } from '../search/search.ts';
import { endThoseAlone } from '../secret/over.ts';
import type { Repair } from '../repair/repair.ts';
import type { Room } from '../rooms/room.ts';
import { severalAtOnce } from '../rooms/several.ts';
import { beginWork, finishWork } from '../rooms/working.ts';
import { backOffMs, WELCOME_AGAIN } from './back-off.ts';
import type { CatchUp } from './catch-up.ts';
import { createComingIn } from './coming-in.ts';
import { createLogEnds } from './log-ends.ts';

export interface Parts {
  readonly archive: Archive;
  readonly catchUp: CatchUp;
  readonly pump: Pump;
  readonly followUp: FollowUp;
  readonly repair: Repair;
  readonly presence: Presence;
  readonly search: Search;
  /** Bio and status, and the picture. */
  readonly about: Telling;
  readonly picture: Telling;
  readonly keyPackages: KeyPackageUpkeep;
  readonly renewal: Renewal;
  readonly ownDevices: OwnDevices;
  readonly approving: Approving;
  readonly isWatched: (room: Room) => boolean;
  /** Newest activity first. */
  readonly byActivity: (rooms: readonly Room[]) => readonly Room[];
}

export interface Follow {
  ready(frame: ServerFrameOf<'ready'>): void;
  frame(frame: ServerFrame): void;
}

export function createFollow(context: AccountContext, parts: Parts): Follow {
  const welcomes = createLane();
  const ends = createLogEnds(context);
  /** Rooms of which entries came and nothing else, since the connection stands. */
  const heardOf = new Set<RoomId>();
  const guarded = (where: string, run: Promise<unknown>): void =>
    void run.catch((error: unknown) => context.fault(where, error));
  const comingIn = createComingIn(context, { bringUp, welcomed: () => welcomes(async () => undefined), guarded });

  async function bringUp(room: Room): Promise<void> {
    // Others need not wait for it.
    if (room.founding !== null) return guarded('found', bringUpFounded(room));
    await ends.bringBack(room);
    await parts.catchUp.caughtUp(room);
    if (!context.open || context.gateway.state !== 'online') return;
    room.current = !ends.has(room.id) && !room.forked;
    // Whoever was told another log may have come back meanwhile, or this device now can.
    if (room.apart.size > 0) room.doubted = true;
    if (hasUnheard(room)) context.heard(room);
    if (room.handshake !== null || room.lost.length > 0)
      guarded(
        'handshake',
        resume(context, room).then(() => comingIn.comeBack(room)),
      );
    else guarded('join', comingIn.comeBack(room));
    parts.pump.remind(room);
    // What was not touched is as it was left: its keys need not be loaded for a look.
    if (room.keys !== null) parts.followUp.look(room);
    parts.repair.again(room);
    if (!room.awaiting && parts.isWatched(room)) {
      parts.presence.moved(room, 'read');
      await parts.presence.fetchMarks(room);
    }
  }

  async function bringUpFounded(room: Room): Promise<void> {
    await context.connected(room);
    if (room.founding === null && context.rooms.get(room.id) === room) await bringUp(room);
  }

  async function keepCertified(incarnation: string | null): Promise<void> {
    await parts.renewal.certified();
    guarded(
      'renewal',
      parts.renewal.connected(() => parts.keyPackages.renewed()),
    );
    await parts.keyPackages.begin(incarnation);
    await parts.keyPackages.complete();
  }

  const bringAllUp = (rooms: readonly Room[]): Promise<void> =>
    severalAtOnce(parts.byActivity(rooms), () => context.open, bringUp);

  async function learnCompany(): Promise<void> {
    for (const room of context.rooms.all()) if (context.open && !room.awaiting) await context.company.of(room);
  }

  async function welcome(frame: ServerFrameOf<'welcome'>, tries = 0): Promise<void> {
    // It may be the room that this device is coming into by itself.
    await context.joins.get(frame.room);
    const welcomed = await openWelcome(context, frame);
    if (welcomed.kind === 'later') return guarded('welcome', welcomeAgain(frame, tries));
    if (welcomed.kind === 'refused') {
      context.ports.report({ where: 'welcome', error: welcomed.code });
      const room = context.rooms.get(frame.room);
      if (room !== undefined) context.alarm(room, welcomed.code);
      return;
    }
    context.gateway.tell({ t: 'welcome-taken', id: frame.id });
    if (welcomed.kind === 'known') return;
    parts.followUp.freshen(welcomed.room, welcomed.byLastResort);
    if (welcomed.byLastResort) guarded('key-packages', parts.keyPackages.renewLastResort());
    await bringUp(welcomed.room);
  }

  /** The server shows it again with the next connection; where only a call was lost, this one goes on. */
  async function welcomeAgain(frame: ServerFrameOf<'welcome'>, tries: number): Promise<void> {
    await context.sleep(backOffMs(tries, context.ports.random, WELCOME_AGAIN));
    if (context.open && context.gateway.state === 'online') await welcomes(() => welcome(frame, tries + 1));
  }

  function inRoom(id: RoomId, run: (room: Room) => void): void {
    const room = context.rooms.get(id);
    if (room !== undefined) run(room);
  }

  /** A live entry of a room that this device knows nothing of: a Welcome comes with it, or this device was forgotten. */
  function hearOf(id: RoomId): void {
    const room = context.rooms.get(id);
    if ((room !== undefined && !room.awaiting) || heardOf.has(id)) return;
    heardOf.add(id);
    guarded('join', comingIn.joinUnknown([id]));
  }

  /** A room whose keys never came, and in which this account is no more: what was written into it meanwhile goes nowhere. */
  async function letGo(room: Room): Promise<void> {
    await room.lane(async () => {
      const work = await beginWork(context, room);
      work.row = { ...work.row, member: false };
      await finishWork(context, work);
    });
    parts.pump.kick(room);
  }

  async function devicesChanged({ account, seq }: ServerFrameOf<'devices-changed'>): Promise<void> {
    await context.lists.atLeast(account, seq);
    context.changes.people();
    // What was refused for want of this list may open now.
    for (const room of context.rooms.all()) if (room.keys !== null) await reopen(context, room);
    if (account === context.me) return parts.followUp.letOwnIn();
    guarded('secret', endThoseAlone(context));
    await parts.followUp.sweepAll(context.ports.random() * SWEEP_JITTER_MS);
  }

  return {
    ready(frame) {
      heardOf.clear();
      const unknown: RoomId[] = [];
      ends.greeted(frame.rooms);
      for (const room of context.rooms.all()) room.current = false;
      guarded('gossip', context.incarnations.greeted(frame.incarnation, context.now()));
      for (const { room: id, seq, head, epoch, member, own } of frame.rooms) {
        const room = context.rooms.get(id);
        if (room !== undefined) {
          room.told = { seq, epoch, own: Math.min(own, seq) };
          context.take(room, { kind: 'known', seq });
          // Where its log is longer, a page says so; where it is shorter, what is here is brought back first.
          if (head !== undefined) context.take(room, { kind: 'end', seq, head });
        }
        if ((room === undefined || room.awaiting) && member) unknown.push(id);
        if (room?.awaiting === true && room.row.member && !member) guarded('join', letGo(room));
      }
      guarded('catch-up', bringAllUp(context.rooms.all()).then(learnCompany));
      guarded('secret', endThoseAlone(context));
      // Whom this person compared with counts before a new device meets them.
      const decisions = meetServer(context, frame.incarnation).then(() => followDecisions({ context, parts }));
      if (unknown.length > 0)
        guarded(
          'join',
          decisions.then(() => comingIn.joinUnknown(unknown)),
        );
      guarded('key-packages', keepCertified(frame.incarnation));
      const settled = decisions.then(() => uploadRecords(context)).then(() => followOwn(context, parts));
      guarded('records', settled);
      context.changes.account('vault');
      parts.archive.ready();
      guarded('devices', parts.ownDevices.connected());
      guarded('approvals', parts.approving.look());
    },
    frame(frame) {
      switch (frame.t) {
        case 'entry':
          hearOf(frame.room);
          return inRoom(frame.room, (room) =>
            context.take(room, {
              kind: 'live',
              entry: { seq: frame.seq, core: new Uint8Array(frame.core), receipt: frame.receipt },
            }),
          );
        case 'welcome':
          return guarded(
            'welcome',
            welcomes(() => welcome(frame)),
          );
        case 'whispered':
          return inRoom(frame.room, (room) => guarded('presence', parts.presence.whispered(room, frame, frame.body)));
        case 'marked':
          return inRoom(frame.room, (room) => guarded('presence', parts.presence.marked(room, frame, frame.body)));
        case 'devices-changed':
          return guarded('lists', devicesChanged(frame));
        case 'account-changed':
          if (frame.what === 'archive') return parts.archive.changed();
          if (frame.what === 'records')
            return guarded(
              'records',
              followDecisions({ context, parts }).then(() => comingIn.joinKeyless()),
            );
          return context.changes.account(frame.what);
        case 'approvals-changed':
          return guarded('approvals', parts.approving.look());
        case 'key-packages-low':
          return guarded('key-packages', parts.keyPackages.refill(frame.left));
        default:
          return;
      }
    },
  };
}
