/** Own devices that come in by themselves, and what others try in their place. */
import { joinGroupExternal } from 'ts-mls';
import { beforeEach, describe, expect, test } from 'vitest';
import { utf8, type Bytes } from '@alcove/protocol';
import { CryptoError } from '../error.ts';
import { issueDeviceCert, type DeviceIdentity } from '../identity/device-cert.ts';
import { randomBytes } from '../primitives.ts';
import { remove } from '../testing/forge.ts';
import { deliver, done, expecting, gather, opened, type Member } from '../testing/members.ts';
import * as world from '../testing/world.ts';
import type { Person, Room } from '../testing/world.ts';
import { commitUpdate } from './commit.ts';
import { configWith } from './engine/config.ts';
import { suiteOf } from './engine/suite.ts';
import { decodeMessageOf, encodeMessage } from './engine/wire.ts';
import {
  groupInfo,
  isGroupInfoOf,
  joinExternally,
  openGroupInfo,
  sealGroupInfo,
  type PendingJoin,
} from './external-join.ts';
import { generate } from './key-package.ts';
import type { Trust } from './leaf-check.ts';
import { open, type Opened } from './open.ts';
import type { Refused } from './outcome.ts';
import { deviceOf, isDevice, leafAt, roster } from './roster.ts';
import { epochAuthenticator, seal } from './seal.ts';
import { loadGroup, storeGroup, withPast } from './state.ts';

const SUITE = world.CLASSIC;
let anna: Person;
let bert: Person;
let room: Room;
let host: Member;
let other: Member;

beforeEach(async () => {
  [anna, bert] = [world.newPerson('anna'), world.newPerson('bert')];
  room = world.newRoom([anna, bert], { suite: SUITE });
  [host, other] = (await gather(room, [world.firstDevice(anna), world.firstDevice(bert)])) as [Member, Member];
});

const refused = (code: string): unknown => ({ kind: 'refused', code });

async function joining(
  identity: DeviceIdentity,
  changes: Partial<Trust> = {},
  info?: Bytes,
): Promise<PendingJoin | Refused> {
  const { room: id, epoch } = host.state;
  const trust = world.trustIn(room, changes);
  return joinExternally({
    identity,
    info: info ?? (await groupInfo(host.state)),
    room: id,
    epoch,
    trust,
    nowMs: world.NOW_MS,
  });
}

/** A newcomer that uses the library as it likes: any certificate, replacing any leaf. */
async function forgeJoin(identity: DeviceIdentity, replacing?: DeviceIdentity): Promise<Bytes> {
  const suite = await suiteOf(SUITE);
  const info = decodeMessageOf('mls_group_info', await groupInfo(host.state))!.groupInfo;
  const own = await generate(identity, suite, world.NOW, false);
  const base = configWith(() => true);
  const keyPackageEqualityConfig = {
    ...base.keyPackageEqualityConfig,
    compareKeyPackageToLeafNode: (_: unknown, node: Parameters<typeof leafAt>[1]) =>
      replacing !== undefined && isDevice(leafAt(0, node), replacing),
  };
  const { publicMessage } = await joinGroupExternal(
    info,
    own.publicPackage,
    own.privatePackage,
    replacing !== undefined,
    suite,
    undefined,
    { ...base, keyPackageEqualityConfig },
  );
  return encodeMessage({ version: 'mls10', wireformat: 'mls_public_message', publicMessage });
}

function see(commit: Bytes, from: DeviceIdentity, changes: Partial<Trust> = {}): Promise<Opened> {
  return open(host.state, world.trustIn(room, changes), commit, expecting(from, 'commit'));
}

