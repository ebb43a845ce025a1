/**
 * Making groups and commits (RFC 9420 §11, §12.4). A commit is a proposal to the server's log: `next` becomes the state only once the
 * log has taken it, and until then the state it was made from stays as it was, ready to process somebody else's.
 *
 * What is made here is held to the same rules as what comes in, so that a client never sends a commit others must refuse.
 */
import { createCommit, createGroup as createEngineGroup, type ClientState, type Proposal } from 'ts-mls';
import type { AccountId, Bytes, DeviceId, Policy } from '@alcove/protocol';
import { CryptoError } from '../error.ts';
import type { DeviceIdentity } from '../identity/device-cert.ts';
import { isInOwnTime, judgeAdds } from './add-check.ts';
import { compareRosters, judgeContext, judgeTree, MAX_ADDS, type CommitPlan } from './commit-check.ts';
import { configWith, acceptNobody } from './engine/config.ts';
import { suiteOf } from './engine/suite.ts';
import { encodeMessage } from './engine/wire.ts';
import { decodeKeyPackage, generate, isLastResort } from './key-package.ts';
import { credentialJudge, type CredentialJudge, type Trust } from './leaf-check.ts';
import { attempt, isRefused, refuse, type Refused } from './outcome.ts';
import { isDevice, leafAt, leafNodeAt, type Leaf } from './roster.ts';
import { engineState, groupIdOf, groupState, type GroupState } from './state.ts';

export interface PendingCommit {
  readonly kind: 'pending';
  readonly commit: Bytes;
  /** One Welcome for all added devices; null when none was added. */
  readonly welcome: Bytes | null;
  /** Adopt only after the server's ack. */
  readonly next: GroupState;
  readonly added: readonly Leaf[];
  readonly removed: readonly Leaf[];
}

/** Epoch 0 with one leaf. The group id is the room id. */
export async function createGroup(identity: DeviceIdentity, policy: Policy, nowMs: number): Promise<GroupState> {
  if (!policy.members.has(identity.account)) throw new CryptoError('leaf-not-in-policy');
  const suite = await suiteOf(policy.suite);
  const own = await generate(identity, suite, Math.floor(nowMs / 1_000), false);
  const groupId = groupIdOf(policy.room);
  const config = configWith(acceptNobody);
  return groupState(await createEngineGroup(groupId, own.publicPackage, own.privatePackage, [], suite, config));
}

export interface Invited {
  readonly account: AccountId;
  readonly device: DeviceId;
  /** Key package bytes, as the server handed them out. */
  readonly body: Uint8Array;
  /** What the server said of it; false when left out. */
  readonly lastResort?: boolean;
}

export function commitAdd(
  state: GroupState,
  trust: Trust,
  packages: readonly Invited[],
): Promise<PendingCommit | Refused> {
  const judge = credentialJudge(trust, engineState(state).ratchetTree);
  return attempt(async () => {
    if (packages.length === 0 || packages.length > MAX_ADDS) return refuse('commit-too-many');
    if (trust.policy.room !== state.room) return refuse('wrong-group');
    const adds: CommitPlan['adds'][number][] = [];
    const suite = await suiteOf(state.suite);
    for (const invited of packages) {
      const keyPackage = decodeKeyPackage(invited.body);
      if (keyPackage === undefined) return refuse('damaged');
      const refused = await judgeAdds([keyPackage], trust, suite);
      if (refused !== undefined) return refused;
      if (!isInOwnTime(keyPackage)) return refuse('key-package-lifetime');
      if (!isDevice(leafAt(0, keyPackage.leafNode), invited)) return refuse('key-package-foreign');
      if (isLastResort(keyPackage) !== (invited.lastResort ?? false)) return refuse('key-package-unmarked');
      adds.push(keyPackage);
    }
    return make(state, { adds, removes: [] }, judge);
  }, judge.noted);
}

/** Whether the leaves may be removed is for the caller to know (see leavesToRemove): other members judge it. */
export function commitRemove(state: GroupState, leaves: readonly number[]): Promise<PendingCommit | Refused> {
  return attempt(async () => {
    const engine = engineState(state);
    if (leaves.includes(engine.privatePath.leafIndex)) return refuse('remove-self');
    const removes = [...new Set(leaves)];
    if (removes.length === 0 || removes.some((index) => leafNodeAt(engine.ratchetTree, index) === undefined)) {
      return refuse('remove-unknown');
    }
    return make(state, { adds: [], removes });
  });
}

/**
 * Fresh keys on the own path: heals after a compromise, and warms the tree after joining. `cert`: what the own leaf carries from then on; the
 * certificate that it has when left out.
 */
export function commitUpdate(state: GroupState, cert?: Bytes): Promise<PendingCommit | Refused> {
  return attempt(() => make(state, { adds: [], removes: [], ...(cert === undefined ? {} : { cert }) }));
}

interface Making extends CommitPlan {
  readonly cert?: Bytes;
}

async function make(state: GroupState, plan: Making, judge?: CredentialJudge): Promise<PendingCommit | Refused> {
  const suite = await suiteOf(state.suite);
  const engine = engineState(state, judge?.accept);
  const { leafIndex: committer } = engine.privatePath;
  const proposals: Proposal[] = [
    ...plan.adds.map((keyPackage) => ({ proposalType: 'add' as const, add: { keyPackage } })),
    ...plan.removes.map((removed) => ({ proposalType: 'remove' as const, remove: { removed } })),
  ];
  const made = await createCommit(
    { state: withCert(engine, plan.cert), cipherSuite: suite },
    { extraProposals: proposals, ratchetTreeExtension: true },
  );
  const after = made.newState.ratchetTree;
  const { adds, removes } = plan;
  const change = compareRosters(engine.ratchetTree, after, { addCount: adds.length, removes, committer });
  if (isRefused(change)) return change;
  const refused = judgeTree(after, state.suite) ?? judgeContext(engine.groupContext, made.newState.groupContext);
  if (refused !== undefined) return refused;
  // `made.consumed` is left alone: if this commit loses the race, the old state must still process the winner (trap 1 of the library).
  const { welcome } = made;
  return {
    kind: 'pending',
    commit: encodeMessage(made.commit),
    welcome: welcome === undefined ? null : encodeMessage({ version: 'mls10', wireformat: 'mls_welcome', welcome }),
    next: groupState(made.newState),
    ...change,
  };
}

/**
 * The library takes the certificate of the leaf that a commit makes from the leaf before it. What is kept to read the old epoch says the new one
 * then, of the same device; nothing else asks for that one.
 */
function withCert(engine: ClientState, cert: Bytes | undefined): ClientState {
  if (cert === undefined) return engine;
  const own = engine.privatePath.leafIndex * 2;
  const credential = { credentialType: 'basic', identity: cert } as const;
  const ratchetTree = engine.ratchetTree.map((node, at) =>
    at === own && node?.nodeType === 'leaf' ? { ...node, leaf: { ...node.leaf, credential } } : node,
  );
  return { ...engine, ratchetTree };
}
