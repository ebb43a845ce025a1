/** A leaf takes another certificate: the next one of the same device, and nothing else. Crafted with the MLS library itself where ours would not. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Bytes, DeviceCert } from '@alcove/protocol';
import { signCert, verifyDeviceCert, type DeviceIdentity } from '../identity/device-cert.ts';
import { isRenewalDue, renewDeviceCert } from '../identity/renewal.ts';
import { newKeyPair } from '../primitives.ts';
import { forgeCommit, withOwnLeaf } from '../testing/forge.ts';
import { deliver, done, expecting, gather, opened, type Member } from '../testing/members.ts';
import * as world from '../testing/world.ts';
import type { Person, Room } from '../testing/world.ts';
import { commitUpdate } from './commit.ts';
import { groupInfo, joinExternally } from './external-join.ts';
import { leavesToRemove, type Trust } from './leaf-check.ts';
import { open, type Opened } from './open.ts';
import { ownLeafCert, roster } from './roster.ts';
import { seal } from './seal.ts';
import { engineState } from './state.ts';

const DAY = 86_400;
let anna: Person;
let bert: Person;
let room: Room;
let victim: Member;
let mallory: Member;

beforeEach(async () => {
  [anna, bert] = [world.newPerson('anna'), world.newPerson('bert')];
  room = world.newRoom([anna, bert], { suite: world.CLASSIC });
  [victim, mallory] = (await gather(room, [world.firstDevice(anna), world.firstDevice(bert)])) as [Member, Member];
});

const at = (days: number, changes: Partial<Trust> = {}): Trust =>
  world.trustIn(room, { nowMs: world.NOW_MS + days * DAY * 1_000, ...changes });
const see = (commit: Bytes, trust: Trust): Promise<Opened> =>
  open(victim.state, trust, commit, expecting(mallory.identity, 'commit'));
const refused = (code: string): unknown => ({ kind: 'refused', code });
const renewed = (days: number, cert = mallory.identity.cert): Bytes =>
  renewDeviceCert(bert.aik, cert, world.NOW + days * DAY);

/** Mallory's certificate with anything changed, signed by the account's identity key. */
function changed(change: Partial<DeviceCert>, aik = bert.aik): Bytes {
  const verdict = verifyDeviceCert(world.SERVER, renewed(300));
  if (!verdict.ok) throw new Error(verdict.code);
  return signCert(aik, { ...verdict.cert, ...change });
}

async function carrying(identity: Bytes, signs = mallory): Promise<Bytes> {
  const tamper = withOwnLeaf((leaf) => ({ ...leaf, credential: { credentialType: 'basic', identity } }));
  return (await forgeCommit(signs, [], { tamper })).commit;
}

test('it is due after 300 days, is about the same device and its same keys, and lives for 400 more', () => {
  const { cert } = mallory.identity;
  expect(isRenewalDue(cert, world.NOW + 299 * DAY)).toBe(false);
  expect(isRenewalDue(cert, world.NOW + 300 * DAY)).toBe(true);
  const [before, after] = [verifyDeviceCert(world.SERVER, cert), verifyDeviceCert(world.SERVER, renewed(300))];
  if (!before.ok || !after.ok) throw new Error('no certificates');
  const { notBefore, notAfter } = after.cert;
  expect(after.cert).toEqual({ ...before.cert, notBefore, notAfter });
  expect(notAfter).toBe(world.NOW + 700 * DAY);
  expect(() => renewDeviceCert(newKeyPair(), cert, world.NOW)).toThrow('renewal-of-another');
});

test.each([
  ['in time', 300],
  ['after its end, when nobody took it out yet', 450],
])('a member brings it into the room by a commit of its own, %s, and goes on', async (_when, days) => {
  const cert = renewed(days);
  const pending = done(await commitUpdate(mallory.state, cert));
  const seen = opened(await see(pending.commit, at(days)), 'commit');
  expect({ added: seen.added, removed: seen.removed }).toEqual({ added: [], removed: [] });
  mallory.state = pending.next;
  victim.state = seen.next;
  expect(ownLeafCert(mallory.state)).toEqual(cert);
  expect(roster(victim.state)).toEqual(roster(mallory.state));
  expect(leavesToRemove(victim.state, at(500)).map(({ account }) => account)).toEqual([anna.account]);
  const sealed = await seal(mallory.state, new Uint8Array([1]), new Uint8Array([2]));
  const said = await open(victim.state, at(days), sealed.bytes, expecting(mallory.identity, 'application'));
  expect(said.kind).toBe('application');
});