describe('an own new device', () => {
  test('joins, and everybody sees which one it is', async () => {
    const phone = world.addDevice(bert, 'terminal');
    const pending = done(await joining(phone));
    const seen = opened(await see(pending.commit, phone), 'commit');
    expect(seen).toMatchObject({
      committer: null,
      external: true,
      added: [{ device: phone.device, kind: 'terminal' }],
    });
    expect(seen.removed).toEqual([]);
    expect(epochAuthenticator(seen.next)).toEqual(epochAuthenticator(pending.next));
  });

  test('comes back after it lost its state: its old leaf is replaced', async () => {
    const pending = done(await joining(other.identity));
    const seen = opened(await see(pending.commit, other.identity), 'commit');
    expect(seen.removed.map(deviceOf)).toEqual(seen.added.map(deviceOf));
    expect(roster(seen.next)).toHaveLength(2);
    const update = done(await commitUpdate(pending.next));
    host.state = seen.next;
    await deliver([host], other.identity, world.trustIn(room), update.commit);
    expect(epochAuthenticator(host.state)).toEqual(epochAuthenticator(update.next));
  });

  test('comes back and still reads what was sealed before the others knew', async () => {
    const pending = done(await joining(other.identity));
    const said = await seal(host.state, utf8('on its way'), new Uint8Array(0));
    const trust = world.trustIn(room);
    const from = expecting(host.identity, 'application');
    expect((await open(pending.next, trust, said.bytes, from)).kind).toBe('past-epoch');
    const kept = loadGroup(storeGroup(withPast(pending.next, other.state)));
    const read = opened(await open(kept, trust, said.bytes, from), 'application');
    expect(read.plain).toEqual(utf8('on its way'));
    // What is read is read once, also in an epoch that is over.
    expect((await open(read.next, trust, said.bytes, from)).kind).toBe('refused');
  });

  test('the state it had before is told that it was replaced', async () => {
    const pending = done(await joining(other.identity));
    const seen = await open(other.state, world.trustIn(room), pending.commit, expecting(other.identity, 'commit'));
    expect(seen).toEqual({ kind: 'removed' });
    const broken = pending.commit.slice();
    broken[broken.length - 50] = (broken[broken.length - 50] ?? 0) ^ 1;
    const damaged = await open(other.state, world.trustIn(room), broken, expecting(other.identity, 'commit'));
    expect(damaged.kind).toBe('refused');
  });

  test('comes back with a renewed certificate', async () => {
    const { account, device, kind, key } = other.identity;
    const fields = {
      server: world.SERVER,
      account,
      device,
      deviceKey: key.public,
      kind,
      listSeq: 1,
      nowSeconds: world.NOW + 60,
    };
    const renewed = { ...other.identity, cert: issueDeviceCert(bert.aik, fields) };
    const pending = done(await joining(renewed));
    expect(opened(await see(pending.commit, renewed), 'commit').removed).toHaveLength(1);
  });

  test('cannot come back to a group in which nobody else is', async () => {
    const alone = world.newRoom([anna], { suite: SUITE });
    const [only] = await gather(alone, [world.firstDevice(anna)]);
    const info = await groupInfo(only!.state);
    const { room: id, epoch } = only!.state;
    const args = { identity: only!.identity, info, room: id, epoch, trust: world.trustIn(alone), nowMs: world.NOW_MS };
    expect(await joinExternally(args)).toEqual(refused('external-alone'));
  });
});

describe('what others refuse [K12]', () => {
  test('evicting somebody else', async () => {
    const phone = world.addDevice(bert);
    expect(await see(await forgeJoin(phone, host.identity), phone)).toEqual(refused('external-evicts-other'));
    expect(await see(await forgeJoin(phone, other.identity), phone)).toEqual(refused('external-evicts-other'));
  });

  test('a second leaf for a device that is in', async () => {
    const phone = world.addDevice(bert);
    const first = done(await joining(phone));
    const again = await forgeJoin(phone);
    host.state = opened(await see(first.commit, phone), 'commit').next;
    expect(await see(again, phone)).toEqual({ kind: 'past-epoch', epoch: 1 });
    expect(await see(await forgeJoin(phone), phone)).toEqual(refused('external-already-member'));
  });

  test('a stranger, a revoked device, somebody else’s certificate', async () => {
    const stranger = world.newPerson('zora');
    const theirs = world.firstDevice(stranger);
    const lists = new Map(world.trustIn(room).lists).set(stranger.account, stranger.known!);
    expect(await see(await forgeJoin(theirs), theirs, { lists })).toEqual(refused('leaf-not-in-policy'));
    const stolen = world.addDevice(bert);
    const commit = await forgeJoin(stolen);
    world.revokeDevice(bert, stolen.device);
    expect(await see(commit, stolen)).toEqual(refused('leaf-revoked'));
    const disguised = { ...theirs, account: bert.account, cert: world.addDevice(bert).cert };
    expect(await see(await forgeJoin(disguised), disguised)).toEqual(refused('leaf-key-mismatch'));
  });

  test('another device than the one the log names', async () => {
    const phone = world.addDevice(bert);
    expect(await see(await forgeJoin(phone), other.identity)).toEqual(refused('sender-mismatch'));
  });

  test('a device of a list that is not known yet', async () => {
    const { lists } = world.trustIn(room);
    const phone = world.addDevice(bert);
    expect(await see(await forgeJoin(phone), phone, { lists })).toEqual({
      kind: 'needs-list',
      account: bert.account,
      seq: 2,
    });
  });

  test('other proposals, two removals, removals outside the tree, no path', async () => {
    const phone = world.addDevice(bert);
    const commit = await forgeJoin(phone, other.identity);
    const rewritten = (proposals: readonly Parameters<typeof forgeProposals>[1][number][], path = true): Bytes =>
      forgeProposals(commit, proposals, path);
    expect(await see(rewritten([remove(1), remove(0)]), phone)).toEqual(refused('external-shape'));
    expect(await see(rewritten([remove(2 ** 31)]), phone)).toEqual(refused('remove-unknown'));
    expect(await see(rewritten([], false), phone)).toEqual(refused('external-shape'));
    const extensions = {
      proposalType: 'group_context_extensions',
      groupContextExtensions: { extensions: [] },
    } as const;
    expect(await see(rewritten([extensions]), phone)).toEqual(refused('proposal-not-allowed'));
    const byReference = { proposalOrRefType: 'reference', reference: new Uint8Array(32) };
    expect(await see(rewritten([byReference]), phone)).toEqual(refused('proposal-not-allowed'));
  });
});

