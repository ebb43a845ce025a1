/**
 * Says what this device has to say about the newest commits: a rejection when it cannot follow them, its own verdict when somebody else
 * rejects them, and that the time for verdicts is over. Nothing of it is queued: whatever is due follows from the room's log, also
 * after a restart. The rule is protocol's settlement.ts.
 */
import { signVerdict } from '@alcove/crypto';
import {
  isTriable,
  mayJudge,
  VERDICT_MS,
  type Bytes,
  type RoomId,
  type Trial,
  type VerdictBody,
} from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import { newFrameId } from '../rooms/frame-id.ts';
import type { Room } from '../rooms/room.ts';
import { beginWork } from '../rooms/working.ts';
import { notYetMs } from '../sync/back-off.ts';

export interface Verdicts {
  /** After entries were opened, and after connecting. */
  look(room: Room): void;
  /** The room may still go back to where this device can follow it. */
  mayGoBack(room: Room): boolean;
}

/** Whoever closes first spares the others the trouble. */
const CLOSE_JITTER_MS = 1_500;
const MOST_TRIES = 8;

type Due =
  | { readonly kind: 'say'; readonly trial: Trial; readonly body: Bytes }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'nothing' };

/** `gaveUp`: the commits stand, and this device comes back in another way. */
export function createVerdicts(context: AccountContext, gaveUp: (room: Room) => void): Verdicts {
  const running = new Set<RoomId>();
  const again = new Set<RoomId>();
  /** Commits about which the server took no word of ours any more, by room. */
  const tooLate = new Map<RoomId, number>();

  function look(room: Room): void {
    if (room.keys?.court.settlement.trial == null) return;
    if (running.has(room.id)) return void again.add(room.id);
    running.add(room.id);
    speak(room)
      .catch((error: unknown) => context.fault('verdicts', error))
      .finally(() => {
        running.delete(room.id);
        if (again.delete(room.id) && context.open) look(room);
      });
  }

  async function speak(room: Room): Promise<void> {
    let tries = 0;
    while (context.open && context.gateway.state === 'online' && room.row.member) {
      const due = await room.lane(() => dueIn(context, room, tooLate.get(room.id)));
      if (due.kind === 'nothing') return;
      // Not waited for here: another commit may be tried before that.
      if (due.kind === 'wait') return void context.sleep(due.ms).then(() => look(room));
      const { trial, body } = due;
      const frame = { t: 'append', kind: 'verdict', room: room.id, id: newFrameId(context.now()), body } as const;
      const answer = await context.gateway.append(frame);
      if (answer.kind === 'disconnected') return;
      if (answer.kind === 'answer') context.noteKnown(room, answer.value.seq);
      await context.caughtUp(room);
      if (answer.kind === 'answer' || room.keys?.court.settlement.trial?.seq !== trial.seq) continue;
      if (tries++ >= MOST_TRIES || (trial.openedAt === null && answer.error.code === 'verdict-refused'))
        return giveUp(room, trial);
      await context.sleep(notYetMs(answer.error, tries, 1_000));
    }
  }

  function giveUp(room: Room, { seq }: Trial): void {
    tooLate.set(room.id, seq);
    gaveUp(room);
  }

  return {
    look,
    mayGoBack(room) {
      const { court, policy } = room.keys ?? {};
      const trial = court?.settlement.trial ?? null;
      if (trial === null || policy == null || court?.mine?.type !== 'reject') return false;
      return (
        mayJudge(trial, context.me, policy) && isTriable(trial, context.now()) && tooLate.get(room.id) !== trial.seq
      );
    },
  };
}

/** `tooLate`: the place of commits about which nothing is to be said any more. */
async function dueIn(context: AccountContext, room: Room, tooLate: number | undefined): Promise<Due> {
  const { court, policy } = await beginWork(context, room);
  const { trial } = court.settlement;
  if (trial === null || policy === null || tooLate === trial.seq) return NOTHING;
  const now = context.now();
  const spoke = trial.accepts.includes(context.me) || trial.rejects.includes(context.me);
  const hasVoice = mayJudge(trial, context.me, policy) && !spoke && isTriable(trial, now);
  const { mine } = court;
  if (hasVoice && mine !== null && (mine.type === 'reject' || trial.openedAt !== null))
    return say(context, room, trial, mine.type, mine.type === 'reject' ? mine.code : '');
  if (trial.openedAt === null) return NOTHING;
  const left = trial.openedAt + VERDICT_MS - now;
  if (left <= -CLOSE_JITTER_MS) return say(context, room, trial, 'close', '');
  return { kind: 'wait', ms: left + CLOSE_JITTER_MS * (1 + context.ports.random()) };
}

const NOTHING: Due = { kind: 'nothing' };

function say(context: AccountContext, room: Room, trial: Trial, type: VerdictBody['type'], why: string): Due {
  const { seq, epoch } = trial;
  const head = new Uint8Array(trial.head);
  const code = why.slice(0, 64);
  return {
    kind: 'say',
    trial,
    body: signVerdict(context.identity, { v: 1, type, room: room.id, seq, epoch, head, code }),
  };
}
