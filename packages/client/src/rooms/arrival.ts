/**
 * Where a device that comes into a room starts: the policy in force at a given place of the log, the chain's head there, and the
 * device lists of everyone inside. The server gives all three; the policy chain is verified from the genesis, whose hash is the
 * room's id, and the head is compared with what members say they have seen.
 */
import { judgeChange, judgeGenesis, sha256, type PolicyOutcome } from '@alcove/crypto';
import {
  equalBytes,
  LIMIT,
  type AccountId,
  type Bytes,
  type LogCore,
  type LogEntry,
  type Policy,
  type RoomId,
  decodeLogCore,
  nextHead,
  settlementAfter,
  type Settlement,
} from '@alcove/protocol';
import type { ReasonCode } from '../api/reasons.ts';
import type { AccountContext } from '../account/context.ts';
import { listReason, mayPass } from '../session/failure.ts';
import type { LogPlace } from '../sync/merge.ts';

export interface Arrival {
  readonly place: LogPlace;
  /** Whose commit stands at `place`, as the log names them. */
  readonly committer: Pick<LogCore, 'account' | 'device'>;
  /** As it stands after the commit at `place`. */
  readonly settlement: Settlement;
  readonly policy: Policy;
  /** Whoever signed this account into the room. */
  readonly broughtBy: AccountId;
  /** The policy frames up to `place`, oldest first. */
  readonly frames: readonly Bytes[];
  /** What stands in the log after `place`. */
  readonly entries: readonly LogEntry[];
  readonly last: number;
}
export type ArrivalOutcome =
  | { readonly kind: 'ok'; readonly arrival: Arrival }
  | { readonly kind: 'later' }
  | { readonly kind: 'refused'; readonly code: ReasonCode };

/** Asks for the policies first: whatever of them is not in the log after `seq` was in force at `seq`. */
export async function arriveAt(context: AccountContext, room: RoomId, seq: number): Promise<ArrivalOutcome> {
  const policies = await context.gateway.ask<'fetch-policy'>({ t: 'fetch-policy', room });
  if (policies.kind === 'disconnected') return { kind: 'later' };
  if (policies.kind === 'refused') return { kind: 'refused', code: 'log-refused' };
  // The commit itself too: whoever comes in by it must know of it, should it be taken back.
  const from = await entriesAfter(context, room, seq - 1);
  if (from.kind !== 'entries') return from;
  const after = afterCommit(from, seq);
  if (after === null) return { kind: 'refused', code: 'commit-missing' };

  const later = after.entries.flatMap(({ core }) => policyBodyOf(core));
  const frames = policies.value.frames.filter((frame) => !later.some((body) => equalBytes(body, frame)));
  const folded = fold(context.serverId, room, frames, context.me);
  if (typeof folded === 'string') return { kind: 'refused', code: folded };
  const { policy, broughtBy } = folded;
  for (const account of policy.members.keys()) {
    const list = await context.lists.refresh(account);
    if (!list.ok && mayPass(list.code)) return { kind: 'later' };
    if (!list.ok) return { kind: 'refused', code: listReason(list.code) };
  }
  const { head, ...rest } = after;
  return { kind: 'ok', arrival: { place: { seq, head }, policy, broughtBy, frames, ...rest } };
}

type After =
  | { readonly kind: 'entries'; readonly head: Bytes; readonly entries: readonly LogEntry[]; readonly last: number }
  | { readonly kind: 'later' }
  | { readonly kind: 'refused'; readonly code: ReasonCode };

function afterCommit(
  { head: before, entries: [first, ...entries], last }: Extract<After, { kind: 'entries' }>,
  seq: number,
) {
  if (first?.seq !== seq) return null;
  try {
    const { kind, epoch, account, device, at } = decodeLogCore(first.core);
    if (kind !== 'commit') return null;
    const head = nextHead(sha256, before, seq, first.core);
    const settlement = settlementAfter({ seq, head, kind, epoch, account, device, at });
    return { committer: { account, device }, settlement, head, entries, last };
  } catch {
    return null;
  }
}

async function entriesAfter(context: AccountContext, room: RoomId, seq: number): Promise<After> {
  const entries: LogEntry[] = [];
  let head: Bytes | null = null;
  for (let at = seq; ;) {
    const page = await context.gateway.ask<'fetch'>({ t: 'fetch', room, after: at, limit: LIMIT.pageEntries });
    if (page.kind === 'disconnected') return { kind: 'later' };
    if (page.kind === 'refused') return { kind: 'refused', code: 'log-refused' };
    head ??= page.value.head;
    entries.push(...page.value.entries);
    const reached = entries.at(-1)?.seq ?? seq;
    if (reached >= page.value.last || page.value.entries.length === 0)
      return { kind: 'entries', head, entries, last: page.value.last };
    at = reached;
  }
}

function policyBodyOf(core: Uint8Array): Bytes[] {
  try {
    const entry = decodeLogCore(core);
    return entry.kind === 'policy' ? [entry.body] : [];
  } catch {
    return [];
  }
}

function fold(
  server: string,
  room: RoomId,
  frames: readonly Bytes[],
  me: AccountId,
): Pick<Arrival, 'policy' | 'broughtBy'> | ReasonCode {
  let policy: Policy | null = null;
  let broughtBy: AccountId | null = null;
  for (const frame of frames) {
    const judged: PolicyOutcome =
      policy === null ? judgeGenesis(server, room, frame) : judgeChange(server, policy, frame);
    if (!judged.ok) return judged.code;
    const { body, signer } = judged;
    if (body.type === 'genesis' || body.add.some(({ account }) => account === me)) broughtBy = signer;
    policy = judged.policy;
  }
  return policy === null || broughtBy === null ? 'policy-malformed' : { policy, broughtBy };
}
