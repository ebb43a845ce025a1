/**
 * Opening what the log brings: application messages and commits. Process, inspect, return; nothing is changed in place, so refusing
 * is simply not adopting `next`.
 *
 * The sender is the leaf whose signature the library verified, in the tree of that message's epoch, and must be the device the
 * log names (K41). Handshakes are private messages, except a newcomer's external commit. Everything thrown inside becomes `damaged`.
 */
import {
  emptyPskIndex,
  processPrivateMessage,
  processPublicMessage,
  type CiphersuiteImpl,
  type ClientState,
} from 'ts-mls';
import type { Commit } from 'ts-mls/commit.js';
import { unprotectPrivateMessage } from 'ts-mls/messageProtection.js';
import { unprotectPublicMessage } from 'ts-mls/messageProtectionPublic.js';
import { equalBytes, type AccountId, type Bytes, type DeviceId } from '@alcove/protocol';
import { judgeAdds } from './add-check.ts';
import {
  compareRosters,
  judgeChange,
  judgeContext,
  judgeTree,
  planExternalCommit,
  planMemberCommit,
  type RosterChange,
  type RosterPlan,
} from './commit-check.ts';
import { retention } from './engine/config.ts';
import { suiteOf } from './engine/suite.ts';
import { decodeMessage, type MessageOf } from './engine/wire.ts';
import { credentialJudge, judgeLeafNode, type CredentialJudge, type Trust } from './leaf-check.ts';
import { attempt, isRefused, refuse, type Refused } from './outcome.ts';
import { isDevice, leafAt, leafNodeAt, type Leaf, type Tree } from './roster.ts';
import { unpad } from './seal.ts';
import { engineState, groupIdOf, groupState, type GroupState } from './state.ts';

/** Messages are accepted in their epoch and the two after it. */
const LATE_EPOCHS = 2;

export type Opened =
  | {
      readonly kind: 'application';
      readonly plain: Bytes;
      readonly aad: Bytes;
      readonly sender: Leaf;
      readonly next: GroupState;
    }
  | {
      readonly kind: 'commit';
      /** Null: external. */
      readonly committer: Leaf | null;
      readonly external: boolean;
      readonly added: readonly Leaf[];
      readonly removed: readonly Leaf[];
      readonly next: GroupState;
    }
  | { readonly kind: 'removed' }
  | { readonly kind: 'future-epoch'; readonly epoch: number }
  | { readonly kind: 'past-epoch'; readonly epoch: number }
  | Refused;

/** What the log says about the entry. */
export interface Expected {
  readonly kind: 'application' | 'commit';
  readonly account: AccountId;
  readonly device: DeviceId;
}

interface Opening {
  readonly state: GroupState;
  readonly engine: ClientState;
  readonly suite: CiphersuiteImpl;
  readonly trust: Trust;
  readonly expect: Expected;
  readonly judge: CredentialJudge;
}

/** Opens an application message or processes a commit, with every check that applies. */
export function open(state: GroupState, trust: Trust, body: Uint8Array, expect: Expected): Promise<Opened> {
  const judge = credentialJudge(trust, engineState(state).ratchetTree);
  return attempt(async (): Promise<Opened> => {
    if (trust.policy.room !== state.room || trust.policy.suite !== state.suite) return refuse('wrong-group');
    // A copy: the library's decoder returns views, and they end up in the new state.
    const message = decodeMessage(body.slice());
    const engine = engineState(state, judge.accept);
    const opening: Opening = { state, engine, suite: await suiteOf(state.suite), trust, expect, judge };
    if (message?.wireformat === 'mls_private_message') return openPrivate(opening, message);
    if (message?.wireformat === 'mls_public_message') return openPublic(opening, message);
    return refuse('damaged');
  }, judge.noted);
}

async function openPrivate(opening: Opening, message: MessageOf<'mls_private_message'>): Promise<Opened> {
  const { groupId, epoch, contentType } = message.privateMessage;
  const misplaced = place(opening, groupId, epoch, contentType);
  if (misplaced !== undefined) return misplaced;
  return contentType === 'application' ? openApplication(opening, message) : openMemberCommit(opening, message);
}

