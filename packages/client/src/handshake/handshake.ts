/**
 * Brings an intent into the room's log: prepares, stores, carries (carry.ts), and after a lost race waits for its turn and makes it anew at
 * the epoch that is then. However many races it loses, it goes on for as long as people wait; what was lost stays on disk as an
 * intent, so that a restart does not forget it. A commit is adopted when it stands in the log (inbox/open-commit.ts), never before.
 */
import { type Invited } from '@alcove/crypto';
import { fromBase64url, turnsAfter, type AccountId, type DeviceId, type ErrorBody } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import { done, failed, type Outcome } from '../api/outcome.ts';
import { failureOf, mayPass, type Failure } from '../session/failure.ts';
import { buildCommit, type Built } from './build-commit.ts';
import { carry } from './carry.ts';
import { CHANGE_FAILED } from '../repair/alarms.ts';
import { comingBy, type Intent } from './intent.ts';
import { settling, type Handshake, type LostIntent, type Room } from '../rooms/room.ts';
import { rowOfHandshake } from './stored-handshake.ts';
import { awaitTurn, type Line } from './turn.ts';
import { beginWork, finishWork } from '../rooms/working.ts';

/** From the first lost race on. Fifty devices that commit at once are through in a tenth of it. */
const PURSUED_MS = 120_000;
const MOST_LISTS = 64;

/** Resolves when the log has it, or it cannot be done. What was stored before goes first: a room has one commit under way, and none is replaced. */
export function pursue(context: AccountContext, room: Room, intent: Intent): Promise<Outcome> {
  return room.handshakes(async () => {
    await finishStored(context, room);
    return inviteAndRace(context, room, { id: null, intent });
  });
}

/** After a restart: what was sent, or was about to be, goes on; what had lost its race is made anew. */
export function resume(context: AccountContext, room: Room): Promise<Outcome> {
  return room.handshakes(() => finishStored(context, room));
}

async function finishStored(context: AccountContext, room: Room): Promise<Outcome> {
  let outcome = done;
  const { handshake, lost } = room;
  room.lost = [];
  if (handshake !== null) outcome = await goOn(context, room, handshake);
  for (const each of lost) {
    const made = await inviteAndRace(context, room, each);
    const isLater = room.lost.some(({ id }) => id === each.id) || !context.open;
    // Who is no member any more has nothing to change there, and nobody waits for it.
    if (!made.ok && !isLater && room.row.member) context.alarm(room, CHANGE_FAILED);
  }
  return outcome;
}

async function goOn(context: AccountContext, room: Room, handshake: Handshake): Promise<Outcome> {
  const began = context.ports.clock.now();
  const carried = await carry(context, room, handshake);
  if (carried.kind === 'done') return carried.outcome;
  await lineUp(context, room, 1, began, carried.answer);
  const { id, intent } = handshake;
  // A join is made from the GroupInfo of one epoch: whoever wanted it fetches the next one.
  return intent.kind === 'join' ? failed('conflict') : inviteAndRace(context, room, { id, intent });
}

interface Wanted extends Omit<LostIntent, 'id'> {
  /** Of the lost commit that stands on disk for this intent. */
  readonly id: LostIntent['id'] | null;
}

async function inviteAndRace(context: AccountContext, room: Room, wanted: Wanted): Promise<Outcome> {
  const { id, intent } = wanted;
  const invited = await invite(context, comingBy(intent), await theirOnlyDevice(context, room));
  if (invited.ok) return race(context, room, wanted, invited.packages);
  if (id === null || !mayPass(invited.code)) return forget(context, id, invited);
  room.lost = [...room.lost, { id, intent }];
  return invited;
}

async function race(
  context: AccountContext,
  room: Room,
  { id, intent }: Wanted,
  invited: readonly Invited[],
): Promise<Outcome> {
  let lost = id;
  let until: number | null = null;
  for (let losses = 1; context.open; losses++) {
    const began = context.ports.clock.now();
    const ready = await prepare(context, room, { id: lost, intent }, invited);
    if (!('handshake' in ready)) return forget(context, lost, ready);
    const carried = await carry(context, room, ready.handshake);
    if (carried.kind === 'done') return carried.outcome;
    lost = ready.handshake.id;
    until ??= context.ports.clock.now() + PURSUED_MS;
    if (context.ports.clock.now() >= until) return forget(context, lost, failed('room-busy'));
    await lineUp(context, room, losses, began, carried.answer);
  }
  return failed('offline');
}

