import { beforeEach, expect, test } from 'vitest';
import { decodeCbor, encodeCbor, PolicyFrame, type Bytes, type PolicyBody, type PolicyChange } from '@alcove/protocol';
import { issueDeviceCert } from '../identity/device-cert.ts';
import { newKeyPair, randomBytes } from '../primitives.ts';
import {
  firstDevice,
  newPerson,
  newRoom,
  NOW,
  revokeDevice,
  SERVER,
  trustIn,
  XWING,
  type Person,
  type Room,
} from '../testing/world.ts';
import { judgeChange, judgeGenesis, signPolicy } from './policy.ts';

let anna: Person;
let bert: Person;
let zora: Person;
let room: Room;
beforeEach(() => {
  [anna, bert, zora] = [newPerson('anna'), newPerson('bert'), newPerson('zora')];
  room = newRoom([anna, bert]);
});

const refused = (code: string): unknown => ({ ok: false, code });
const genesis = (by: Person): PolicyBody => ({
  v: 1,
  type: 'genesis',
  kind: 'group',
  creator: { account: by.account, aik: by.aik.public },
  peer: null,
  suite: XWING,
  nonce: randomBytes(32),
});
const change = (changes: Partial<PolicyChange> = {}): PolicyChange => ({
  v: 1,
  type: 'change',
  room: room.policy.room,
  version: room.policy.version + 1,
  prev: room.policy.hash,
  add: [{ account: zora.account, aik: zora.aik.public }],
  remove: [],
  owner: null,
  ...changes,
});
const judge = (frame: Bytes) => judgeChange(SERVER, room.policy, frame);

test('a genesis makes the room its hash names; a member adds somebody', () => {
  const frame = signPolicy(firstDevice(anna), genesis(anna));
  const made = judgeGenesis(SERVER, null, frame);
  if (!made.ok) throw new Error(made.code);
  expect(judgeGenesis(SERVER, made.policy.room, frame)).toEqual(made);
  expect(made).toMatchObject({ signer: anna.account, policy: { owner: anna.account, version: 0 } });
  expect(judgeGenesis(SERVER, room.policy.room, frame)).toEqual(refused('policy-wrong-room'));

  const changed = judge(signPolicy(firstDevice(bert), change()));
  expect(changed).toMatchObject({ ok: true, signer: bert.account });
  if (changed.ok) expect([...changed.policy.members.keys()]).toContain(zora.account);
});

test('who may not sign', () => {
  expect(judge(signPolicy(firstDevice(zora), change()))).toEqual(refused('policy-signer-not-member'));
  expect(judge(signPolicy(firstDevice(bert), change({ remove: [anna.account] })))).toEqual(refused('policy-not-owner'));
  expect(judgeGenesis(SERVER, null, signPolicy(firstDevice(bert), genesis(anna)))).toEqual(
    refused('policy-signer-not-member'),
  );
});

test('an account under another identity key', () => {
  const impostor = newKeyPair();
  const { account, device, kind, key } = firstDevice(bert);
  const fields = { server: SERVER, account, device, deviceKey: key.public, kind, listSeq: 1, nowSeconds: NOW };
  const disguised = { ...firstDevice(bert), cert: issueDeviceCert(impostor, fields) };
  expect(judge(signPolicy(disguised, change()))).toEqual(refused('policy-cert'));
  expect(judgeGenesis(SERVER, null, signPolicy(disguised, genesis(bert)))).toEqual(refused('policy-cert'));
});

test('a certificate of another server or another device', () => {
  const frame = signPolicy(firstDevice(bert), change());
  expect(judgeChange('server-2', room.policy, frame)).toEqual(refused('policy-cert'));
  const stolen = { ...firstDevice(zora), cert: firstDevice(bert).cert };
  expect(judge(signPolicy(stolen, change()))).toEqual(refused('policy-signature'));
});

test('a changed body or signature, and garbage', () => {
  const frame = decodeCbor(PolicyFrame, signPolicy(firstDevice(bert), change()), 'frame');
  const sig = frame.sig.slice();
  sig[0] = (sig[0] ?? 0) ^ 1;
  expect(judge(encodeCbor({ ...frame, sig }))).toEqual(refused('policy-signature'));
  expect(judge(encodeCbor({ ...frame, body: encodeCbor(change({ add: [] })) }))).toEqual(refused('policy-signature'));
  expect(judge(new Uint8Array([1]))).toEqual(refused('policy-malformed'));
  expect(judge(new Uint8Array(70_000))).toEqual(refused('policy-malformed'));
  expect(judge(encodeCbor({ ...frame, body: new Uint8Array([0xa0]) }))).toEqual(refused('policy-malformed'));
});

test('a frame of the wrong kind, or out of its place', () => {
  const start = signPolicy(firstDevice(anna), genesis(anna));
  const later = signPolicy(firstDevice(anna), change());
  expect(judge(start)).toEqual(refused('policy-out-of-order'));
  expect(judgeGenesis(SERVER, null, later)).toEqual(refused('policy-genesis-shape'));
  expect(judge(signPolicy(firstDevice(anna), change({ version: 5 })))).toEqual(refused('policy-out-of-order'));
  expect(judge(signPolicy(firstDevice(anna), change({ prev: randomBytes(32) })))).toEqual(
    refused('policy-out-of-order'),
  );
});

test('a device that was revoked before the frame was accepted; not one that may have been revoked since', () => {
  const frame = signPolicy(firstDevice(bert), change());
  expect(judgeChange(SERVER, room.policy, frame, trustIn(room))).toMatchObject({ ok: true });
  revokeDevice(bert, firstDevice(bert).device);
  expect(judgeChange(SERVER, room.policy, frame, trustIn(room))).toEqual(refused('policy-signer-revoked'));
  const learnedAfter = new Set([bert.account]);
  expect(judgeChange(SERVER, room.policy, frame, trustIn(room, { learnedAfter }))).toMatchObject({ ok: true });
});