/** Group, kind and epoch, before any secret is touched. */
function place({ state, expect }: Opening, groupId: Uint8Array, epoch: bigint, kind: string): Opened | undefined {
  if (!equalBytes(groupId, groupIdOf(state.room))) return refuse('wrong-group');
  if (kind === 'proposal') return refuse('proposal-not-allowed');
  if (kind !== expect.kind) return refuse('kind-mismatch');
  if (epoch > BigInt(Number.MAX_SAFE_INTEGER)) return refuse('damaged');
  const at = Number(epoch);
  if (at > state.epoch) return { kind: 'future-epoch', epoch: at };
  const oldest = kind === 'application' ? state.epoch - LATE_EPOCHS : state.epoch;
  return at < oldest ? { kind: 'past-epoch', epoch: at } : undefined;
}

/** What is needed to read a message of one epoch. */
type EpochSecrets = Pick<ClientState, 'secretTree' | 'ratchetTree' | 'groupContext'> & { senderDataSecret: Uint8Array };

async function openApplication(opening: Opening, message: MessageOf<'mls_private_message'>): Promise<Opened> {
  const { engine, suite } = opening;
  const { epoch } = message.privateMessage;
  const current = epoch === engine.groupContext.epoch;
  const past = engine.historicalReceiverData.get(epoch);
  const secrets = secretsOf(engine, epoch);
  if (secrets === undefined) return { kind: 'past-epoch', epoch: Number(epoch) };

  const opened = await unprotect(secrets, message, suite);
  const { content } = opened.content;
  if (content.contentType !== 'application') return refuse('damaged');
  const sender = senderOf(opening, secrets.ratchetTree, content.sender);
  if (isRefused(sender)) return sender;
  const plain = unpad(content.applicationData);
  if (plain === undefined) return refuse('padding');
  const next: ClientState =
    current || past === undefined
      ? { ...engine, secretTree: opened.tree }
      : {
          ...engine,
          historicalReceiverData: new Map(engine.historicalReceiverData).set(epoch, {
            ...past,
            secretTree: opened.tree,
          }),
        };
  const aad = content.authenticatedData.slice();
  return { kind: 'application', plain, aad, sender, next: groupState(next) };
}

/**
 * Whether this device's own leaf sealed a message with a key that is still unused here. Only another copy of the device can have done that: a
 * device that seals forgets the key in the same step, and nobody else can sign as its leaf.
 */
export async function isOfCopy(state: GroupState, body: Uint8Array): Promise<boolean> {
  const outcome = await attempt(async () => {
    const message = decodeMessage(body.slice());
    const engine = engineState(state);
    if (message?.wireformat !== 'mls_private_message') return refuse('damaged');
    const { epoch, groupId, contentType } = message.privateMessage;
    const secrets = secretsOf(engine, epoch);
    if (contentType !== 'application' || secrets === undefined || !equalBytes(groupId, groupIdOf(state.room)))
      return refuse('damaged');
    const { content } = await unprotect(secrets, message, await suiteOf(state.suite));
    const { sender } = content.content;
    const isOwn = sender.senderType === 'member' && sender.leafIndex === engine.privatePath.leafIndex;
    return isOwn ? { kind: 'of-copy' as const } : refuse('sender-mismatch');
  });
  return outcome.kind === 'of-copy';
}

function secretsOf(engine: ClientState, epoch: bigint): EpochSecrets | undefined {
  return epoch === engine.groupContext.epoch
    ? { ...engine, senderDataSecret: engine.keySchedule.senderDataSecret }
    : engine.historicalReceiverData.get(epoch);
}

function unprotect(
  secrets: EpochSecrets,
  { privateMessage }: MessageOf<'mls_private_message'>,
  suite: CiphersuiteImpl,
) {
  const { senderDataSecret, secretTree, ratchetTree, groupContext } = secrets;
  return unprotectPrivateMessage(
    senderDataSecret,
    privateMessage,
    secretTree,
    ratchetTree,
    groupContext,
    retention,
    suite,
  );
}

/** The verified sender as a leaf of the message's epoch, held against the log and the room's policy. */
function senderOf(
  { trust, expect }: Opening,
  tree: Tree,
  sender: { readonly senderType: string; readonly leafIndex?: number },
): Leaf | Refused {
  if (sender.senderType !== 'member' || sender.leafIndex === undefined) return refuse('sender-unknown');
  const node = leafNodeAt(tree, sender.leafIndex);
  if (node === undefined) return refuse('sender-unknown');
  const leaf = leafAt(sender.leafIndex, node);
  if (!isDevice(leaf, expect)) return refuse('sender-mismatch');
  return judgeLeafNode(trust, node, 'present') ?? leaf;
}

