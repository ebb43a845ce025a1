/**
 * A message in the log. An own one was stored when it was sealed and only gets its place; another's is opened and checked: the
 * frame's id inside and outside, the franking commitment, and what its sender had seen of the log (docs/checks.md, K41–K45).
 */
import { decodeContent, type ContentEvent, type Decoded } from '@alcove/content';
import { checkFranking, isOfCopy } from '@alcove/crypto';
import { equalBytes, type Bytes } from '@alcove/protocol';
import type { SqlStatement } from '@alcove/store';
import type { ReasonCode } from '../api/reasons.ts';
import { skip } from '../archive/history.ts';
import type { AccountContext } from '../account/context.ts';
import { putCopied } from '../account/copied.ts';
import { keepWords } from '../gossip/hear.ts';
import { waitingRow } from '../outbox/seal.ts';
import { decodeVisible } from '../outbox/visible.ts';
import { traceOf, withoutBytes } from '../profile/picture-trace.ts';
import { agreement } from './agreement.ts';
import { afterContent, takeState } from './after-content.ts';
import type { Outgoing } from '../rooms/room.ts';
import type { Working } from '../rooms/working.ts';
import { rowOf } from '../timeline/stored.ts';
import { noticeOf } from '../timeline/unread.ts';
import { openTrusted } from './open-commit.ts';
import type { Arrived, OpenResult } from './open-frame.ts';
import { tellAgain } from './tell-again.ts';

export async function openApplication(context: AccountContext, work: Working, arrived: Arrived): Promise<OpenResult> {
  const { core, seq } = arrived;
  if (core.device === context.device) return settleOwn(context, work, arrived);
  // Sealed before this device came in, and never meant for it: another one of the account may have put it into the archive.
  if (core.epoch < work.row.joinEpoch || isBeforeArrival(work)) {
    work.history = skip(work.history, seq);
    return 'opened';
  }
  if (work.group === null || work.policy === null) return { code: work.broken ?? 'not-joined' };
  const opened = await openTrusted(context, work, arrived, 'application');
  if (opened === 'later') return 'later';
  if (opened.kind === 'future-epoch') work.broken ??= 'epoch-missed';
  // Sealed with keys that are not the room's: one of the two may have been told another log.
  if (opened.kind === 'refused' && opened.code === 'damaged')
    work.afterwards.push(() => context.doubted(work.room, core.device));
  if (opened.kind !== 'application') return { code: 'code' in opened ? opened.code : opened.kind };

  const decoded = checkedContent(opened.plain, opened.aad, core.id);
  // Told under another id than its own, it is still to come under that, and needs its key then. Else the key is used up,
  // whatever the message says: the new state is kept.
  if (!('code' in decoded) || decoded.code !== 'frame-id-differs') work.group = opened.next;
  if ('code' in decoded) return decoded;
  await checkHistory(context, work, arrived, decoded);
  keepWords(context, work, core, decoded.envelope);
  const { event } = decoded;
  const entry = {
    room: work.room.id,
    seq,
    ord: null,
    id: core.id,
    at: core.at,
    author: core.account,
    device: core.device,
    event,
  };
  const answersMe = await isOwn(context, work, event.type === 'text' ? event.replyTo : undefined);
  // What somebody blocked says stands in rooms in common, and calls nobody.
  const silent = context.ties.standing(core.account) === 'blocked';
  const row = rowOf(
    entry,
    traceOf(event, opened.plain),
    silent ? 0 : noticeOf(entry, { me: context.me, kind: work.row.kind, answersMe }),
  );
  work.events.push(row);
  work.statements.push(...context.store.events.put(row));
  await afterContent(context, work, event, core.account, core.device);
  if (event.type === 'state') await tellAgain(context, work, core.epoch);
  return 'opened';
}

/** A member's device on its way in: its own commit comes later in the log, and with it a later epoch. */
function isBeforeArrival({ row, policy, group, broken }: Working): boolean {
  return row.member && policy !== null && group === null && broken === null;
}

async function settleOwn(context: AccountContext, work: Working, arrived: Arrived): Promise<OpenResult> {
  const { core, seq } = arrived;
  const mine = work.outgoing.find(({ id }) => id === core.id);
  const { store } = context;
  // D11: the server alone can make no such entry, and this device would have used the key. Also what waits here, and was sealed elsewhere.
  const isAsSealed = mine?.frame?.kind === 'application' && equalBytes(mine.frame.body, core.body);
  if (!isAsSealed && work.group !== null && (await isOfCopy(work.group, core.body))) {
    work.statements.push(...putCopied(store, 'device-cloned'));
    work.afterwards.push(() => context.copied());
  }
  if (mine === undefined) return { code: 'own-unknown' };
  work.outgoing = work.outgoing.filter(({ id }) => id !== core.id);
  work.statements.push(...placed(context, work, mine, arrived), ...store.outbox.drop(core.id));
  work.arrivedOwn.push({ id: core.id, seq, at: core.at });
  // What others said in between is overtaken by what stands later in the log.
  if (mine.event.type === 'state') {
    takeState(context, work, mine.event);
    await tellAgain(context, work, core.epoch);
  }
  return 'opened';
}

/** The message gets its place; of a picture stays that it was told. */
function placed(
  context: AccountContext,
  { room, place }: Working,
  mine: Outgoing,
  { core, seq }: Arrived,
): SqlStatement[] {
  const { events } = context.store;
  if (mine.event.type !== 'picture') return events.arrive(room.id, core.id, seq, core.at);
  const row = waitingRow(context, room.id, { ...mine, event: withoutBytes(mine.event) }, place);
  return events.put({ ...row, seq, ord: null, at: core.at });
}

/** What was opened, when it is what the frame says it is. */
export function checkedContent(plain: Bytes, aad: Bytes, id: string): Decoded | { readonly code: ReasonCode } {
  try {
    const visible = decodeVisible(aad);
    const decoded = decodeContent(plain);
    const { frankKey } = decoded.envelope;
    if (visible.id !== id || decoded.envelope.id !== id) return { code: 'frame-id-differs' };
    if (frankKey === undefined || !checkFranking(decoded.franked, frankKey, visible.commitment))
      return { code: 'franking-wrong' };
    return decoded;
  } catch {
    return { code: 'content-malformed' };
  }
}

/** The sender's place in the log must be one of ours, with the same head: else the server shows us different histories. */
export async function checkHistory(
  context: AccountContext,
  work: Working,
  { seq }: Pick<Arrived, 'seq'>,
  { envelope }: Pick<Decoded, 'envelope'>,
): Promise<void> {
  const seen = agreement(envelope, seq, await headAt(context, work, envelope.seenSeq));
  if (seen === 'other') work.alarms.push('history-forked');
  else if (seen === 'same' && work.room.forked) work.afterwards.push(() => context.agreed(work.room));
}

async function headAt(context: AccountContext, work: Working, seq: number): Promise<Bytes | null> {
  if (seq === work.place.seq) return work.place.head;
  const fresh = work.heads.get(seq);
  return fresh ?? (seq === 0 ? null : context.store.heads.get(work.room.id, seq));
}

async function isOwn(context: AccountContext, work: Working, id: ReplyTo): Promise<boolean> {
  if (id === undefined) return false;
  const rows = await context.store.events.some(work.room.id, [id]);
  return rows.some((row) => row.id === id && row.author === context.me);
}
type ReplyTo = Extract<ContentEvent, { type: 'text' }>['replyTo'];
