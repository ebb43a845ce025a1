/** Commits by a malicious member, crafted with the MLS library itself. Each must be refused, with its own code. */
import { createProposal, makePskIndex, type Proposal } from 'ts-mls';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Bytes } from '@alcove/protocol';
import type { DeviceIdentity } from '../identity/device-cert.ts';
import { add, forgeCommit, forgeKeyPackage, forgeRawCommit, remove, withOwnLeaf } from '../testing/forge.ts';
import { deliver, done, expecting, gather, opened, type Member } from '../testing/members.ts';
import * as world from '../testing/world.ts';
import type { Person, Room } from '../testing/world.ts';
import { commitAdd, commitRemove, commitUpdate } from './commit.ts';
import { suiteOf } from './engine/suite.ts';
import { decodeMessageOf, encodeMessage } from './engine/wire.ts';
import { decodeKeyPackage } from './key-package.ts';
import type { Trust } from './leaf-check.ts';
import { open, type Opened } from './open.ts';
import { engineState } from './state.ts';

const SUITE = world.CLASSIC;
const PSK_ID = new Uint8Array([1]);

let anna: Person;
let bert: Person;
let cleo: Person;
let room: Room;
let victim: Member;
let mallory: Member;
let third: Member;

beforeEach(async () => {
  [anna, bert, cleo] = [world.newPerson('anna'), world.newPerson('bert'), world.newPerson('cleo')];
  room = world.newRoom([anna, bert, cleo], { suite: SUITE });
  const devices = [anna, bert, cleo].map((p) => world.firstDevice(p));
  [victim, mallory, third] = (await gather(room, devices)) as [Member, Member, Member];
});

function see(commit: Bytes, changes: Partial<Trust> = {}, from: DeviceIdentity = mallory.identity): Promise<Opened> {
  return open(victim.state, world.trustIn(room, changes), commit, expecting(from, 'commit'));
}
const refused = (code: string): unknown => ({ kind: 'refused', code });
const fresh = (person: Person): Promise<NonNullable<ReturnType<typeof decodeKeyPackage>>> =>
  forgeKeyPackage(world.addDevice(person), SUITE, {});

