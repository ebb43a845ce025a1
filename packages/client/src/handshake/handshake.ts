/**
 * Brings an intent into the room's log: prepares, stores, sends, and on a lost race starts again at the new epoch. A commit is
 * adopted when it stands in the log (inbox/open-commit.ts), never before; the same bytes are sent until the server has answered
 * (docs/protocol.md §5).
 */
import { type Invited } from '@alcove/crypto';
import { fromBase64url, type AccountId, type ErrorBody } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import { done, failed, type Outcome } from '../api/outcome.ts';
import { failureOf, failureOfError, type Failure } from '../session/failure.ts';
import { backOffMs, REBASE } from '../sync/back-off.ts';
import { buildCommit, type Built } from './build-commit.ts';
import type { Intent } from './intent.ts';
import { settling, type Handshake, type Room } from '../rooms/room.ts';
import { rowOfHandshake } from './stored-handshake.ts';
import { beginWork, finishWork } from '../rooms/working.ts';

const MOST_TRIES = 8;
const MOST_LISTS = 64;
const UNSEEN_MS = 15_000;

/** Resolves when the log has it, or it cannot be done. */
export function pursue(context: AccountContext, room: Room, intent: Intent): Promise<Outcome> {
  return room.handshakes(async () => {
    const invited = intent.kind === 'add' ? await invite(context, intent.people) : { ok: true as const, packages: [] };
    if (!invited.ok) return invited;
    return attempt(context, room, intent, invited.packages);
  });
}

/** After a restart: what was sent, or was about to be, goes on. */
export function resume(context: AccountContext, room: Room): Promise<Outcome> {
  return room.handshakes(async () => {
    const { handshake } = room;
    if (handshake === null) return done;
    const answer = await carry(context, room, handshake);
    if (answer.kind === 'done') return answer.outcome;
    const { intent } = handshake;
    // A join is made from the GroupInfo of one epoch: whoever wanted it fetches the next one.
    if (intent.kind === 'join') return failed('conflict');
    const invited = intent.kind === 'add' ? await invite(context, intent.people) : { ok: true as const, packages: [] };
    return invited.ok ? attempt(context, room, intent, invited.packages) : invited;
  });
}

async function attempt(
  context: AccountContext,
  room: Room,
  intent: Intent,
  invited: readonly Invited[],
): Promise<Outcome> {
  for (let tries = 0; tries < MOST_TRIES && context.open; tries++) {
    const ready = await prepare(context, room, intent, invited);
    if (!('handshake' in ready)) return ready;
    const answer = await carry(context, room, ready.handshake);
    if (answer.kind === 'done') return answer.outcome;
    await context.sleep(backOffMs(tries, context.ports.random, REBASE));
  }
  return failed('conflict');
}

/** Builds and stores; sweeps first and fetches lists where needed. */
async function prepare(
  context: AccountContext,
  room: Room,
  intent: Intent,
  invited: readonly Invited[],
): Promise<{ handshake: Handshake } | Outcome> {
  for (let lists = 0; lists < MOST_LISTS; lists++) {
    const { built, handshake } = await buildStored(context, room, intent, invited);
    if (handshake !== null) return { handshake };
    if (built.kind === 'failed') return failed(built.code, built.detail === undefined ? {} : { detail: built.detail });
    if (built.kind === 'nothing') return done;
    if (built.kind === 'sweep-first') {
      const swept = await attempt(context, room, { kind: 'sweep' }, []);
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
  intent: Intent,
  invited: readonly Invited[],
): Promise<{ built: Built; handshake: Handshake | null }> {
  return room.lane(async () => {
    const work = await beginWork(context, room);
    const built = await buildCommit(context, work, intent, invited);
    if (built.kind !== 'built') return { built, handshake: null };
    const handshake: Handshake = { ...built.handshake, ...settling() };
    work.handshake = handshake;
    work.statements.push(...context.store.outbox.put(rowOfHandshake(room.id, context.nextOrd(), handshake)));
    await finishWork(context, work);
    return { built, handshake };
  });
}

type Carried = { readonly kind: 'done'; readonly outcome: Outcome } | { readonly kind: 'again' };

/** Sends the same bytes until there is an answer; an ack is only believed when the entry itself has arrived. */
async function carry(context: AccountContext, room: Room, handshake: Handshake): Promise<Carried> {
  while (context.open && room.handshake?.id === handshake.id) {
    await context.connected(room);
    if (!context.open || room.handshake?.id !== handshake.id) break;
    const answer = await Promise.race([
      context.gateway.append(handshake.frame),
      handshake.settled.then(() => 'settled' as const),
    ]);
    if (answer === 'settled') break;
    if (answer.kind === 'answer') {
      context.noteKnown(room, answer.value.seq);
      // Acknowledged and yet not in the log: the server is asked once more, with the same bytes.
      await Promise.race([handshake.settled, context.disconnected(), context.sleep(UNSEEN_MS)]);
    } else if (answer.kind === 'refused') {
      const wait = waitFor(answer.error);
      if (wait === null) return refused(context, room, handshake, answer.error);
      await context.sleep(wait);
    }
  }
  return { kind: 'done', outcome: context.open ? done : failed('offline') };
}

/** Ms until the same bytes may be sent again; null when that would be of no use. */
function waitFor(error: ErrorBody): number | null {
  const again: ReadonlySet<string> = new Set([
    'rate-limited',
    'shutting-down',
    'internal',
    'storage-full',
    'commit-disputed',
    'restoring',
  ]);
  return again.has(error.code) ? (error.retryAfter ?? 2) * 1_000 : null;
}

async function refused(context: AccountContext, room: Room, handshake: Handshake, error: ErrorBody): Promise<Carried> {
  const versionThen = handshake.policyVersion;
  await context.caughtUp(room);
  // What was missed may have been this very commit, accepted before a connection broke.
  if (room.handshake?.id !== handshake.id) return { kind: 'done', outcome: done };
  await drop(context, room, handshake);
  const moved = room.keys?.policy?.version !== versionThen;
  const lost = error.code === 'epoch-conflict' || error.code === 'stale-epoch' || error.code === 'conflict';
  if (lost || (error.code === 'policy-refused' && moved)) return { kind: 'again' };
  return { kind: 'done', outcome: failureOfError(error) };
}

function drop(context: AccountContext, room: Room, handshake: Handshake): Promise<void> {
  return room.lane(async () => {
    const work = await beginWork(context, room);
    if (work.handshake?.id !== handshake.id) return;
    work.handshake = null;
    work.statements.push(...context.store.outbox.drop(handshake.id));
    await finishWork(context, work);
  });
}

type Invitation = { readonly ok: true; readonly packages: readonly Invited[] } | Failure;

/** Fresh device lists and a key package of every device of these accounts. */
export async function invite(context: AccountContext, people: readonly AccountId[]): Promise<Invitation> {
  const packages: Invited[] = [];
  for (const account of people) {
    const list = await context.lists.refresh(account);
    if (!list.ok) return list;
    const reply = await context.calls.call('claimKeyPackages', { account });
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
