/** The comparisons of old and new tree by themselves: what no commit of today's library produces must still be refused. */
import type { ClientState } from 'ts-mls';
import { encodeRatchetTree } from 'ts-mls/ratchetTree.js';
import { beforeAll, expect, test } from 'vitest';
import { renewDeviceCert } from '../identity/renewal.ts';
import { done, gather, type Member } from '../testing/members.ts';
import * as world from '../testing/world.ts';
import type { Person, Room } from '../testing/world.ts';
import { compareRosters, judgeChange, judgeContext, judgeTree, MAX_LEAVES } from './commit-check.ts';
import { decodeMessageOf } from './engine/wire.ts';
import { groupInfo } from './external-join.ts';
import { judgeInfo } from './join.ts';
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
const none = { addCount: 0, removes: [], committer: null };

test('a leaf that vanished, a leaf that appeared, a leaf that became another', () => {
  expect(done(compareRosters(tree, tree, none))).toEqual({ added: [], removed: [] });
  expect(compareRosters(tree, put(2, undefined), none)).toEqual(refused('commit-roster'));
  expect(compareRosters(put(2, undefined), tree, none)).toEqual(refused('commit-roster'));
  expect(compareRosters(tree, put(2, tree[2]), none)).toEqual(refused('commit-identity-change'));
  expect(compareRosters(tree, tree, { addCount: 1, removes: [], committer: null })).toEqual(refused('commit-roster'));
  expect(compareRosters(tree, tree, { addCount: 0, removes: [1], committer: null })).toEqual(refused('commit-roster'));
  const change = done(compareRosters(tree, put(1, undefined), { addCount: 0, removes: [1], committer: null }));
  expect(change.removed).toMatchObject([{ index: 1, account: bert.account }]);
});

test('[K64] a leaf with the next certificate of its device is the committer’s own, or none', () => {
  const node = tree[2];
  if (node?.nodeType !== 'leaf') throw new Error('no leaf');
  const identity = renewDeviceCert(bert.aik, world.firstDevice(bert).cert, world.NOW + 300 * 86_400);
  const renewed: Tree[number] = { ...node, leaf: { ...node.leaf, credential: { credentialType: 'basic', identity } } };
  expect(compareRosters(tree, put(1, renewed), none)).toEqual(refused('commit-identity-change'));
  expect(compareRosters(tree, put(1, renewed), { ...none, committer: 0 })).toEqual(refused('commit-identity-change'));
  expect(compareRosters(tree, put(1, renewed), { ...none, committer: 1 })).toEqual({ added: [], removed: [] });
  expect(compareRosters(put(1, renewed), tree, { ...none, committer: 1 })).toEqual(refused('leaf-cert-older'));
});

test('[K13] a tree of more leaves than a group may have, after a commit and on coming in', async () => {
  const crowd = (leaves: number): Tree =>
    Array.from({ length: leaves * 2 - 1 }, (_, i) => (i % 2 === 0 ? tree[0] : undefined));
  const full = crowd(MAX_LEAVES);
  expect(compareRosters(full, full, none)).toEqual({ added: [], removed: [] });
  const more = crowd(MAX_LEAVES + 1);
  expect(compareRosters(more, more, none)).toEqual(refused('group-too-large'));

  const info = decodeMessageOf('mls_group_info', await groupInfo(host.state))!.groupInfo;
  const { room: id, epoch } = host.state;
  const coming = (to: Tree) =>
    judgeInfo(
      { ...info, extensions: [{ extensionType: 'ratchet_tree', extensionData: encodeRatchetTree(to) }] },
      { room: id, epoch, trust: world.trustIn(room) },
    );
  expect(coming(full)).toEqual(refused('device-twice'));
  expect(coming(more)).toEqual(refused('group-too-large'));
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