/** The newcomer's commit with other proposals beside its external init. Its signature breaks; the shape is judged before. */
function forgeProposals(bytes: Bytes, proposals: readonly object[], path: boolean): Bytes {
  const message = decodeMessageOf('mls_public_message', bytes)!;
  const { content } = message.publicMessage;
  if (content.contentType !== 'commit') throw new Error('not a commit');
  const init = content.commit.proposals.filter(
    (p) => p.proposalOrRefType === 'proposal' && p.proposal.proposalType === 'external_init',
  );
  const more = proposals.map((proposal) =>
    'proposalOrRefType' in proposal ? proposal : { proposalOrRefType: 'proposal', proposal },
  );
  const commit = { proposals: [...init, ...more], path: path ? content.commit.path : undefined };
  const forged = { ...message, publicMessage: { ...message.publicMessage, content: { ...content, commit } } };
  return encodeMessage(forged as Parameters<typeof encodeMessage>[0]);
}

describe('what the newcomer refuses [K31–K34]', () => {
  test('a GroupInfo of another room or epoch', async () => {
    const phone = world.addDevice(bert);
    const info = await groupInfo(host.state);
    const base = { identity: phone, info, room: host.state.room, epoch: host.state.epoch, nowMs: world.NOW_MS };
    expect(await joinExternally({ ...base, epoch: 7, trust: world.trustIn(room) })).toEqual(refused('wrong-epoch'));
    const elsewhere = world.newRoom([anna, bert], { suite: SUITE });
    const foreign = { ...base, room: elsewhere.policy.room, trust: world.trustIn(elsewhere) };
    expect(await joinExternally(foreign)).toEqual(refused('wrong-group'));
    expect(await joinExternally({ ...base, trust: world.trustIn(elsewhere) })).toEqual(refused('wrong-group'));
    const otherSuite = world.trustIn(room, { policy: { ...room.policy, suite: world.XWING } });
    expect(await joinExternally({ ...base, trust: otherSuite })).toEqual(refused('wrong-suite'));
  });

  test('a tree in which somebody does not belong', async () => {
    const phone = world.addDevice(bert);
    world.changePolicy(room, anna, { remove: [bert] });
    expect(await joining(world.addDevice(anna))).toEqual(refused('leaf-not-in-policy'));
    expect(await joining(phone)).toEqual(refused('leaf-not-in-policy'));
  });

  test('its own place, when the others would refuse it', async () => {
    const phone = world.addDevice(bert);
    world.revokeDevice(bert, phone.device);
    expect(await joining(phone)).toEqual(refused('leaf-revoked'));
    const stranger = world.firstDevice(world.newPerson('zora'));
    expect(await joining(stranger)).toEqual(refused('leaf-not-in-policy'));
  });

  test('a GroupInfo with any byte changed', async () => {
    const phone = world.addDevice(bert);
    const info = await groupInfo(host.state);
    for (let at = 3; at < info.length; at += 41) {
      const bytes = info.slice();
      bytes[at] = (bytes[at] ?? 0) ^ 4;
      expect((await joining(phone, {}, bytes)).kind).toBe('refused');
    }
  });

  test('a GroupInfo of where one is, and of nowhere else, whoever signed it', async () => {
    const theirs = await groupInfo(other.state);
    expect(await isGroupInfoOf(host.state, theirs)).toBe(true);
    const pending = done(await commitUpdate(other.state));
    expect(await isGroupInfoOf(host.state, await groupInfo(pending.next))).toBe(false);
    expect(await isGroupInfoOf(host.state, new Uint8Array([1]))).toBe(false);

    const message = decodeMessageOf('mls_group_info', theirs)!;
    const changed = (info: Partial<typeof message.groupInfo>): Promise<boolean> =>
      isGroupInfoOf(host.state, encodeMessage({ ...message, groupInfo: { ...message.groupInfo, ...info } }));
    expect(await changed({ signature: new Uint8Array(64) })).toBe(false);
    expect(await changed({ signer: 0 })).toBe(false);
    expect(await changed({ signer: 7 })).toBe(false);
  });

  test('a sealed GroupInfo opens under its key, room and epoch alone', async () => {
    const info = await groupInfo(host.state);
    const key = randomBytes(32);
    const { room: id } = host.state;
    const sealed = sealGroupInfo(key, id, 1, info);
    expect(openGroupInfo(key, id, 1, sealed)).toEqual(info);
    const elsewhere = world.newRoom([anna]).policy.room;
    for (const wrong of [
      () => openGroupInfo(key, id, 2, sealed),
      () => openGroupInfo(key, elsewhere, 1, sealed),
      () => openGroupInfo(randomBytes(32), id, 1, sealed),
    ]) {
      expect(wrong).toThrow(CryptoError);
    }
  });
});
