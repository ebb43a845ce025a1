/**
 * Every decoder that reads what came from outside, each with a sound sample to begin from and the errors it may answer with. MLS's own wire is
 * fuzzed beside its entrances, in packages/crypto/src/group/garbage.test.ts.
 */
import { decodeMark, decodeWhisper, encodeMark, encodeWhisper } from '@alcove/content';
import {
  answerTo,
  askIn,
  checkFranking,
  createGroup,
  createVault,
  firstArchiveKey,
  followDeviceLists,
  frank,
  grantTo,
  issueDeviceCert,
  judgeChange,
  judgeGenesis,
  judgeVault,
  judgeVerdict,
  newKeyPair,
  openGrant,
  openGroupInfo,
  openManifest,
  openRoot,
  openSegment,
  openVault,
  openWhisper,
  randomBytes,
  readReveal,
  readScan,
  records,
  revealTo,
  rootHash,
  sealGroupInfo,
  sealManifest,
  sealRoot,
  sealSegment,
  sealWhisper,
  signDeviceList,
  signPolicy,
  signVerdict,
  unwrapVaultKey,
  whisperKey,
  wrapVaultKey,
  type DeviceIdentity,
} from '@alcove/crypto';
import {
  AccountId,
  decodeLogCore,
  DeviceId,
  concatBytes,
  EMPTY_HEAD,
  encodeLogCore,
  StoredVault,
  toBase64url,
  Username,
  utf8,
  type Bytes,
  type Policy,
  type PolicyGenesis,
} from '@alcove/protocol';
import { nextFrameId } from '@alcove/testkit/headless';
import type { Arbitrary } from 'fast-check';
import { clientDecoders } from './client-decoders.ts';
import { kindDecoders } from './kinds.ts';
import { replyDecoders } from './replies.ts';

export interface Decoder {
  readonly name: string;
  readonly sample: Bytes;
  /** What it throws must be one of the declared classes. */
  readonly read: (bytes: Uint8Array) => unknown;
  /** Inputs that fit it better than changed bytes of the sample do. */
  readonly more?: Arbitrary<Uint8Array>;
  /** Signed or sealed: `read` answers true for the sample, and for nothing else there is. */
  readonly genuine?: true;
}

/** Names of the error classes that say "this is not what it should be". */
export const DECLARED: ReadonlySet<string> = new Set(['MalformedError', 'CryptoError']);

const SERVER = 'fuzzed';
const SUITE = 'MLS_256_XWING_AES256GCM_SHA512_Ed25519';

export async function decoders(seed: number): Promise<readonly Decoder[]> {
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
  const identity: DeviceIdentity = { account, device, kind, key, cert };
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
  const infoKey = randomBytes(32);
  return [
    { name: 'entries of the log', sample: core, read: decodeLogCore },
    { name: 'marks', sample: encodeMark({ delivered: 3, read: 2 }), read: decodeMark },
    { name: 'whispers', sample: encodeWhisper({ at: 1, typing: true }), read: decodeWhisper },
    {
      name: 'device lists',
      sample: list,
      genuine: true,
      read: (bytes) => followDeviceLists(null, account, [bytes]).ok,
    },
    {
      name: 'policies and certificates',
      sample: policyFrame,
      genuine: true,
      read: (bytes) => judgeGenesis(SERVER, room, bytes).ok,
    },
    {
      name: 'changes of a policy',
      sample: change,
      genuine: true,
      read: (bytes) => judgeChange(SERVER, policy, bytes).ok,
    },
    {
      name: 'sealed GroupInfos',
      sample: sealGroupInfo(infoKey, room, 1, body),
      genuine: true,
      read: (bytes) => openGroupInfo(infoKey, room, 1, bytes).length > 0,
    },
    ...kindDecoders({ account, device, room, core }),
    ...(await roomDecoders(identity, policy)),
    ...accountDecoders(identity, aik.public),
    ...archiveDecoders(identity, aik.public, policy),
    ...(await approvalDecoders(identity)),
    ...replyDecoders([account, device, room], seed),
  ];
}

async function roomDecoders(identity: DeviceIdentity, policy: Policy): Promise<Decoder[]> {
  const { room } = policy;
  const group = await createGroup(identity, policy, Date.now());
  const key = await whisperKey(group);
  const plain = randomBytes(80);
  const { commitment, key: frankKey } = frank(plain);
  const verdict = signVerdict(identity, {
    v: 1,
    type: 'reject',
    room,
    seq: 3,
    epoch: 1,
    head: EMPTY_HEAD,
    code: 'damaged',
  });
  const { account, device } = identity;
  return [
    ...(await clientDecoders({ account, device, room }, group)),
    {
      name: 'sealed whispers',
      sample: sealWhisper('whisper', key, identity, room, group.epoch, plain),
      genuine: true,
      read: (bytes) => openWhisper('whisper', key, group, room, identity, bytes).ok,
    },
    {
      name: 'franked messages',
      sample: concatBytes(frankKey, commitment, plain),
      genuine: true,
      read: (bytes) => checkFranking(bytes.subarray(64), bytes.subarray(0, 32), bytes.subarray(32, 64)),
    },
    {
      name: 'verdicts',
      sample: verdict,
      genuine: true,
      read: (bytes) => judgeVerdict(SERVER, policy, bytes).ok,
    },
  ];
}

