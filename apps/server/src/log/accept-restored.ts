/**
 * The server's data went back, and a client brings the entries that followed. They enter as they stood, at the places and times they
 * had, if they continue the log's own chain and end where a receipt of this server says they do. Since it wrote them itself, nothing
 * in them is judged anew; since only it can make a receipt, nobody can put in what never stood there. Pure, as accept-frame.ts.
 */
import {
  applyPolicyChange,
  decodeLogCore,
  EMPTY_HEAD,
  MalformedError,
  nextHead,
  startPolicy,
  startSettlement,
  type Bytes,
  type ClientFrameOf,
  type LogCore,
  type Policy,
  type PolicyVerdict,
} from '@alcove/protocol';
import { done, refuse, type Outcome } from '../outcome.ts';
import { decodePolicy, decodeVerdict } from '../rooms/policy-admission.ts';
import { sha256 } from '../signature.ts';
import { pairOf, type Placed } from './log-store.ts';
import type { Turn } from './turn.ts';

type Restore = ClientFrameOf<'restore'>;

interface Returning {
  readonly core: LogCore;
  readonly brought: Restore['entries'][number];
  /** In force after it, when it is a policy frame. */
  readonly policy: Policy | undefined;
}

const damaged = refuse('malformed', 'not entries of a log');

export function acceptRestored(turn: Turn, frame: Restore): Outcome<Placed> {
  const { room, entries } = frame;
  const state = turn.state(room);
  const seq = state?.seq ?? 0;
  if (frame.after !== seq) return refuse('conflict', 'the log ends elsewhere', { details: { seq } });
  const last = seq + entries.length;
  let head: Bytes = state?.head ?? EMPTY_HEAD;
  for (const [i, { core }] of entries.entries()) head = nextHead(sha256, head, seq + i + 1, core);
  if (!turn.receipts.fits(frame.receipt, room, last, head))
    return refuse('invalid-signature', 'these entries do not continue the log of this server');
  const returning = read(turn, frame);
  if (!('entries' in returning)) return returning;
  for (const each of returning.entries) replay(turn, frame, each);
  const after = turn.state(room);
  if (after === undefined) return damaged;
  putGroupInfo(turn, frame, returning.entries, seq);
  return done({ room, seq: after.seq, at: after.at, kind: 'application' });
}

/** All of it is read before any of it enters. */
function read(turn: Turn, { room, entries }: Restore): { readonly entries: readonly Returning[] } | Outcome<never> {
  const out: Returning[] = [];
  let policy = turn.state(room)?.policy;
  for (const brought of entries) {
    try {
      const core = decodeLogCore(brought.core);
      if (turn.placed(core.device, core.id) !== undefined)
        return refuse('conflict', 'an entry stands elsewhere already');
      let next: Policy | undefined;
      if (core.kind === 'policy') {
        const verdict = policyAfter(policy, core);
        if (!verdict.ok || verdict.policy.room !== room) return damaged;
        next = policy = verdict.policy;
      }
      if (policy === undefined) return damaged;
      out.push({ core, brought, policy: next });
    } catch (error) {
      if (error instanceof MalformedError) return damaged;
      throw error;
    }
  }
  return { entries: out };
}

function policyAfter(before: Policy | undefined, core: LogCore): PolicyVerdict {
  const signed = decodePolicy(core.body);
  if (signed.body.type === 'genesis')
    return before === undefined
      ? startPolicy(signed.room, signed.body, core, signed.hash)
      : { ok: false, why: 'policy-out-of-order' };
  return before === undefined
    ? { ok: false, why: 'policy-genesis-shape' }
    : applyPolicyChange(before, signed.body, core, signed.hash);
}

function replay(turn: Turn, { room }: Restore, { core, brought, policy }: Returning): void {
  const { kind, account, device, id, epoch, at, body } = core;
  if (policy !== undefined && turn.state(room) === undefined) {
    const signed = decodePolicy(body);
    const pair = signed.body.type === 'genesis' ? pairOf(signed.body) : null;
    turn.create({ policy, seq: 0, head: EMPTY_HEAD, at: 0, settlement: startSettlement(0) }, pair);
  }
  const author = { account, device };
  const verdict = kind === 'verdict' ? { verdict: decodeVerdict(body) } : {};
  const placed = turn.append({ room, kind, author, id, epoch, body, at, ...verdict }, policy);
  if (kind !== 'commit' || brought.welcome === undefined) return;
  const to = (brought.to ?? []).map((each) => each.device);
  if (to.length > 0) turn.welcome({ room, seq: placed.seq, epoch: epoch + 1, from: author, to, body: brought.welcome });
}

/** Sealed, like every GroupInfo: whether it is any good only members can see. */
function putGroupInfo(turn: Turn, { room, groupInfo }: Restore, entries: readonly Returning[], seq: number): void {
  const epoch = turn.state(room)?.settlement.epoch;
  if (groupInfo === undefined || groupInfo.epoch !== epoch || turn.state(room)?.policy.devices !== null) return;
  const at = entries.findLastIndex(({ core }) => core.kind === 'commit' && core.epoch === epoch - 1);
  if (at >= 0) turn.groupInfo(room, epoch, seq + at + 1, groupInfo.body);
}
