/**
 * A Welcome: this device was added to a room. The policy chain and everyone's device lists are verified, the Welcome is opened
 * against them (docs/checks.md, K21–K30), and the room's log is followed from the commit that made it.
 */
import { joinByWelcome, type Joined, type Refused } from '@alcove/crypto';
import {
  decodeCbor,
  decodeLogCore,
  MalformedError,
  PolicyBody,
  PolicyFrame,
  type AccountId,
  type ServerFrameOf,
} from '@alcove/protocol';
import type { KeyPackageRow, SqlStatement } from '@alcove/store';
import type { ReasonCode } from '../api/reasons.ts';
import type { AccountContext } from '../account/context.ts';
import { USED_LAST_RESORT_SECONDS } from '../devices/key-packages.ts';
import { queueEvent } from '../outbox/seal.ts';
import { arriveAt, type Arrival } from '../rooms/arrival.ts';
import { noteRequest } from '../people/requests.ts';
import { isQuiet } from '../people/quiet.ts';
import { enterRoom } from '../rooms/enter.ts';
import type { Room } from '../rooms/room.ts';
import { codeAtEntrance, trustAtEntrance } from '../handshake/strays.ts';
import { beginWork, finishWork } from '../rooms/working.ts';

type WelcomeFrame = ServerFrameOf<'welcome'>;
/** `later`: the server keeps the Welcome and shows it again with the next connection. */
export type Welcomed =
  /** `byLastResort`: the key package that served is known to others and serves them too. */
  | { readonly kind: 'joined'; readonly room: Room; readonly byLastResort: boolean }
  | { readonly kind: 'known' }
  | { readonly kind: 'later' }
  | { readonly kind: 'refused'; readonly code: ReasonCode };

export async function openWelcome(context: AccountContext, frame: WelcomeFrame): Promise<Welcomed> {
  if (await wasTaken(context, frame)) return { kind: 'known' };
  // K56: nor is anybody brought into it a second time.
  if (context.rooms.get(frame.room)?.row.kind === 'secret') return { kind: 'refused', code: 'secret-closed' };
  const arrived = await arriveAt(context, frame.room, frame.seq);
  if (arrived.kind !== 'ok') return arrived;
  const { arrival } = arrived;
  const packages = await context.store.keyPackages.all();
  const joined = await join(context, frame, arrival, packages);
  if (joined.kind !== 'joined') return { kind: 'refused', code: codeAtEntrance(joined) };
  if (!isOfCommit(frame, arrival, joined)) return { kind: 'refused', code: 'welcome-of-other-commit' };
  const used = packages.find(({ ref }) => ref === joined.usedRef);
  const room = await enter(context, frame, arrival, joined, used);
  return { kind: 'joined', room, byLastResort: used?.lastResort === true };
}

/**
 * K27: the Welcome belongs to the commit that stands in the log at its place. One that lost its race made a Welcome too, into a group
 * that nobody else is in.
 */
function isOfCommit({ epoch }: WelcomeFrame, { committer, settlement }: Arrival, { inviter }: Joined): boolean {
  const { account, device } = committer;
  return settlement.epoch === epoch && inviter.account === account && inviter.device === device;
}

/** A Welcome that was stored but not confirmed comes again, also to whoever was taken out of the room since. */
async function wasTaken(context: AccountContext, { room: id, seq, epoch }: WelcomeFrame): Promise<boolean> {
  const room = context.rooms.get(id);
  if (room === undefined || room.awaiting) return false;
  return room.lane(async () => {
    const { group, row } = await beginWork(context, room);
    if (!row.member) return seq <= room.place.seq;
    return group !== null && room.broken === null && group.epoch >= epoch;
  });
}

function join(
  context: AccountContext,
  frame: WelcomeFrame,
  { policy }: Arrival,
  packages: readonly KeyPackageRow[],
): Promise<Joined | Refused> {
  // A device that was removed may still have a leaf: it is known, and goes before anything is sealed.
  const list = context.lists.all.get(context.me)?.list;
  const own = [...(list?.devices ?? []), ...(list?.revoked ?? [])].map(({ device }) => device);
  return joinByWelcome({
    identity: context.identity,
    welcome: frame.body,
    packages,
    room: frame.room,
    epoch: frame.epoch,
    trust: trustAtEntrance(context, policy),
    ownDevices: new Set(own),
  });
}

async function enter(
  context: AccountContext,
  frame: WelcomeFrame,
  arrival: Arrival,
  joined: Joined,
  used: KeyPackageRow | undefined,
): Promise<Room> {
  const before = context.rooms.get(frame.room)?.row;
  const entrance = {
    title: before?.title ?? '',
    topic: before?.topic ?? '',
    groupInfoKey: null,
    joinEpoch: frame.epoch,
    first: await comesFirst(context, frame),
  };
  if (before?.member !== true) await noteRequest(context, arrival);
  const room = await enterRoom(context, arrival, entrance, (work) => {
    work.group = joined.state;
    if (used !== undefined) work.statements.push(...spent(context, used));
  });
  await room.lane(() => sayName(context, room));
  context.owe(room);
  hearOf(context, room, arrival).catch((error: unknown) => context.fault('welcome', error));
  return room;
}

/** What was said between looking and entering came to a room that was not here yet, and nobody says it again. */
async function hearOf(context: AccountContext, room: Room, { last }: Arrival): Promise<void> {
  const page = await context.gateway.ask<'fetch'>({ t: 'fetch', room: room.id, after: last, limit: 1 });
  if (page.kind === 'answer') context.noteKnown(room, page.value.last);
}

/** Whether the account came in with this Welcome's commit: the policy that says so stands right before it. */
async function comesFirst(context: AccountContext, { room, seq }: WelcomeFrame): Promise<boolean> {
  const own = context.lists.all.get(context.me)?.list;
  if (own?.devices.length === 1 && own.revoked.length === 0) return true;
  // A room's first commit brings in those it was founded with.
  if (seq <= 2) return true;
  const page = await context.gateway.ask<'fetch'>({ t: 'fetch', room, after: seq - 2, limit: 1 });
  const before = page.kind === 'answer' ? page.value.entries.find((entry) => entry.seq === seq - 1) : undefined;
  return before !== undefined && addsAccount(before.core, context.me);
}

function addsAccount(bytes: Uint8Array, account: AccountId): boolean {
  try {
    const core = decodeLogCore(bytes);
    if (core.kind !== 'policy') return false;
    const { body } = decodeCbor(PolicyFrame, core.body, 'policy');
    const change = decodeCbor(PolicyBody, body, 'policy');
    return change.type === 'change' && change.add.some((person) => person.account === account);
  } catch (error) {
    if (error instanceof MalformedError) return false;
    throw error;
  }
}

/** A key package is gone with the join; a last resort that others hold too soon after. */
function spent({ store, now }: AccountContext, { ref, lastResort }: KeyPackageRow): SqlStatement[] {
  if (!lastResort) return store.keyPackages.drop(ref);
  return store.keyPackages.endAt(ref, Math.floor(now() / 1_000) + USED_LAST_RESORT_SECONDS);
}

/** Whoever is in the room knows the newcomer's user name only. */
export async function sayName(context: AccountContext, room: Room): Promise<void> {
  const { name, username } = context.people.view(context.me);
  if (name === username || !room.row.member || isQuiet(context, room)) return;
  const work = await beginWork(context, room);
  await queueEvent(context, work, { type: 'profile', displayName: name });
  await finishWork(context, work);
}
