/** Joining by Welcome: whom it lets in, and what the one invited refuses [K21–K28]. */
import { createGroup, type Proposal } from 'ts-mls';
import { beforeEach, expect, test } from 'vitest';
import type { DeviceIdentity } from '../identity/device-cert.ts';
import { newKeyPair } from '../primitives.ts';
import { add, forgeCommit, forgeKeyPackage, forgeWelcome } from '../testing/forge.ts';
import { done, gather, ownDevicesOf, type Member } from '../testing/members.ts';
import * as world from '../testing/world.ts';
import type { Invitation, Person, Room } from '../testing/world.ts';
import { commitAdd, commitRemove, commitUpdate, type PendingCommit } from './commit.ts';
import { configWith } from './engine/config.ts';
import { suiteOf } from './engine/suite.ts';
import { joinByWelcome, type Joined, type WelcomeJoin } from './join.ts';
import { decodeKeyPackage, generate, makeKeyPackage } from './key-package.ts';
import { open } from './open.ts';
import type { Refused } from './outcome.ts';
import { hasFreshLeaf, roster } from './roster.ts';
import { epochAuthenticator } from './seal.ts';
import { groupIdOf, groupState } from './state.ts';

const SUITE = world.CLASSIC;
let anna: Person;
let bert: Person;
let room: Room;
let host: Member;
let invited: DeviceIdentity;
let invitation: Invitation;
let pending: PendingCommit;

beforeEach(async () => {
  [anna, bert] = [world.newPerson('anna'), world.newPerson('bert')];
  room = world.newRoom([anna, bert], { suite: SUITE });
  [host] = (await gather(room, [world.firstDevice(anna)])) as [Member];
  invited = world.firstDevice(bert);
  invitation = await world.invitation(invited, SUITE);
  pending = done(await commitAdd(host.state, world.trustIn(room), [invitation.invited]));
});

const refused = (code: string): unknown => ({ kind: 'refused', code });

function joining(changes: Partial<WelcomeJoin> = {}): Promise<Joined | Refused> {
  return joinByWelcome({
    identity: invited,
    welcome: pending.welcome ?? new Uint8Array(0),
    packages: [invitation.made],
    room: pending.next.room,
    epoch: pending.next.epoch,
    trust: world.trustIn(room),
    ownDevices: ownDevicesOf(room, invited),
    ...changes,
  });
}

test('a leaf is fresh once its device has made a commit of any kind, and not by the commits of others', async () => {
  const joined = done(await joining()).state;
  expect(hasFreshLeaf(joined)).toBe(false);
  const updated = done(await commitUpdate(joined));
  expect(hasFreshLeaf(updated.next)).toBe(true);
  const others = done(await commitUpdate(pending.next));
  const trust = world.trustIn(room);
  const opened = await open(joined, trust, others.commit, { ...host.identity, kind: 'commit' });
  expect(opened.kind === 'commit' && hasFreshLeaf(opened.next)).toBe(false);
  const removed = done(await commitRemove(joined, [0]));
  expect(hasFreshLeaf(removed.next)).toBe(true);
});

test('the right one of several key packages is used, and the inviter is named', async () => {
  const others = await Promise.all([1, 2].map(() => world.invitation(invited, SUITE)));
  const otherSuite = await world.invitation(invited, world.XWING);
  const packages = [otherSuite.made, ...others.map((o) => o.made), invitation.made];
  const joined = done(await joining({ packages }));
  expect(joined.usedRef).toBe(invitation.made.ref);
  expect(joined.inviter).toMatchObject({ account: anna.account, device: host.identity.device });
  expect(epochAuthenticator(joined.state)).toEqual(epochAuthenticator(pending.next));
  expect(roster(joined.state)).toEqual(roster(pending.next));
});

test('[K21] a Welcome for none of my key packages', async () => {
  const other = await world.invitation(invited, SUITE);
  expect(await joining({ packages: [other.made] })).toEqual(refused('welcome-not-for-us'));
  expect(await joining({ packages: [] })).toEqual(refused('welcome-not-for-us'));
});

test('a key package whose private half is another’s', async () => {
  const other = await world.invitation(invited, SUITE);
  const mixed = { public: invitation.made.public, private: other.made.private };
  expect(await joining({ packages: [mixed] })).toEqual(refused('damaged'));
  const garbage = { public: invitation.made.public, private: new Uint8Array([1]) };
  expect(await joining({ packages: [garbage] })).toEqual(refused('damaged'));
});

