/**
 * Which commits stand: every entry is held against the one rule of protocol's settlement.ts, and when a verdict makes the newest commits
 * void, this device goes back to where it was before them. Nothing that was said is lost: own messages wait again and are sealed
 * anew under their old ids; what others said stays until they have said it again.
 */
import { judgeVerdict, type GroupState } from '@alcove/crypto';
import { decodeContent } from '@alcove/content';
import { settle, type Placed, type Trial, type VerdictBody } from '@alcove/protocol';
import type { ReasonCode } from '../api/reasons.ts';
import type { AccountContext } from '../account/context.ts';
import { outboxRow } from '../outbox/seal.ts';
import { isTrace } from '../profile/picture-trace.ts';
import type { Court, Outgoing } from '../rooms/room.ts';
import type { Base } from '../rooms/stored-court.ts';
import { baseOf, type Working } from '../rooms/working.ts';
import { rowOfLine } from './line.ts';
import type { Arrived, OpenResult } from './open-frame.ts';

/** Made from the state, and of use in it alone. */
const OF_THE_EPOCH: ReadonlySet<string> = new Set(['group-info-key', 'snapshot']);

/** How things stood before an entry was opened. */
export interface Before {
  readonly group: GroupState | null;
  readonly groupInfoKey: Working['row']['groupInfoKey'];
  readonly broken: ReasonCode | null;
}

/** After a policy frame, a commit or a message was opened, or refused. */
export function followSettlement(work: Working, arrived: Arrived, before: Before): void {
  if (work.policy === null) return;
  const { settlement } = settle(work.court.settlement, placedOf(arrived), work.policy);
  if (settlement === work.court.settlement) return;
  const isCommit = arrived.core.kind === 'commit';
  const isFirst = settlement.trial?.seq === arrived.seq;
  const earlier = isFirst ? null : work.court.mine;
  work.court = { settlement, mine: isCommit ? verdictOn(work, earlier, arrived, before) : work.court.mine };
  // Of several that go together the state before the first is the one to go back to.
  if (isCommit && isFirst) work.base = stateBefore(arrived, before);
}

function placedOf({ seq, head, core }: Arrived, verdict?: VerdictBody): Placed {
  const { kind, epoch, account, device, at } = core;
  return { seq, head, kind, epoch, account, device, at, ...(verdict === undefined ? {} : { verdict }) };
}

/** `earlier`: on those it goes together with. */
function verdictOn(
  { group, broken }: Working,
  earlier: Court['mine'],
  { core }: Arrived,
  before: Before,
): Court['mine'] {
  if (earlier?.type === 'reject') return earlier;
  if (group !== before.group) return { type: 'accept' };
  const couldJudge = before.group?.epoch === core.epoch && before.broken === null;
  return couldJudge && broken !== null ? { type: 'reject', code: broken } : null;
}

/** None while the state is of no use: its epoch may have the same number and be another one. */
function stateBefore({ core }: Arrived, { group, groupInfoKey, broken }: Before): Base | null {
  return broken === null && group?.epoch === core.epoch ? { group, groupInfoKey } : null;
}

/** K46, K47: signed by a device of the member that the log names, or it counts for nothing. */
export async function openVerdict(context: AccountContext, work: Working, arrived: Arrived): Promise<OpenResult> {
  if (work.policy === null) return 'opened';
  const judged = judgeVerdict(context.serverId, work.policy, arrived.core.body);
  if (!judged.ok) return refuse(work, judged.code);
  if (judged.signer !== arrived.core.account) return refuse(work, 'verdict-sender');
  const { settlement, decided } = settle(work.court.settlement, placedOf(arrived, judged.body), work.policy);
  work.court = { ...work.court, settlement };
  if (decided?.what === 'void') await goBack(context, work, arrived, decided.trial);
  if (decided?.what === 'stands' && work.broken === null) work.afterwards.push(() => context.contested(work.room));
  if (decided !== null) {
    work.base = null;
    work.court = { ...work.court, mine: null };
  }
  return 'opened';
}

function refuse(work: Working, code: ReasonCode): OpenResult {
  work.alarms.push(code);
  return { code };
}

async function goBack(context: AccountContext, work: Working, arrived: Arrived, trial: Trial): Promise<void> {
  const { store } = context;
  const { room } = work;
  await returnTo(context, work, trial);
  work.unopened = work.unopened.filter(({ seq }) => seq < trial.seq);
  work.outgoing = [
    ...(await waitingAgain(context, work, trial)),
    // Sealed for an epoch that is no more: sealed again when its turn comes.
    ...work.outgoing.map((each) => (each.epoch > trial.epoch ? unsealed(context, work, each) : each)),
  ].toSorted((a, b) => a.ord - b.ord);
  work.statements.push(...store.events.takeBack(room.id, trial.seq), ...store.unopened.dropFrom(room.id, trial.seq));
  const row = rowOfLine(room.id, arrived.seq, arrived.core, { type: 'line', what: 'taken-back' }, trial.account);
  work.events.push(row);
  work.statements.push(...store.events.put(row));
  work.undone = trial.seq;
  work.afterwards.push(() => {
    room.told = { ...room.told, seq: arrived.seq, epoch: trial.epoch };
    if (work.broken === null)
      context.setRepair(room, 'done', null).catch((error: unknown) => context.fault('alarm', error));
  });
}

async function returnTo(context: AccountContext, work: Working, { epoch }: Trial): Promise<void> {
  const base = await baseOf(context, work);
  if (work.group === null || work.group.epoch > epoch) {
    work.group = work.row.member ? (base?.group ?? null) : null;
    if (base !== null) work.row = { ...work.row, groupInfoKey: base.groupInfoKey };
  }
  if (work.group?.epoch === epoch) work.broken = null;
  // It came in by what is void, and has nothing to go back to: it joins again.
  else if (work.row.member) work.broken ??= 'commit-void';
}

async function waitingAgain(context: AccountContext, work: Working, trial: Trial): Promise<Outgoing[]> {
  const { store, device, nextOrd } = context;
  const rows = await store.events.ownAfter(work.room.id, device, trial.seq);
  return rows.flatMap(({ id, content }): Outgoing[] => {
    const { event, envelope } = decodeContent(content);
    if (isTrace(event)) work.afterwards.push(() => context.unsaid(work.room));
    if (event.type === 'unknown' || OF_THE_EPOCH.has(event.type) || isTrace(event)) return [];
    const ord = nextOrd();
    const { sentAt } = envelope;
    const again = {
      id,
      ord,
      epoch: 0,
      frame: null,
      event,
      sentAt,
      state: 'waiting',
      reason: null,
      acknowledged: false,
    } as const;
    work.statements.push(...store.events.waitAgain(work.room.id, id, ord), ...store.outbox.put(outboxRow(work, again)));
    return [again];
  });
}

function unsealed({ store }: AccountContext, work: Working, outgoing: Outgoing): Outgoing {
  const again = { ...outgoing, epoch: 0, frame: null, acknowledged: false };
  work.statements.push(...store.outbox.put(outboxRow(work, again)));
  return again;
}
