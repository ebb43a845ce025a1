/** A policy frame in the log: judged under the policy before it, the same way by every client (protocol.md §4). */
import { judgeChange, judgeGenesis } from '@alcove/crypto';
import { equalBytes, isEnded } from '@alcove/protocol';
import type { ReasonCode } from '../api/reasons.ts';
import type { AccountContext } from '../account/context.ts';
import { trustAt } from '../handshake/strays.ts';
import type { Working } from '../rooms/working.ts';
import type { RoomLine } from '../timeline/opened.ts';
import { lineOfChange, rowOfLine } from './line.ts';
import type { Arrived, OpenResult } from './open-frame.ts';

export async function openPolicy(context: AccountContext, work: Working, arrived: Arrived): Promise<OpenResult> {
  const { seq, core } = arrived;
  const { store, serverId, me } = context;
  const { id: room } = work.room;
  const before = work.policy;
  const founded = before?.version === 0 && seq === 1;
  if (founded) {
    // The creator judged it when it was made; what the log holds must be that very frame.
    const [genesis] = await store.policies.frames(room);
    if (genesis !== undefined && equalBytes(genesis, core.body)) return lineIn(context, work, arrived, CREATED);
  }
  const judged =
    before === null
      ? judgeGenesis(serverId, room, core.body)
      : judgeChange(serverId, before, core.body, trustAt(context, before, core.at));
  if (!judged.ok) return refuse(work, judged.code);
  if (judged.signer !== core.account) return refuse(work, 'policy-sender');

  work.policy = judged.policy;
  work.statements.push(...store.policies.put(room, judged.policy.version, core.body, seq));
  const own = work.handshake;
  if (own !== null && own.next === null && own.id === core.id) settleOwn(context, work);
  const member = judged.policy.members.has(me) && !isEnded(judged.policy);
  if (member !== work.row.member) work.row = { ...work.row, member };
  // Its keys are of no more use, and must not be there to be found.
  if (!member) work.group = null;
  const { body } = judged;
  if (body.type === 'change' && body.add.some(({ account }) => account !== me) && judged.signer !== me) {
    work.afterwards.push(() => {
      context.newcomers(work.room);
      context.owe(work.room);
    });
  }
  const line =
    judged.body.type === 'change' && before !== null ? lineOfChange(before, judged.body, judged.signer) : CREATED;
  return lineIn(context, work, arrived, line);
}

const CREATED: RoomLine = { type: 'line', what: 'created' };

function lineIn(context: AccountContext, work: Working, { seq, core }: Arrived, line: RoomLine): 'opened' {
  if (line.what === 'created' && work.row.kind !== 'group') return 'opened';
  const row = rowOfLine(work.room.id, seq, core, line);
  work.events.push(row);
  work.statements.push(...context.store.events.put(row));
  return 'opened';
}

/** An own policy change without a commit stands in the log. */
function settleOwn(context: AccountContext, work: Working): void {
  const own = work.handshake;
  if (own === null) return;
  work.handshake = null;
  work.statements.push(...context.store.outbox.drop(own.id));
  work.afterwards.push(own.adopted);
}

function refuse(work: Working, code: ReasonCode): OpenResult {
  work.alarms.push(code);
  return { code };
}