describe('proposals', () => {
  test('[K11] adds and removes in one commit', async () => {
    const forged = await forgeCommit(mallory, [remove(2), add(await fresh(bert))]);
    expect(await see(forged.commit)).toEqual(refused('commit-add-and-remove'));
  });

  test('[K10] a change of the group context', async () => {
    const proposal = {
      proposalType: 'group_context_extensions',
      groupContextExtensions: { extensions: [] },
    } satisfies Proposal;
    const forged = await forgeCommit(mallory, [proposal]);
    expect(await see(forged.commit)).toEqual(refused('proposal-not-allowed'));
  });

  test.each<Proposal>([
    {
      proposalType: 'reinit',
      reinit: { groupId: PSK_ID, version: 'mls10', cipherSuite: SUITE, extensions: [] },
    },
    { proposalType: 0xf00d, proposalData: new Uint8Array(1) },
    { proposalType: 'external_init', externalInit: { kemOutput: new Uint8Array(32) } },
    {
      proposalType: 'psk',
      psk: { preSharedKeyId: { psktype: 'external', pskId: PSK_ID, pskNonce: new Uint8Array(32) } },
    },
  ])('[K11] $proposalType', async (proposal) => {
    const proposals = [{ proposalOrRefType: 'proposal' as const, proposal }];
    const forged = await forgeRawCommit(mallory, { proposals, path: undefined });
    expect(await see(forged)).toEqual(refused('proposal-not-allowed'));
  });

  test('[K11] a proposal by reference', async () => {
    const proposals = [{ proposalOrRefType: 'reference' as const, reference: new Uint8Array(32) }];
    expect(await see(await forgeRawCommit(mallory, { proposals, path: undefined }))).toEqual(
      refused('proposal-not-allowed'),
    );
  });

  test('a removal outside the tree is refused before the library would follow it for ever', async () => {
    const proposals = [
      { proposalOrRefType: 'proposal' as const, proposal: remove(2 ** 31) },
      {
        proposalOrRefType: 'proposal' as const,
        proposal: { proposalType: 'external_init' as const, externalInit: { kemOutput: PSK_ID } },
      },
    ];
    expect(await see(await forgeRawCommit(mallory, { proposals, path: undefined }))).toEqual(
      refused('proposal-not-allowed'),
    );
    const alone = await forgeRawCommit(mallory, { proposals: proposals.slice(0, 1), path: undefined });
    expect(await see(alone)).toEqual(refused('remove-unknown'));
  });

  test('a removal of nobody', async () => {
    const proposals = [{ proposalOrRefType: 'proposal' as const, proposal: remove(7) }];
    expect(await see(await forgeRawCommit(mallory, { proposals, path: undefined }))).toEqual(refused('remove-unknown'));
  });

  test.each([true, false])('a stand-alone proposal (in the open: %s)', async (inTheOpen) => {
    const proposed = await createProposal(engineState(mallory.state), inTheOpen, remove(2), await suiteOf(SUITE));
    expect(await see(encodeMessage(proposed.message))).toEqual(refused('proposal-not-allowed'));
  });

  test('[K13] more adds than one commit may hold', async () => {
    const proposal = add(await fresh(bert));
    const proposals = Array.from({ length: 257 }, () => ({ proposalOrRefType: 'proposal' as const, proposal }));
    expect(await see(await forgeRawCommit(mallory, { proposals, path: undefined }))).toEqual(
      refused('commit-too-many'),
    );
  });

  test('a member commit that is not private', async () => {
    const forged = await forgeCommit(mallory, [], { inTheOpen: true });
    expect(await see(forged.commit)).toEqual(refused('commit-not-private'));
  });

  test('pre-shared keys are never looked up', () => {
    expect(
      makePskIndex(engineState(victim.state), {}).findPsk({ psktype: 'external', pskId: PSK_ID, pskNonce: PSK_ID }),
    ).toBe(undefined);
  });
});

describe('the committer [K09]', () => {
  test('takes another identity', async () => {
    const { identity } = victim;
    const forged = await forgeCommit(mallory, [], {
      tamper: withOwnLeaf((leaf) => ({ ...leaf, credential: { credentialType: 'basic', identity: identity.cert } })),
    });
    expect(await see(forged.commit)).toEqual(refused('leaf-key-mismatch'));
  });

  test('drops its capabilities', async () => {
    const forged = await forgeCommit(mallory, [], {
      tamper: withOwnLeaf((leaf) => ({ ...leaf, capabilities: { ...leaf.capabilities, ciphersuites: [] } })),
    });
    expect(await see(forged.commit)).toEqual(refused('leaf-capabilities'));
  });

  test('is not whom the log names', async () => {
    const update = done(await commitUpdate(mallory.state));
    expect(await see(update.commit, {}, third.identity)).toEqual(refused('sender-mismatch'));
  });

  test('has left the room, or is revoked', async () => {
    const update = done(await commitUpdate(mallory.state));
    world.revokeDevice(bert, mallory.identity.device);
    expect(await see(update.commit)).toEqual(refused('leaf-revoked'));
    expect(await see(update.commit, { learnedAfter: new Set([bert.account]) })).toMatchObject({ kind: 'commit' });
    world.changePolicy(room, anna, { remove: [bert] });
    expect(await see(update.commit)).toEqual(refused('leaf-not-in-policy'));
  });
});

