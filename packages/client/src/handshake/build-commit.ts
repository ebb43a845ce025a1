/**
 * Makes the commit, and the policy change that goes with it, which an intent means at the room's present epoch. Adds and removes
 * never share a commit (protocol.md §5): leaves that must go, go first.
 */
import {
  commitAdd,
  commitRemove,
  commitUpdate,
  groupInfo,
  hasFreshLeaf,
  judgeChange,
  randomBytes,
  roster,
  signPolicy,
  type GroupState,
  type Invited,
  type PendingCommit,
  type RefusalCode,
  type Refused,
} from '@alcove/crypto';
import type { AccountId, AppendFrame, Bytes, FrameId, Policy, PolicyChange, RoomId } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import type { FailureCode } from '../api/outcome.ts';
import { newFrameId } from '../rooms/frame-id.ts';
import { hashOfCommit, sealInfo } from './kept-info.ts';
import type { Intent } from './intent.ts';
import type { Handshake } from '../rooms/room.ts';
import { straysOf, trustNow } from './strays.ts';
import { isCertified } from './worn-leaf.ts';
import type { Working } from '../rooms/working.ts';

export type Built =
  | { readonly kind: 'built'; readonly handshake: Omit<Handshake, 'adopted' | 'settled'> }
  /** It is so already. */
  | { readonly kind: 'nothing' }
  /** Leaves that must go stand in the way. */
  | { readonly kind: 'sweep-first' }
  | { readonly kind: 'needs-list'; readonly account: AccountId }
  | { readonly kind: 'failed'; readonly code: FailureCode; readonly detail?: string };

/** `invited`: key packages claimed for an add; those of devices that got in meanwhile are left out. */
export async function buildCommit(
  context: AccountContext,
  work: Working,
  intent: Intent,
  invited: readonly Invited[],
): Promise<Built> {
  const { group, policy } = work;
  if (policy === null || !work.row.member) return { kind: 'failed', code: 'not-member' };
  if (intent.kind === 'leave') return buildLeave(context, policy, intent.heir);
  if (group === null) return { kind: 'failed', code: 'internal', detail: 'no group' };
  const strays = straysOf(context, work).map(({ index }) => index);
  switch (intent.kind) {
    case 'add':
    case 'let-in':
      return strays.length > 0 ? { kind: 'sweep-first' } : buildAdd(context, work, policy, intent, invited);
    case 'remove':
      return buildRemove(context, work, policy, intent);
    case 'sweep':
      return strays.length === 0
        ? { kind: 'nothing' }
        : finish(context, work, intent, await commitRemove(group, strays), null);
    case 'freshen':
      return hasFreshLeaf(group) ? { kind: 'nothing' } : buildUpdate(context, work, group, intent);
    case 'renew':
      return isCertified(context, group) ? { kind: 'nothing' } : buildUpdate(context, work, group, intent);
    case 'update':
      return buildUpdate(context, work, group, intent);
    case 'join':
      return { kind: 'nothing' };
  }
}

/** Whatever it is for, it brings the newest certificate along. */
async function buildUpdate(context: AccountContext, work: Working, group: GroupState, intent: Intent): Promise<Built> {
  return finish(context, work, intent, await commitUpdate(group, context.identity.cert), null);
}

function buildLeave(context: AccountContext, policy: Policy, heir: AccountId | null): Built {
  const { me } = context;
  if (!policy.members.has(me)) return { kind: 'nothing' };
  const owner = policy.owner === me && policy.members.size > 1 ? heir : null;
  const change = changeOf(context, policy, { remove: [me], owner });
  if (change === null) return { kind: 'failed', code: 'not-allowed' };
  const id = newFrameId(context.now());
  const frame: AppendFrame = { t: 'append', kind: 'policy', room: policy.room, id, body: change.frame };
  return {
    kind: 'built',
    handshake: {
      id,
      intent: { kind: 'leave', heir },
      epoch: 0,
      frame,
      next: null,
      groupInfoKey: null,
      policyVersion: policy.version,
    },
  };
}

type IntentOf<K extends Intent['kind']> = Extract<Intent, { kind: K }>;