async function openMemberCommit(opening: Opening, message: MessageOf<'mls_private_message'>): Promise<Opened> {
  const { engine, suite, trust } = opening;
  // Opened once to be read: processing acts on some proposals before it lets anybody look at them.
  const secrets = { ...engine, senderDataSecret: engine.keySchedule.senderDataSecret };
  const { content } = (await unprotect(secrets, message, suite)).content;
  if (content.contentType !== 'commit') return refuse('damaged');
  const committer = senderOf(opening, engine.ratchetTree, content.sender);
  if (isRefused(committer)) return committer;
  const plan = planMemberCommit(content.commit, engine.ratchetTree);
  if (isRefused(plan)) return plan;
  // K56: whoever reads this came in by the only Welcome there is.
  if (trust.policy.devices !== null && plan.adds.length > 0) return refuse('secret-closed');
  const misadded = await judgeAdds(plan.adds, trust, suite);
  if (misadded !== undefined) return misadded;

  const result = await processPrivateMessage(engine, message.privateMessage, emptyPskIndex, suite, commitsOnly);
  if (result.kind !== 'newState' || result.actionTaken !== 'accept') return refuse('damaged');
  const { adds, removes } = plan;
  const change = inspect(opening, result.newState, { addCount: adds.length, removes, committer: committer.index });
  if (isRefused(change)) return change;
  if (result.newState.groupActiveState.kind === 'removedFromGroup') return { kind: 'removed' };
  return { kind: 'commit', committer, external: false, ...change, next: groupState(result.newState) };
}

async function openPublic(opening: Opening, message: MessageOf<'mls_public_message'>): Promise<Opened> {
  const { engine, suite, state, trust, expect } = opening;
  const { publicMessage } = message;
  const { content } = publicMessage;
  const misplaced = place(opening, content.groupId, content.epoch, content.contentType);
  if (misplaced !== undefined) return misplaced;
  if (publicMessage.senderType !== 'new_member_commit' || content.sender.senderType !== 'new_member_commit') {
    return refuse('commit-not-private');
  }
  if (content.contentType !== 'commit') return refuse('damaged');
  // K56: not even the device that was there already.
  if (trust.policy.devices !== null) return refuse('secret-closed');
  const commit: Commit = content.commit;
  const plan = planExternalCommit(commit, engine.ratchetTree, state.suite, trust, expect);
  if (isRefused(plan)) return plan;

  if (plan.removed === engine.privatePath.leafIndex) {
    // This very device has come back elsewhere. The library would follow the commit with keys that are gone, so it only verifies.
    await unprotectPublicMessage(
      engine.keySchedule.membershipKey,
      engine.groupContext,
      engine.ratchetTree,
      publicMessage,
      suite,
    );
    return { kind: 'removed' };
  }
  const result = await processPublicMessage(engine, publicMessage, emptyPskIndex, suite, commitsOnly);
  if (result.actionTaken !== 'accept') return refuse('damaged');
  const removes = plan.removed === undefined ? [] : [plan.removed];
  const change = inspect(opening, result.newState, { addCount: 1, removes, committer: null });
  if (isRefused(change)) return change;
  return { kind: 'commit', committer: null, external: true, ...change, next: groupState(result.newState) };
}

const commitsOnly = ({ kind }: { kind: string }): 'accept' | 'reject' => (kind === 'commit' ? 'accept' : 'reject');

/** The new state against the old one and the room's rules. */
function inspect(
  { engine, state, trust, expect }: Opening,
  next: ClientState,
  plan: RosterPlan,
): RosterChange | Refused {
  const change = compareRosters(engine.ratchetTree, next.ratchetTree, plan);
  if (isRefused(change)) return change;
  // Who was removed does not get the next epoch's context; what it must know is whether the removal was right.
  const removed = next.groupActiveState.kind === 'removedFromGroup';
  return (
    judgeTree(next.ratchetTree, state.suite) ??
    (removed ? undefined : judgeContext(engine.groupContext, next.groupContext)) ??
    judgeChange(trust, engine.ratchetTree, next.ratchetTree, change, expect.account) ??
    change
  );
}