function accountDecoders(owner: DeviceIdentity, aik: Bytes): Decoder[] {
  const { account } = owner;
  const [vaultKey, passwordSecret, recoverySecret, share] = Array.from({ length: 4 }, () => randomBytes(32));
  if (vaultKey === undefined || passwordSecret === undefined || recoverySecret === undefined || share === undefined)
    throw new Error('no keys');
  const content = { aik: newKeyPair() };
  const vault = createVault({ account, content, vaultKey, passwordSecret, recoverySecret });
  const recordKey = records.key(vaultKey);
  const name = records.name(recordKey, 'fuzzed');
  return [
    {
      name: 'vaults',
      sample: utf8(JSON.stringify(vault)),
      read(bytes) {
        const stored = StoredVault.safeParse(jsonOf(bytes)).data;
        if (stored === undefined) return false;
        judgeVault(account, vault, stored, recordKey);
        return openVault({ account, stored, kind: 'password', secret: passwordSecret }).ok;
      },
    },
    {
      name: 'kept vault keys',
      sample: wrapVaultKey(owner, vaultKey, share),
      genuine: true,
      read: (bytes) => unwrapVaultKey(owner, bytes, share) !== null,
    },
    {
      name: 'records',
      sample: records.seal(recordKey, name, 3, aik),
      genuine: true,
      read: (bytes) => records.open(recordKey, name, 3, bytes).length > 0,
    },
  ];
}

function archiveDecoders(identity: DeviceIdentity, aik: Bytes, { room }: Policy): Decoder[] {
  const { account, device: writer } = identity;
  const key = firstArchiveKey(randomBytes(32));
  const place = { account, room, number: 1, previous: EMPTY_HEAD, first: 1, last: 9, writer };
  const at = { account, room, version: 1 };
  const note = {
    number: 1,
    epoch: 1,
    previous: EMPTY_HEAD,
    first: 1,
    last: 9,
    writer,
    hash: EMPTY_HEAD,
    size: 3,
    at: 0,
  };
  const manifest = sealManifest(key, at, { numbered: 1, segments: [note], about: randomBytes(20) });
  const hash = rootHash([{ room, version: 1, sealed: manifest }]);
  const trust = { server: SERVER, aik };
  return [
    {
      name: 'archive segments',
      sample: sealSegment(key, place, randomBytes(300)),
      genuine: true,
      read: (bytes) => openSegment(key, place, bytes).length > 0,
    },
    {
      name: 'archive manifests',
      sample: manifest,
      genuine: true,
      read: (bytes) => openManifest(key, at, bytes) !== null,
    },
    {
      name: 'archive roots',
      sample: sealRoot(key, identity, { account, version: 1 }, { rooms: 1, hash }),
      genuine: true,
      read: (bytes) => openRoot(key, { account, version: 1 }, trust, bytes).ok,
    },
  ];
}

/** What two devices say to one another over the server's mailbox before either trusts the other. */
async function approvalDecoders({ account, device, cert }: DeviceIdentity): Promise<Decoder[]> {
  const asking = await askIn({ server: SERVER, account, device, kind: 'browser', name: 'fuzzed' });
  const answering = await answerTo({ server: SERVER, account }, asking.commit, null);
  const made = await revealTo(asking, answering.answer);
  const met = made === null ? null : await readReveal(answering, made.reveal);
  if (made === null || met === null) throw new Error('they did not meet');
  const granted = { v: 1 as const, vaultKey: randomBytes(32), cert, listSeq: 2, listHash: randomBytes(32) };
  return [
    {
      name: 'scanned squares',
      sample: utf8(asking.scan),
      read: (bytes) => readScan(new TextDecoder().decode(bytes)),
    },
    {
      name: 'answers to a new device',
      sample: answering.answer,
      read: (bytes) => revealTo(asking, bytes),
    },
    {
      name: 'what a new device reveals',
      sample: made.reveal,
      genuine: true,
      read: async (bytes) => (await readReveal(answering, bytes)) !== null,
    },
    {
      name: 'what a new device is granted',
      sample: await grantTo(answering, met, granted),
      genuine: true,
      read: async (bytes) => (await openGrant(asking, answering.answer, made, bytes)) !== null,
    },
  ];
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