describe('[K64] a committer changes nothing of its leaf but the time', () => {
  test.each<[string, () => Partial<DeviceCert>]>([
    ['another kind', () => ({ kind: 'bot' })],
    ['another version of the list', () => ({ listSeq: 2 })],
  ])('%s', async (_what, change) => {
    world.addDevice(bert);
    expect(await see(await carrying(changed(change())), at(300))).toMatchObject({ kind: 'refused' });
  });

  test('the list version that brought it in', async () => {
    world.addDevice(bert);
    const seen = await see(await carrying(changed({ listSeq: 2 })), at(300));
    expect(seen).toEqual(refused('commit-identity-change'));
  });

  test('another device of the account, with keys and certificate of its own', async () => {
    const second = world.addDevice(bert);
    const forged = await forgeCommit(mallory, [], {
      tamper: (state) => ({
        ...withOwnLeaf((leaf) => ({
          ...leaf,
          credential: { credentialType: 'basic', identity: second.cert },
          signaturePublicKey: second.key.public,
        }))(state),
      }),
    });
    expect(await see(forged.commit, at(0))).toMatchObject({ kind: 'refused' });
  });

  test('other keys, in the certificate and in the leaf', async () => {
    const key = newKeyPair();
    const certOnly = await carrying(changed({ deviceKey: key.public }));
    expect(await see(certOnly, at(300))).toEqual(refused('leaf-key-mismatch'));
  });

  test('nobody else’s leaf takes another certificate with it', async () => {
    const cert = renewDeviceCert(anna.aik, victim.identity.cert, world.NOW + 300 * DAY);
    const forged = await forgeCommit(mallory, [], {
      tamper: (state) => ({
        ...state,
        ratchetTree: state.ratchetTree.map((node, i) =>
          i === 0 && node?.nodeType === 'leaf'
            ? { ...node, leaf: { ...node.leaf, credential: { credentialType: 'basic', identity: cert } } }
            : node,
        ),
      }),
    });
    expect(await see(forged.commit, at(300))).toMatchObject({ kind: 'refused' });
  });
});

describe('[K65] the later certificate stands', () => {
  test('the old one, shown again after the renewal, is refused', async () => {
    const pending = done(await commitUpdate(mallory.state, renewed(300)));
    victim.state = opened(await see(pending.commit, at(300)), 'commit').next;
    mallory.state = pending.next;
    const replayed = await carrying(mallory.identity.cert);
    expect(await see(replayed, at(301))).toEqual(refused('leaf-cert-older'));
    expect(await see(done(await commitUpdate(mallory.state)).commit, at(301))).toMatchObject({ kind: 'commit' });
  });

  test('nor does a device come back with it', async () => {
    const pending = done(await commitUpdate(mallory.state, renewed(300)));
    victim.state = opened(await see(pending.commit, at(300)), 'commit').next;
    const back = async (identity: DeviceIdentity): Promise<Opened> => {
      const info = await groupInfo(victim.state);
      const { epoch } = victim.state;
      const asked = { identity, info, room: room.policy.room, epoch, trust: at(301), nowMs: at(301).nowMs };
      return see(done(await joinExternally(asked)).commit, at(301));
    };
    expect(await back(mallory.identity)).toEqual(refused('leaf-cert-older'));
    expect(await back({ ...mallory.identity, cert: renewed(300) })).toMatchObject({ kind: 'commit', external: true });
    expect(await back({ ...mallory.identity, cert: renewed(301) })).toMatchObject({ kind: 'commit', external: true });
  });
});

describe('[K66] a renewed leaf is judged like a newcomer’s', () => {
  test.each<[string, string, () => Bytes]>([
    ['lives too long', 'leaf-cert-expired', () => changed({ notAfter: world.NOW + 300 * DAY + 402 * DAY })],
    ['begins in two days', 'leaf-cert-expired', () => renewed(302)],
    ['ran out two days ago', 'leaf-cert-expired', () => changed({ notBefore: 0, notAfter: world.NOW + 298 * DAY })],
    ['is signed by another key', 'leaf-cert-signature', () => changed({}, newKeyPair())],
    ['is of another server', 'leaf-cert-server', () => changed({ server: 'server-2' })],
    ['is of another account', 'leaf-not-in-policy', () => changed({ account: world.newAccountId() })],
  ])('one that %s', async (_what, code, cert) => {
    expect(await see(await carrying(cert()), at(300))).toEqual(refused(code));
  });

  test('a removed device renews nothing, and one that was removed while nobody knew is taken out', async () => {
    const pending = done(await commitUpdate(mallory.state, renewed(300)));
    world.revokeDevice(bert, mallory.identity.device);
    expect(await see(pending.commit, at(300))).toEqual(refused('leaf-revoked'));
    const late = opened(await see(pending.commit, at(300, { learnedAfter: new Set([bert.account]) })), 'commit');
    expect(leavesToRemove(late.next, at(300))).toMatchObject([{ device: mallory.identity.device }]);
  });
});

test('whoever comes into a room by themselves meets those whose certificate ran out, and may take them out', async () => {
  const second = world.addDevice(anna);
  const identity = { ...second, cert: renewDeviceCert(anna.aik, second.cert, world.NOW + 450 * DAY) };
  const info = await groupInfo(victim.state);
  const { epoch } = victim.state;
  const trust = at(450);
  const joined = done(
    await joinExternally({ identity, info, room: room.policy.room, epoch, trust, nowMs: trust.nowMs }),
  );
  expect(leavesToRemove(joined.next, trust)).toHaveLength(2);
  const old = await joinExternally({
    identity: second,
    info,
    room: room.policy.room,
    epoch,
    trust,
    nowMs: trust.nowMs,
  });
  expect(old).toEqual(refused('leaf-cert-expired'));
  await deliver([victim, mallory], identity, trust, joined.commit);
  expect(engineState(victim.state).groupContext.epoch).toBe(BigInt(epoch + 1));
});