async function buildAdd(
  context: AccountContext,
  work: Working,
  policy: Policy,
  intent: IntentOf<'add' | 'let-in'>,
  invited: readonly Invited[],
): Promise<Built> {
  const { group } = work;
  if (group === null) return { kind: 'nothing' };
  const isMember = (account: AccountId): boolean => policy.members.has(account);
  const inside = new Set(roster(group).map(({ device }) => device));
  const packages = invited.filter(
    ({ account, device }) => !inside.has(device) && (intent.kind === 'add' || isMember(account)),
  );
  const newcomers = intent.kind === 'add' ? intent.people.filter((account) => !isMember(account)) : [];
  if (packages.length === 0)
    return newcomers.length === 0 ? { kind: 'nothing' } : { kind: 'failed', code: 'no-key-package' };
  const add = newcomers.flatMap((account) => {
    const aik = context.lists.all.get(account)?.list.aik;
    return aik === undefined ? [] : [{ account, aik }];
  });
  const change = add.length === 0 ? null : changeOf(context, policy, { add });
  if (add.length > 0 && change === null) return { kind: 'failed', code: 'not-allowed' };
  const trust = trustNow(context, change?.policy ?? policy, new Set(intent.people));
  return finish(context, work, intent, await commitAdd(group, trust, packages), change);
}

async function buildRemove(
  context: AccountContext,
  work: Working,
  policy: Policy,
  intent: IntentOf<'remove'>,
): Promise<Built> {
  const { group } = work;
  const gone = intent.people.filter((account) => policy.members.has(account));
  if (group === null || gone.length === 0) return { kind: 'nothing' };
  const change = changeOf(context, policy, { remove: gone });
  if (change === null) return { kind: 'failed', code: 'not-allowed' };
  const leaves = straysOf(context, { group, policy: change.policy }).map(({ index }) => index);
  // Somebody who never had a device here: the policy change alone says it all.
  if (leaves.length === 0) return policyAlone(context, change, intent);
  return finish(context, work, intent, await commitRemove(group, leaves), change);
}

function policyAlone(context: AccountContext, { frame: body, policy }: SignedChange, intent: Intent): Built {
  const id = newFrameId(context.now());
  const frame: AppendFrame = { t: 'append', kind: 'policy', room: policy.room, id, body };
  const policyVersion = policy.version - 1;
  return { kind: 'built', handshake: { id, intent, epoch: 0, frame, next: null, groupInfoKey: null, policyVersion } };
}

interface SignedChange {
  readonly frame: Bytes;
  readonly policy: Policy;
}

/** Null when the policy in force does not allow it. */
function changeOf(
  context: AccountContext,
  policy: Policy,
  change: Partial<Pick<PolicyChange, 'add' | 'remove' | 'owner'>>,
): SignedChange | null {
  const body: PolicyChange = {
    v: 1,
    type: 'change',
    room: policy.room,
    version: policy.version + 1,
    prev: policy.hash,
    add: [],
    remove: [],
    owner: null,
    ...change,
  };
  const frame = signPolicy(context.identity, body);
  const judged = judgeChange(context.serverId, policy, frame);
  return judged.ok ? { frame, policy: judged.policy } : null;
}

/** What a person is told when what the server handed out for somebody's devices does not hold. */
function failureOfRefusal(code: RefusalCode): FailureCode {
  if (code.startsWith('key-package') || code === 'damaged') return 'no-key-package';
  return code.startsWith('leaf-') ? 'device-list-forged' : 'internal';
}

async function infoOf(key: Bytes, room: RoomId, { next, commit }: PendingCommit): Promise<Bytes> {
  return sealInfo(key, room, next.epoch, { info: await groupInfo(next), commit: hashOfCommit(commit) });
}

async function finish(
  context: AccountContext,
  work: Working,
  intent: Intent,
  made: PendingCommit | Refused,
  change: SignedChange | null,
): Promise<Built> {
  if (made.kind === 'needs-list') return { kind: 'needs-list', account: made.account };
  if (made.kind === 'refused') return { kind: 'failed', code: failureOfRefusal(made.code), detail: made.code };
  const { group, room } = work;
  if (group === null) return { kind: 'nothing' };
  const id = newFrameId(context.now());
  // Whoever is removed knows the old key.
  const fresh = made.removed.length > 0 ? randomBytes(32) : null;
  const key = fresh ?? work.row.groupInfoKey;
  const sealed = key === null ? null : await infoOf(key, room.id, made);
  const frame: AppendFrame = {
    t: 'append',
    kind: 'commit',
    room: room.id,
    id,
    epoch: group.epoch,
    seen: work.place.seq,
    body: made.commit,
    ...policyPart(context, change),
    ...(made.welcome === null
      ? {}
      : { welcome: made.welcome, to: made.added.map(({ account, device }) => ({ account, device })) }),
    ...(sealed === null ? {} : { groupInfo: sealed }),
  };
  return {
    kind: 'built',
    handshake: {
      id,
      intent,
      epoch: group.epoch,
      frame,
      next: made.next,
      groupInfoKey: fresh,
      policyVersion: work.policy?.version ?? 0,
    },
  };
}

function policyPart(context: AccountContext, change: SignedChange | null): { policy?: Bytes; policyId?: FrameId } {
  return change === null ? {} : { policy: change.frame, policyId: newFrameId(context.now()) };
}