test('[K21] a Welcome that leads to another device’s leaf', async () => {
  const identity = { ...invited, key: newKeyPair() };
  expect(await joining({ identity })).toEqual(refused('damaged'));
});

test('[K22, K26, K28] a Welcome into another room or epoch', async () => {
  const elsewhere = world.newRoom([anna, bert], { suite: SUITE });
  const trust = world.trustIn(elsewhere);
  expect(await joining({ room: elsewhere.policy.room, trust })).toEqual(refused('wrong-group'));
  expect(await joining({ trust })).toEqual(refused('wrong-group'));
  expect(await joining({ epoch: pending.next.epoch + 1 })).toEqual(refused('wrong-epoch'));
});

test('[K24] a tree in which somebody does not belong', async () => {
  world.revokeDevice(anna, host.identity.device);
  expect(await joining()).toEqual(refused('leaf-revoked'));
  const catchingUp = world.trustIn(room, { learnedAfter: new Set([anna.account]) });
  expect(await joining({ trust: catchingUp })).toMatchObject({ kind: 'joined' });

  const stranger = world.newPerson('zora');
  const keyPackage = await forgeKeyPackage(world.firstDevice(stranger), SUITE, {});
  const mine = decodeKeyPackage(invitation.made.public)!;
  const forged = await forgeCommit(host, [add(keyPackage), add(mine)]);
  const lists = new Map(world.trustIn(room).lists).set(stranger.account, stranger.known!);
  const trust = world.trustIn(room, { lists, learnedAfter: new Set([anna.account]) });
  expect(await joining({ welcome: forged.welcome!, trust })).toEqual(refused('leaf-not-in-policy'));
});

test('[K24] a device list that is not known yet is asked for', async () => {
  const lists = new Map(world.trustIn(room).lists);
  lists.delete(anna.account);
  expect(await joining({ trust: world.trustIn(room, { lists }) })).toEqual({
    kind: 'needs-list',
    account: anna.account,
    seq: 1,
  });
});

test('[K25] a device of mine that I do not know', async () => {
  const hidden = world.addDevice(bert);
  const both = [invitation.invited, (await world.invitation(hidden, SUITE)).invited];
  const two = done(await commitAdd(host.state, world.trustIn(room), both));
  const welcome = two.welcome!;
  expect(await joining({ welcome, ownDevices: new Set([invited.device]) })).toEqual(
    refused('welcome-unknown-own-device'),
  );
  expect(await joining({ welcome })).toMatchObject({ kind: 'joined' });
});

test('[K10] a group with extensions', async () => {
  const suite = await suiteOf(SUITE);
  const own = await generate(host.identity, suite, world.NOW, false);
  const extensions = [{ extensionType: 'external_senders' as const, extensionData: new Uint8Array(0) }];
  const id = groupIdOf(room.policy.room);
  const engine = await createGroup(
    id,
    own.publicPackage,
    own.privatePackage,
    [],
    suite,
    configWith(() => true),
  );
  const state = groupState({ ...engine, groupContext: { ...engine.groupContext, extensions } });
  const forged = await forgeCommit({ state }, [add(decodeKeyPackage(invitation.made.public)!)]);
  expect(await joining({ welcome: forged.welcome! })).toEqual(refused('group-context-changed'));
});

test('[K11] a Welcome that demands a pre-shared key', async () => {
  const preSharedKeyId = { psktype: 'external' as const, pskId: new Uint8Array([1]), pskNonce: new Uint8Array(32) };
  const psk: Proposal = { proposalType: 'psk', psk: { preSharedKeyId } };
  const proposals = [psk, add(decodeKeyPackage(invitation.made.public)!)];
  const forged = await forgeCommit(host, proposals, { psk: new Uint8Array(32) });
  expect(await joining({ welcome: forged.welcome! })).toEqual(refused('proposal-not-allowed'));
});

test('another suite than the policy’s', async () => {
  const trust = world.trustIn(room, { policy: { ...room.policy, suite: world.XWING } });
  expect(await joining({ trust })).toEqual(refused('wrong-suite'));
});

