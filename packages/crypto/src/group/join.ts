/**
 * Joining by Welcome (RFC 9420 §12.4.3.1; checks K21–K29). The GroupInfo inside is opened and judged leaf by leaf before the library
 * builds anything on it, both to know who invited and because the tree in it is a stranger's until judged.
 */
import { emptyPskIndex, joinGroup, type CiphersuiteImpl, type PrivateKeyPackage } from 'ts-mls';
import type { GroupInfo } from 'ts-mls/groupInfo.js';
import { ratchetTreeFromExtension } from 'ts-mls/groupInfo.js';
import { makeKeyPackageRef, type KeyPackage } from 'ts-mls/keyPackage.js';
import { decryptGroupInfo, decryptGroupSecrets, type Welcome } from 'ts-mls/welcome.js';
import { equalBytes, toBase64url, type Bytes, type DeviceId, type RoomId } from '@alcove/protocol';
import type { DeviceIdentity } from '../identity/device-cert.ts';
import { judgeTree, MAX_LEAVES } from './commit-check.ts';
import { configWith } from './engine/config.ts';
import { suiteOf } from './engine/suite.ts';
import { decodeMessageOf } from './engine/wire.ts';
import { decodeKeyPackage, decodePrivateHalf } from './key-package.ts';
import { credentialJudge, judgeLeafNode, type Trust } from './leaf-check.ts';
import { attempt, isRefused, refuse, type Refused } from './outcome.ts';
import { isDevice, leafAt, leavesOf, type Leaf, type Tree } from './roster.ts';
import { groupIdOf, groupState, type GroupState } from './state.ts';

export interface WelcomeJoin {
  readonly identity: DeviceIdentity;
  readonly welcome: Uint8Array;
  /** Own unused key packages. */
  readonly packages: readonly { readonly public: Bytes; readonly private: Bytes }[];
  readonly room: RoomId;
  /** The epoch after the sequenced commit that made the Welcome. */
  readonly epoch: number;
  readonly trust: Trust;
  /** All devices this account knows as its own, this one among them. */
  readonly ownDevices: ReadonlySet<DeviceId>;
}

export interface Joined {
  readonly kind: 'joined';
  readonly state: GroupState;
  /** Delete this key package; if it was the last resort, update at once. */
  readonly usedRef: string;
  readonly inviter: Leaf;
}

export function joinByWelcome(args: WelcomeJoin): Promise<Joined | Refused> {
  const { identity, room, epoch, trust } = args;
  const judge = credentialJudge(trust, []);
  return attempt(async (): Promise<Joined | Refused> => {
    if (trust.policy.room !== room) return refuse('wrong-group');
    const welcome = decodeMessageOf('mls_welcome', args.welcome.slice())?.welcome;
    if (welcome === undefined) return refuse('damaged');
    if (welcome.cipherSuite !== trust.policy.suite) return refuse('wrong-suite');
    const suite = await suiteOf(trust.policy.suite);
    const used = await findPackage(welcome, args, suite);
    if (isRefused(used)) return used;

    const info = await openInfo(welcome, used, suite);
    if (isRefused(info)) return info;
    const tree = judgeInfo(info, { room, epoch, trust });
    if (isRefused(tree)) return tree;
    const signer = leavesOf(tree).get(info.signer);
    if (signer === undefined) return refuse('sender-unknown');
    const refused = judgeOwn(tree, args);
    if (refused !== undefined) return refused;

    const { keyPackage, secrets } = used;
    const config = configWith(judge.accept);
    const state = await joinGroup(welcome, keyPackage, secrets, emptyPskIndex, suite, undefined, undefined, config);
    const own = leavesOf(state.ratchetTree).get(state.privatePath.leafIndex);
    if (own === undefined || !equalBytes(own.signaturePublicKey, identity.key.public)) return refuse('damaged');
    return { kind: 'joined', state: groupState(state), usedRef: used.ref, inviter: leafAt(info.signer, signer) };
  }, judge.noted);
}

interface UsedPackage {
  readonly ref: string;
  readonly refBytes: Uint8Array;
  readonly keyPackage: KeyPackage;
  readonly secrets: PrivateKeyPackage;
}

async function findPackage(
  welcome: Welcome,
  args: WelcomeJoin,
  suite: CiphersuiteImpl,
): Promise<UsedPackage | Refused> {
  const wanted = new Set(welcome.secrets.map((s) => toBase64url(s.newMember)));
  for (const own of args.packages) {
    const keyPackage = decodeKeyPackage(own.public);
    if (keyPackage === undefined || keyPackage.cipherSuite !== welcome.cipherSuite) continue;
    const refBytes = await makeKeyPackageRef(keyPackage, suite.hash);
    const ref = toBase64url(refBytes);
    if (!wanted.has(ref)) continue;
    return { ref, refBytes, keyPackage, secrets: decodePrivateHalf(args.identity, own.private) };
  }
  return refuse('welcome-not-for-us');
}

async function openInfo(welcome: Welcome, used: UsedPackage, suite: CiphersuiteImpl): Promise<GroupInfo | Refused> {
  const key = await suite.hpke.importPrivateKey(used.secrets.initPrivateKey);
  const secrets = await decryptGroupSecrets(key, used.refBytes, welcome, suite.hpke);
  if (secrets === undefined) return refuse('damaged');
  if (secrets.psks.length > 0) return refuse('proposal-not-allowed');
  const noPsk = new Uint8Array(suite.kdf.size);
  return (await decryptGroupInfo(welcome, secrets.joinerSecret, noPsk, suite)) ?? refuse('damaged');
}

interface Entrance {
  readonly room: RoomId;
  readonly epoch: number;
  readonly trust: Trust;
  /** Whose old leaf may stand there, whatever it carries. */
  readonly except?: DeviceIdentity;
}

/**
 * The checks on a GroupInfo that hold however one joins; returns its tree, every leaf of which belongs. Whoever invites takes out first what ran
 * out; whoever comes by themselves does it once they are in.
 */
export function judgeInfo(info: GroupInfo, { room, epoch, trust, except }: Entrance): Tree | Refused {
  const role = except === undefined ? 'added' : 'standing';
  const { groupContext } = info;
  if (!equalBytes(groupContext.groupId, groupIdOf(room))) return refuse('wrong-group');
  if (groupContext.epoch !== BigInt(epoch)) return refuse('wrong-epoch');
  if (groupContext.version !== 'mls10' || groupContext.cipherSuite !== trust.policy.suite) return refuse('wrong-suite');
  if (groupContext.extensions.length > 0) return refuse('group-context-changed');
  const tree = ratchetTreeFromExtension(info);
  if (tree === undefined) return refuse('damaged');
  const leaves = leavesOf(tree);
  if (leaves.size > MAX_LEAVES) return refuse('group-too-large');
  for (const [index, node] of leaves) {
    if (except !== undefined && isDevice(leafAt(index, node), except)) continue;
    const refused = judgeLeafNode(trust, node, role);
    if (refused !== undefined) return refused;
  }
  return judgeTree(tree, trust.policy.suite) ?? tree;
}

/** K25: a device that claims to be mine and that I do not know is somebody else's. */
function judgeOwn(tree: Tree, { identity, ownDevices }: WelcomeJoin): Refused | undefined {
  const leaves = [...leavesOf(tree)].map(([index, node]) => leafAt(index, node));
  const stranger = leaves.some((l) => l.account === identity.account && !ownDevices.has(l.device));
  return stranger ? refuse('welcome-unknown-own-device') : undefined;
}
