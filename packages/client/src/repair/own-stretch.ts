/**
 * What this device has of the log after the last place that it and the told log have in common: what others signed there, and what this
 * account wanted there that the told log does not have.
 */
import { judgeChange } from '@alcove/crypto';
import { equalBytes, type AccountId, type Bytes, type Policy, type PolicyChange } from '@alcove/protocol';
import type { CommitRow, EventRow, PolicyRow } from '@alcove/store';
import type { AccountContext } from '../account/context.ts';
import type { Intent } from '../handshake/intent.ts';
import { foldPolicy, type Working } from '../rooms/working.ts';
import { claimsIn, claimsOf, othersWords, type OwnStretch } from './evidence.ts';
import type { ToldLog } from './told-log.ts';

export interface Mine {
  readonly rows: readonly EventRow[];
  readonly commits: readonly CommitRow[];
  readonly changes: readonly PolicyRow[];
  readonly own: OwnStretch;
  /** In force at the last common place; null where the log had not begun. */
  readonly policy: Policy | null;
  /** Who is in the room at the end of the told log. */
  readonly toldMembers: ReadonlyMap<AccountId, Bytes>;
  /** Changes of this account that the log does not have were never passed on. */
  readonly lostChange: boolean;
  /** What is left of them to be made again. */
  readonly wanted: readonly Intent[];
}

/** Null: this device's own policy chain does not fold, and nothing is to be built on it. */
export async function stretchAfter(context: AccountContext, work: Working, log: ToldLog): Promise<Mine | null> {
  const { store, me, device } = context;
  const { id } = work.room;
  const after = log.common.seq;
  const [rows, commits, changes, heads, frames, words] = await Promise.all([
    store.events.after(id, after),
    store.commits.after(id, after),
    store.policies.after(id, after),
    store.heads.of(id),
    store.policies.frames(id),
    store.words.of(id),
  ]);
  const policy = foldPolicy(context.serverId, work.room, frames.slice(0, frames.length - changes.length));
  const changed = follow(context, policy, changes);
  if (changed === null) return null;
  const told = toldChanges(context, policy, log);
  const isTold = ({ frame }: Signed): boolean => told.frames.some((each) => equalBytes(each, frame));
  const lost = changed.signed.filter((each) => each.signer === me && !isTold(each));
  const others = changed.signed.filter(({ signer }) => signer !== me);
  const gone = others.flatMap(({ body }) => body.remove).filter((account) => !changed.members.has(account));
  return {
    rows,
    commits,
    changes,
    policy,
    toldMembers: told.members,
    lostChange: lost.length > 0,
    wanted: lost.flatMap(({ body }) => intentOf(body, me, told.named)),
    own: {
      heads,
      claims: [...claimsIn(rows, device), ...claimsOf(words, changed.members)],
      said: othersWords(rows, me),
      changes: others.map(({ frame }) => frame),
      gone,
    },
  };
}

interface Signed {
  readonly frame: Bytes;
  readonly signer: AccountId;
  readonly body: PolicyChange;
}

/** This device's own changes, which it judged when they came. */
function follow(
  { serverId }: AccountContext,
  from: Policy | null,
  changes: readonly PolicyRow[],
): { readonly signed: readonly Signed[]; readonly members: Policy['members'] } | null {
  let policy = from;
  const signed: Signed[] = [];
  for (const { frame } of changes) {
    const judged = policy === null ? null : judgeChange(serverId, policy, frame);
    if (judged?.ok !== true || judged.body.type !== 'change') return null;
    policy = judged.policy;
    signed.push({ frame, signer: judged.signer, body: judged.body });
  }
  return { signed, members: policy?.members ?? new Map() };
}

/** Those of the told log, as far as they hold. `named`: whom they are about. */
function toldChanges({ serverId }: AccountContext, from: Policy | null, { entries }: ToldLog) {
  let policy = from;
  const frames: Bytes[] = [];
  const named = new Set<AccountId>();
  for (const { says } of entries) {
    if (says?.kind !== 'policy') continue;
    frames.push(says.body);
    const judged = policy === null ? null : judgeChange(serverId, policy, says.body);
    if (judged?.ok !== true || judged.body.type !== 'change') continue;
    policy = judged.policy;
    for (const account of judged.body.remove) named.add(account);
    for (const { account } of judged.body.add) named.add(account);
  }
  const members: Policy['members'] = policy?.members ?? new Map();
  return { frames, named, members };
}

/** What was decided about somebody in the log itself since then stands. To hand a room over is nothing that a device does by itself. */
function intentOf(body: PolicyChange, me: AccountId, named: ReadonlySet<AccountId>): Intent[] {
  if (body.remove.includes(me)) return [{ kind: 'leave', heir: body.owner }];
  const out = body.remove.filter((account) => !named.has(account));
  if (out.length > 0) return [{ kind: 'remove', people: out }];
  const come = body.add.map(({ account }) => account).filter((account) => !named.has(account));
  return come.length > 0 ? [{ kind: 'add', people: come }] : [];
}
