/** A change of the room in the log: followed when its signer may make it and is whom the log names. */
import { issueDeviceCert, newKeyPair, randomBytes, signPolicy, type DeviceIdentity } from '@alcove/crypto';
import { AccountId, DeviceId, FrameId, RoomId, type Policy, type PolicyChange } from '@alcove/protocol';
import { expect, test } from 'vitest';
import { openPolicy } from './open-policy.ts';

type Context = Parameters<typeof openPolicy>[0];
type Work = Parameters<typeof openPolicy>[1];

const SERVER = 'server-1';
const [ANA, BEN, CLEO] = ['A', 'B', 'C'].map((letter) => AccountId.parse(letter.repeat(22))) as [
  AccountId,
  AccountId,
  AccountId,
];
const aiks = { [ANA]: newKeyPair(), [BEN]: newKeyPair(), [CLEO]: newKeyPair() };
const NOW = Date.now();

function deviceOf(account: AccountId): DeviceIdentity {
  const key = newKeyPair();
  const aik = aiks[account];
  if (aik === undefined) throw new Error('nobody');
  const device = DeviceId.parse(account);
  const fields = { server: SERVER, account, device, deviceKey: key.public, kind: 'phone' as const, listSeq: 1 };
  const cert = issueDeviceCert(aik, { ...fields, nowSeconds: Math.floor(NOW / 1_000) });
  return { account, device, kind: 'phone', key, cert };
}

/** Ana's room, with Ben in it. */
const POLICY: Policy = {
  room: RoomId.parse('A'.repeat(43)),
  kind: 'group',
  suite: 'MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519',
  version: 3,
  hash: randomBytes(32),
  owner: ANA,
  members: new Map([ANA, BEN].map((account) => [account, aiks[account]?.public ?? randomBytes(32)])),
  devices: null,
};

/** What Ben makes of a change that `by` signed and that the log says is of `as`. */
async function told(
  by: AccountId,
  as: AccountId,
  { add = [], remove = [] }: Partial<Pick<PolicyChange, 'add' | 'remove'>>,
): Promise<{ result: unknown; alarms: readonly string[]; members: readonly AccountId[] }> {
  const body: PolicyChange = {
    v: 1,
    type: 'change',
    room: POLICY.room,
    version: 4,
    prev: POLICY.hash,
    add,
    remove,
    owner: null,
  };
  const none = (): [] => [];
  const context = {
    serverId: SERVER,
    me: BEN,
    lists: { fetchedSince: none, learnedSince: none, under: () => new Map() },
    store: { policies: { put: none }, events: { put: none } },
  } as unknown as Context;
  const work = {
    room: { id: POLICY.room },
    row: { member: true, kind: 'group' },
    policy: POLICY,
    group: null,
    handshake: null,
    alarms: [],
    events: [],
    statements: [],
    afterwards: [],
  } as unknown as Work;
  const core = {
    v: 1 as const,
    id: FrameId.parse('01JQ0000000000000000000001'),
    kind: 'policy' as const,
    epoch: 0,
    account: as,
    device: DeviceId.parse(as),
    at: NOW,
    body: signPolicy(deviceOf(by), body),
  };
  const result = await openPolicy(context, work, { seq: 7, core, head: new Uint8Array(32) });
  return { result, alarms: work.alarms, members: [...(work.policy?.members.keys() ?? [])] };
}

const cleo = { account: CLEO, aik: aiks[CLEO]?.public ?? randomBytes(32) };
const refused = (code: string): unknown => ({ result: { code }, alarms: [code], members: [ANA, BEN] });

test('a member adds somebody, and the owner removes', async () => {
  expect(await told(BEN, BEN, { add: [cleo] })).toEqual({ result: 'opened', alarms: [], members: [ANA, BEN, CLEO] });
  expect(await told(ANA, ANA, { remove: [BEN] })).toEqual({ result: 'opened', alarms: [], members: [ANA] });
});

test('[K78] a member removes nobody, and a stranger does nothing', async () => {
  expect(await told(BEN, BEN, { remove: [ANA] })).toEqual(refused('policy-not-owner'));
  expect(await told(CLEO, CLEO, { add: [cleo] })).toEqual(refused('policy-signer-not-member'));
});

test('[K79] nor is what one member signed told as another’s', async () => {
  expect(await told(BEN, ANA, { add: [cleo] })).toEqual(refused('policy-sender'));
  expect(await told(ANA, BEN, { remove: [BEN] })).toEqual(refused('policy-sender'));
});
