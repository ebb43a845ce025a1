/**
 * Carries a stored commit or policy change to the server: the same bytes until there is an answer (docs/protocol.md §5). An ack is only
 * believed when the entry itself has arrived; a commit that came too late is told from one that is refused for good.
 */
import type { ErrorBody } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import { done, failed, type Outcome } from '../api/outcome.ts';
import type { Handshake, Room } from '../rooms/room.ts';
import { beginWork, finishWork } from '../rooms/working.ts';
import { failureOfError, isPassing } from '../session/failure.ts';
import { notYetMs } from '../sync/back-off.ts';
import { rowOfWanted } from './stored-handshake.ts';

export type Carried =
  | { readonly kind: 'done'; readonly outcome: Outcome }
  /** Another was first. Null: that showed before it was sent. The intent stays on disk, under this handshake's id. */
  | { readonly kind: 'lost'; readonly answer: ErrorBody | null };

const UNSEEN_MS = 15_000;

export async function carry(context: AccountContext, room: Room, handshake: Handshake): Promise<Carried> {
  while (context.open && room.handshake?.id === handshake.id) {
    await context.connected(room);
    if (!context.open || room.handshake?.id !== handshake.id) break;
    if (isTooLate(room, handshake)) return lose(context, room, handshake, null);
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

/** The log has another commit in its place already: sending it would cost everybody and win nothing. */
function isTooLate({ keys }: Room, { frame, epoch }: Handshake): boolean {
  return frame.kind === 'commit' && keys !== null && keys.court.settlement.epoch > epoch;
}

/** Ms until the same bytes may be sent again; null when that would be of no use. */
function waitFor(error: ErrorBody): number | null {
  return isPassing(error) ? notYetMs(error, 0) : null;
}

async function refused(context: AccountContext, room: Room, handshake: Handshake, error: ErrorBody): Promise<Carried> {
  const versionThen = handshake.policyVersion;
  await context.caughtUp(room);
  // What was missed may have been this very commit, accepted before a connection broke.
  if (room.handshake?.id !== handshake.id) return { kind: 'done', outcome: done };
  const moved = room.keys?.policy?.version !== versionThen;
  const lost = error.code === 'epoch-conflict' || error.code === 'stale-epoch' || error.code === 'conflict';
  if (lost || (error.code === 'policy-refused' && moved)) return lose(context, room, handshake, error);
  await drop(context, room, handshake, []);
  return { kind: 'done', outcome: failureOfError(error) };
}

async function lose(
  context: AccountContext,
  room: Room,
  handshake: Handshake,
  answer: ErrorBody | null,
): Promise<Carried> {
  // A join is made anew from the next GroupInfo by whoever wanted it.
  const kept =
    handshake.intent.kind === 'join'
      ? []
      : context.store.outbox.put(rowOfWanted(room.id, context.nextOrd(), handshake));
  await drop(context, room, handshake, kept);
  return { kind: 'lost', answer };
}

type Statements = ReturnType<AccountContext['store']['outbox']['drop']>;

function drop(context: AccountContext, room: Room, handshake: Handshake, kept: Statements): Promise<void> {
  return room.lane(async () => {
    const work = await beginWork(context, room);
    if (work.handshake?.id !== handshake.id) return;
    work.handshake = null;
    work.statements.push(...context.store.outbox.drop(handshake.id), ...kept);
    await finishWork(context, work);
  });
}
