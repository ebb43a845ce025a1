/** The comparisons of old and new tree by themselves: what no commit of today's library produces must still be refused. */
import type { ClientState } from 'ts-mls';
import { beforeAll, expect, test } from 'vitest';
import { done, gather, type Member } from '../testing/members.ts';
import * as world from '../testing/world.ts';
import type { Person, Room } from '../testing/world.ts';
import { compareRosters, judgeChange, judgeContext, judgeTree } from './commit-check.ts';
import { judgeLeafNode, leavesToRemove } from './leaf-check.ts';
import { leafNodeAt, type Tree } from './roster.ts';
import { engineState } from './state.ts';

type Context = ClientState['groupContext'];
let anna: Person;
let bert: Person;
let room: Room;
let host: Member;
let tree: Tree;
let context: Context;

beforeAll(async () => {
  [anna, bert] = [world.newPerson('anna'), world.newPerson('bert')];
  world.addDevice(bert);
  room = world.newRoom([anna, bert]);
  [host] = (await gather(room, [...anna.devices, ...bert.devices])) as [Member];
  tree = engineState(host.state).ratchetTree;
  context = engineState(host.state).groupContext;
});

const refused = (code: string): unknown => ({ kind: 'refused', code });
const put = (at: number, node: Tree[number]): Tree => tree.map((old, i) => (i === at * 2 ? node : old));
const none = { addCount: 0, removes: [] };

test('a leaf that vanished, a leaf that appeared, a leaf that became another', () => {
  expect(done(compareRosters(tree, tree, none))).toEqual({ added: [], removed: [] });
  expect(compareRosters(tree, put(2, undefined), none)).toEqual(refused('commit-roster'));
  expect(compareRosters(put(2, undefined), tree, none)).toEqual(refused('commit-roster'));
  expect(compareRosters(tree, put(2, tree[2]), none)).toEqual(refused('commit-identity-change'));
  expect(compareRosters(tree, tree, { addCount: 1, removes: [] })).toEqual(refused('commit-roster'));
  expect(compareRosters(tree, tree, { addCount: 0, removes: [1] })).toEqual(refused('commit-roster'));
  const change = done(compareRosters(tree, put(1, undefined), { addCount: 0, removes: [1] }));
  expect(change.removed).toMatchObject([{ index: 1, account: bert.account }]);
});

test('one device in two leaves', () => {
  expect(judgeTree(tree, world.CLASSIC)).toBeUndefined();
  const twin = leafNodeAt(tree, 1)!;
  const elsewhere = { ...twin, hpkePublicKey: new Uint8Array(32).fill(9) };
  expect(judgeTree(put(2, { nodeType: 'leaf', leaf: elsewhere }), world.CLASSIC)).toEqual(refused('device-twice'));
  const third = { ...leafNodeAt(tree, 2)!, signaturePublicKey: twin.signaturePublicKey };
  expect(judgeTree(put(2, { nodeType: 'leaf', leaf: third }), world.CLASSIC)).toEqual(refused('device-twice'));
  const shared = { ...leafNodeAt(tree, 2)!, hpkePublicKey: twin.hpkePublicKey };
  expect(judgeTree(put(2, { nodeType: 'leaf', leaf: shared }), world.CLASSIC)).toEqual(refused('key-reused'));
});

test('[K10] the group context moves by one epoch and nothing else', () => {
  const next = { ...context, epoch: context.epoch + 1n };
  expect(judgeContext(context, next)).toBeUndefined();
  const changes: Partial<Context>[] = [
    { epoch: context.epoch },
    { epoch: context.epoch + 2n },
    { groupId: new Uint8Array(32) },
    { cipherSuite: world.XWING },
    { extensions: [{ extensionType: 'external_senders', extensionData: new Uint8Array(0) }] },
  ];
  for (const change of changes)
    expect(judgeContext(context, { ...next, ...change })).toEqual(refused('group-context-changed'));
});

test('a change names leaves that are there', () => {
  const nowhere = { index: 9, account: bert.account, device: world.newDeviceId(), kind: 'browser' as const };
  const trust = world.trustIn(room);
  expect(judgeChange(trust, tree, tree, { added: [nowhere], removed: [] }, anna.account)).toEqual(
    refused('commit-roster'),
  );
  expect(judgeChange(trust, tree, tree, { added: [], removed: [nowhere] }, anna.account)).toEqual(
    refused('commit-roster'),
  );
});

test('the identity key must be the policy’s and the device list’s, each by itself', () => {
  const leaf = leafNodeAt(tree, 1)!;
  const trust = world.trustIn(room);
  expect(judgeLeafNode(trust, leaf, 'added')).toBeUndefined();
  const members = new Map(trust.policy.members).set(bert.account, anna.aik.public);
  const otherPolicy = { ...trust, policy: { ...trust.policy, members } };
  expect(judgeLeafNode(otherPolicy, leaf, 'added')).toEqual(refused('leaf-identity-key'));
  const list = { ...bert.known!.list, aik: anna.aik.public };
  const otherList = { ...trust, lists: new Map(trust.lists).set(bert.account, { ...bert.known!, list }) };
  expect(judgeLeafNode(otherList, leaf, 'added')).toEqual(refused('leaf-identity-key'));
});

test('leaves that must go: revoked, left, under another identity key, run out', () => {
  const trust = world.trustIn(room);
  const due = (changes: Partial<typeof trust>): number[] =>
    leavesToRemove(host.state, { ...trust, ...changes }).map((leaf) => leaf.index);
  expect(due({})).toEqual([]);
  const list = { ...bert.known!.list, revoked: [{ device: bert.devices[1]!.device, seq: 2 }] };
  expect(due({ lists: new Map(trust.lists).set(bert.account, { ...bert.known!, list }) })).toEqual([2]);
  const left = new Map(trust.policy.members);
  left.delete(bert.account);
  expect(due({ policy: { ...trust.policy, members: left } })).toEqual([1, 2]);
  const members = new Map(trust.policy.members).set(anna.account, bert.aik.public);
  expect(due({ policy: { ...trust.policy, members } })).toEqual([0]);
  expect(due({ nowMs: world.NOW_MS + 402 * 86_400_000 })).toEqual([0, 1, 2]);
});