describe('removed leaves [K08]', () => {
  test('nobody removes somebody who belongs', async () => {
    const forged = done(await commitRemove(mallory.state, [2]));
    const { seq } = cleo.known!.list;
    expect(await see(forged.commit)).toEqual({ kind: 'needs-list', account: cleo.account, seq: seq + 1 });
    expect(await see(forged.commit, { upToDate: new Set([cleo.account]) })).toEqual(refused('removal-not-allowed'));
  });

  test('the one who is removed without reason does not believe it', async () => {
    const forged = done(await commitRemove(mallory.state, [0]));
    expect(await see(forged.commit, { upToDate: new Set([anna.account]) })).toEqual(refused('removal-not-allowed'));
  });

  test('a revoked device, an account that left, and an own device may go', async () => {
    const own = world.addDevice(bert);
    const { made, invited } = await world.invitation(own, SUITE);
    const adding = done(await commitAdd(mallory.state, world.trustIn(room), [invited]));
    expect(made.lastResort).toBe(false);
    await deliver([victim, mallory, third], mallory.identity, world.trustIn(room), adding.commit);
    mallory.state = adding.next;

    const ownGone = done(await commitRemove(mallory.state, [3]));
    expect(opened(await see(ownGone.commit), 'commit').removed).toMatchObject([{ device: own.device }]);

    const gone = done(await commitRemove(mallory.state, [2]));
    world.changePolicy(room, anna, { remove: [cleo] });
    expect(opened(await see(gone.commit), 'commit').removed).toMatchObject([{ device: third.identity.device }]);
    const seen = await open(third.state, world.trustIn(room), gone.commit, expecting(mallory.identity, 'commit'));
    expect(seen).toEqual({ kind: 'removed' });
  });

  test('a revoked device may go', async () => {
    world.revokeDevice(cleo, third.identity.device);
    const gone = done(await commitRemove(mallory.state, [2]));
    expect(opened(await see(gone.commit), 'commit').removed).toMatchObject([{ device: third.identity.device }]);
  });

  test('a commit without the path that a removal demands', async () => {
    world.revokeDevice(cleo, third.identity.device);
    const proposals = [{ proposalOrRefType: 'proposal' as const, proposal: remove(2) }];
    expect(await see(await forgeRawCommit(mallory, { proposals, path: undefined }))).toEqual(refused('damaged'));
  });
});

test('[K02] a commit of another group, another epoch, or in the place of a message', async () => {
  const update = done(await commitUpdate(mallory.state));
  const elsewhere = world.newRoom([anna, bert, cleo]);
  const [other] = await gather(elsewhere, [world.firstDevice(anna)]);
  const trust = world.trustIn(elsewhere);
  expect(await open(other!.state, trust, update.commit, expecting(mallory.identity, 'commit'))).toEqual(
    refused('wrong-group'),
  );
  expect(await open(victim.state, trust, update.commit, expecting(mallory.identity, 'commit'))).toEqual(
    refused('wrong-group'),
  );
  const otherSuite = world.trustIn(room, { policy: { ...room.policy, suite: world.XWING } });
  expect(await open(victim.state, otherSuite, update.commit, expecting(mallory.identity, 'commit'))).toEqual(
    refused('wrong-group'),
  );
  const asMessage = await open(
    victim.state,
    world.trustIn(room),
    update.commit,
    expecting(mallory.identity, 'application'),
  );
  expect(asMessage).toEqual(refused('kind-mismatch'));

  const later = done(await commitUpdate(update.next));
  expect(await see(later.commit)).toEqual({ kind: 'future-epoch', epoch: 2 });
  victim.state = opened(await see(update.commit), 'commit').next;
  expect(await see(update.commit)).toEqual({ kind: 'past-epoch', epoch: 1 });
});

test('one changed byte anywhere in a commit is noticed', async () => {
  const { commit } = done(await commitUpdate(mallory.state));
  expect(decodeMessageOf('mls_private_message', commit)).toBeDefined();
  for (let at = 0; at < commit.length; at += 7) {
    const bytes = commit.slice();
    bytes[at] = (bytes[at] ?? 0) ^ 0x10;
    expect((await see(bytes)).kind).not.toBe('commit');
  }
});

test('a commit that lost the race leaves the old state able to process the winner', async () => {
  const mine = done(await commitUpdate(victim.state));
  const winner = done(await commitUpdate(mallory.state));
  expect(mine.kind).toBe('pending');
  expect(await see(winner.commit)).toMatchObject({ kind: 'commit' });
});
