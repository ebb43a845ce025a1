/**
 * Every decoder that reads what came from outside, each with a sound sample to begin from and the errors it may answer with. MLS's own wire is
 * fuzzed beside its entrances, in packages/crypto/src/group/garbage.test.ts.
 */
import { decodeContent, decodeMark, decodeWhisper, encodeContent, encodeMark, encodeWhisper } from '@alcove/content';
import {
  followDeviceLists,
  issueDeviceCert,
  judgeChange,
  judgeGenesis,
  newKeyPair,
  openGroupInfo,
  randomBytes,
  sealGroupInfo,
  signDeviceList,
  signPolicy,
} from '@alcove/crypto';
import {
  AccountId,
  decodeClientFrames,
  decodeLogCore,
  decodeServerFrames,
  DeviceId,
  EMPTY_HEAD,
  encodeFrame,
  encodeLogCore,
  toBase64url,
  Username,
  type Bytes,
  type PolicyGenesis,
} from '@alcove/protocol';
import { nextFrameId } from '@alcove/testkit/headless';

export interface Decoder {
  readonly name: string;
  readonly sample: Bytes;
  /** Whatever it answers is fine; what it throws must be one of the declared classes. */
  readonly read: (bytes: Uint8Array) => unknown;
}

/** Names of the error classes that say "this is not what it should be". */
export const DECLARED: ReadonlySet<string> = new Set(['MalformedError', 'CryptoError']);

const SERVER = 'fuzzed';
const SUITE = 'MLS_256_XWING_AES256GCM_SHA512_Ed25519';

export function decoders(): readonly Decoder[] {
  const account = AccountId.parse(toBase64url(randomBytes(16)));
  const device = DeviceId.parse(toBase64url(randomBytes(16)));
  const [aik, key] = [newKeyPair(), newKeyPair()];
  const kind = 'bot' as const;
  const nowSeconds = Math.floor(Date.now() / 1_000);
  const cert = issueDeviceCert(aik, {
    server: SERVER,
    account,
    device,
    deviceKey: key.public,
    kind,
    listSeq: 1,
    nowSeconds,
  });
  const genesis: PolicyGenesis = {
    v: 1,
    type: 'genesis',
    kind: 'group',
    creator: { account, aik: aik.public },
    peer: null,
    suite: SUITE,
    nonce: randomBytes(32),
  };
  const identity = { account, device, kind, key, cert };
  const policyFrame = signPolicy(identity, genesis);
  const judged = judgeGenesis(SERVER, null, policyFrame);
  if (!judged.ok) throw new Error(judged.code);
  const { policy } = judged;
  const { room } = policy;
  const list = signDeviceList(aik, {
    v: 1,
    account,
    username: Username.parse('fuzzed'),
    seq: 1,
    prev: null,
    aik: aik.public,
    devices: [{ device, deviceKey: key.public, kind, addedSeq: 1 }],
    revoked: [],
    vaultHash: randomBytes(32),
  });
  const change = signPolicy(identity, {
    v: 1,
    type: 'change',
    room,
    version: 1,
    prev: policy.hash,
    add: [{ account: AccountId.parse(toBase64url(randomBytes(16))), aik: newKeyPair().public }],
    remove: [],
    owner: null,
  });
  const id = nextFrameId();
  const body = randomBytes(200);
  const core = encodeLogCore({ v: 1, kind: 'application', epoch: 1, account, device, id, at: Date.now(), body });
  const envelope = { id, sentAt: Date.now(), seenSeq: 1, seenHead: EMPTY_HEAD, frankKey: randomBytes(32) };
  const infoKey = randomBytes(32);
  return [
    {
      name: 'frames of clients',
      sample: encodeFrame({ t: 'append', kind: 'application', room, id, epoch: 1, body }),
      read: decodeClientFrames,
    },
    {
      name: 'frames of the server',
      sample: encodeFrame({ t: 'page', n: 1, room, after: 0, head: EMPTY_HEAD, entries: [{ seq: 1, core }], last: 1 }),
      read: decodeServerFrames,
    },
    { name: 'entries of the log', sample: core, read: decodeLogCore },
    {
      name: 'content',
      sample: encodeContent({ type: 'text', body: 'hello there', mentions: [account] }, envelope),
      read: decodeContent,
    },
    { name: 'marks', sample: encodeMark({ delivered: 3, read: 2 }), read: decodeMark },
    { name: 'whispers', sample: encodeWhisper({ typing: true }), read: decodeWhisper },
    { name: 'device lists', sample: list, read: (bytes) => followDeviceLists(null, account, [bytes]) },
    { name: 'policies and certificates', sample: policyFrame, read: (bytes) => judgeGenesis(SERVER, room, bytes) },
    { name: 'changes of a policy', sample: change, read: (bytes) => judgeChange(SERVER, policy, bytes) },
    {
      name: 'sealed GroupInfos',
      sample: sealGroupInfo(infoKey, room, 1, body),
      read: (bytes) => openGroupInfo(infoKey, room, 1, bytes),
    },
  ];
}