async function lineUp(
  context: AccountContext,
  room: Room,
  losses: number,
  began: number,
  answer: ErrorBody | null,
): Promise<void> {
  const line: Line = {
    get open() {
      return context.open;
    },
    epoch: () => room.keys?.court.settlement.epoch ?? 0,
    moved: () => room.moved.promise,
    sleep: (ms) => context.sleep(ms),
  };
  const raceMs = context.ports.clock.now() - began;
  await awaitTurn(line, turnsAfter({ losses, raceMs, answer, epoch: line.epoch() }, context.ports.random));
}

/** It ends without a commit of its own: nothing is left to come back to. */
async function forget(context: AccountContext, lost: LostIntent['id'] | null, outcome: Outcome): Promise<Outcome> {
  if (lost !== null && context.open) await context.store.write(context.store.outbox.drop(lost));
  return outcome;
}

/** Builds and stores; sweeps first and fetches lists where needed. */
async function prepare(
  context: AccountContext,
  room: Room,
  wanted: Wanted,
  invited: readonly Invited[],
): Promise<{ handshake: Handshake } | Outcome> {
  for (let lists = 0; lists < MOST_LISTS; lists++) {
    // A commit made before the newest entries are opened would lose its race for certain.
    await context.caughtUp(room);
    const { built, handshake } = await buildStored(context, room, wanted, invited);
    if (handshake !== null) return { handshake };
    if (built.kind === 'failed') return failed(built.code, built.detail === undefined ? {} : { detail: built.detail });
    if (built.kind === 'nothing') return done;
    if (built.kind === 'sweep-first') {
      const swept = await race(context, room, { id: null, intent: { kind: 'sweep' } }, []);
      if (!swept.ok) return swept;
    }
    if (built.kind === 'needs-list') {
      const list = await context.lists.refresh(built.account);
      if (!list.ok) return list;
    }
  }
  return failed('internal', { detail: 'device lists' });
}

function buildStored(
  context: AccountContext,
  room: Room,
  { id, intent }: Wanted,
  invited: readonly Invited[],
): Promise<{ built: Built; handshake: Handshake | null }> {
  return room.lane(async () => {
    const { outbox } = context.store;
    const work = await beginWork(context, room);
    const built = await buildCommit(context, work, intent, invited);
    if (built.kind !== 'built') return { built, handshake: null };
    const handshake: Handshake = { ...built.handshake, ...settling() };
    work.handshake = handshake;
    work.statements.push(
      ...(id === null ? [] : outbox.drop(id)),
      ...outbox.put(rowOfHandshake(room.id, context.nextOrd(), handshake)),
    );
    await finishWork(context, work);
    return { built, handshake };
  });
}

type Invitation = { readonly ok: true; readonly packages: readonly Invited[] } | Failure;

/** Of a secret room. */
function theirOnlyDevice(context: AccountContext, room: Room): Promise<DeviceId | undefined> {
  const { kind, peer } = room.row;
  if (kind !== 'secret' || peer === null) return Promise.resolve(undefined);
  return room.lane(async () => (await beginWork(context, room)).policy?.devices?.get(peer));
}

/** Fresh device lists and a key package of every device of these accounts, or of one of them alone. */
export async function invite(
  context: AccountContext,
  people: readonly AccountId[],
  only?: DeviceId,
): Promise<Invitation> {
  const packages: Invited[] = [];
  for (const account of people) {
    const list = await context.lists.refresh(account);
    if (!list.ok) return list;
    const which = only === undefined ? {} : { device: only };
    const reply = await context.calls.call('claimKeyPackages', { account, ...which });
    if (reply.kind !== 'ok') return failureOf(reply);
    const listed = new Set(list.value.list.devices.map(({ device }) => device));
    for (const { device, body, lastResort } of reply.value.packages) {
      if (device !== context.device && listed.has(device))
        packages.push({ account, device, body: fromBase64url(body), lastResort });
    }
    if (account !== context.me && !packages.some((each) => each.account === account)) return failed('no-key-package');
  }
  return { ok: true, packages };
}