test('a direct room is of two accounts', async () => {
  const direct = world.newRoom([anna, bert], { suite: SUITE, kind: 'direct' });
  const [creator] = await gather(direct, [world.firstDevice(anna)]);
  const added = done(await commitAdd(creator!.state, world.trustIn(direct), [invitation.invited]));
  const args = { welcome: added.welcome!, room: added.next.room, epoch: added.next.epoch };
  expect(await joining({ ...args, trust: world.trustIn(direct) })).toMatchObject({ kind: 'joined' });

  const third = world.newPerson('zora');
  const members = new Map(direct.policy.members).set(third.account, third.aik.public);
  const trust = world.trustIn(direct, { policy: { ...direct.policy, members } });
  expect(await joining({ ...args, trust })).toEqual(refused('direct-not-two'));
  const theirs = await world.invitation(world.firstDevice(third), SUITE);
  const lists = new Map(world.trustIn(direct).lists).set(third.account, third.known!);
  const adding = await commitAdd(creator!.state, world.trustIn(direct, { lists }), [theirs.invited]);
  expect(adding).toEqual(refused('leaf-not-in-policy'));
});

test('one changed byte anywhere in a Welcome is noticed', async () => {
  const { welcome } = pending;
  for (let at = 0; at < welcome!.length; at += 23) {
    const bytes = welcome!.slice();
    bytes[at] = (bytes[at] ?? 0) ^ 2;
    expect((await joining({ welcome: bytes })).kind).toBe('refused');
  }
});

test('adding refuses a package of another device than the one asked for, and one that is not a package', async () => {
  const trust = world.trustIn(room);
  const foreign = { ...invitation.invited, device: host.identity.device };
  expect(await commitAdd(host.state, trust, [foreign])).toEqual(refused('key-package-foreign'));
  const garbage = { ...invitation.invited, body: new Uint8Array([1, 2, 3]) };
  expect(await commitAdd(host.state, trust, [garbage])).toEqual(refused('damaged'));
  expect(await commitAdd(host.state, trust, [])).toEqual(refused('commit-too-many'));
  const old = world.trustIn(room, { nowMs: world.NOW_MS + 40 * 86_400_000 });
  expect(await commitAdd(host.state, old, [invitation.invited])).toEqual(refused('key-package-lifetime'));
});

test('adding refuses a revoked device, also when its list was fetched for this very add', async () => {
  world.revokeDevice(bert, invited.device);
  const trust = world.trustIn(room, { upToDate: new Set([bert.account]) });
  expect(await commitAdd(host.state, trust, [invitation.invited])).toEqual(refused('leaf-revoked'));
});

test('adding refuses a last resort that is not marked as one, and a mark on what is none', async () => {
  const trust = world.trustIn(room);
  const last = await makeKeyPackage(invited, SUITE, world.NOW, true);
  const marked = { ...invitation.invited, body: last.public };
  expect(await commitAdd(host.state, trust, [marked])).toEqual(refused('key-package-unmarked'));
  expect(await commitAdd(host.state, trust, [{ ...marked, lastResort: true }])).toMatchObject({ kind: 'pending' });
  const unmarked = { ...invitation.invited, lastResort: true };
  expect(await commitAdd(host.state, trust, [unmarked])).toEqual(refused('key-package-unmarked'));
});

test('[K23] a Welcome signed by a leaf that is not there', async () => {
  const to = { identity: invited, made: invitation.made };
  const signedBy = (signer: number) => forgeWelcome(host, pending.welcome!, to, (info) => ({ ...info, signer }));
  expect(await joining({ welcome: await signedBy(0) })).toMatchObject({ kind: 'joined' });
  expect(await joining({ welcome: await signedBy(7) })).toEqual(refused('sender-unknown'));
});

test('[K24] a Welcome into a talk of two whose tree holds somebody else', async () => {
  const direct = world.newRoom([anna, bert], { suite: SUITE, kind: 'direct' });
  const [creator] = await gather(direct, [world.firstDevice(anna)]);
  const third = world.newPerson('zora');
  const keyPackage = await forgeKeyPackage(world.firstDevice(third), SUITE, {});
  const mine = decodeKeyPackage(invitation.made.public)!;
  const { welcome, next } = await forgeCommit(creator!, [add(keyPackage), add(mine)]);
  const lists = new Map(world.trustIn(direct).lists).set(third.account, third.known!);
  const args = { welcome: welcome!, room: next.room, epoch: next.epoch, trust: world.trustIn(direct, { lists }) };
  expect(await joining(args)).toEqual(refused('leaf-not-in-policy'));
});
