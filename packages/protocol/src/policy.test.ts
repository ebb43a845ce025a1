import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toBase64url, type Bytes } from './bytes.ts';
import { AccountId, DeviceId } from './ids.ts';
import { LIMIT } from './limits.ts';
import {
  applyPolicyChange,
  isOfRoom,
  PolicyChange,
  PolicyGenesis,
  roomIdOf,
  startPolicy,
  type Person,
  type Policy,
  type PolicyRefusal,
  type PolicySigner,
} from './policy.ts';

const sha256 = (bytes: Uint8Array): Bytes => new Uint8Array(createHash('sha256').update(bytes).digest());
const accountOf = (n: number): AccountId => {
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setUint32(0, n);
  return AccountId.parse(toBase64url(bytes));
};
/** A device of somebody; the first one unless told otherwise. */
const deviceOf = (n: number, which = 0): DeviceId => DeviceId.parse(accountOf(n + 100 * (which + 1)));
const signerOf = (n: number, which = 0): PolicySigner => ({ account: accountOf(n), device: deviceOf(n, which) });
const personOf = (n: number): Person => ({ account: accountOf(n), aik: new Uint8Array(32).fill(n) });
const hashOf = (n: number): Bytes => new Uint8Array(32).fill(n);

const OWNER = 1;
const MEMBER = 2;
const OTHER = 3;
const STRANGER = 9;

const genesis = (over: Partial<PolicyGenesis> = {}): PolicyGenesis => ({
  v: 1,
  type: 'genesis',
  kind: 'group',
  creator: personOf(OWNER),
  peer: null,
  suite: 'MLS_256_XWING_AES256GCM_SHA512_Ed25519',
  nonce: new Uint8Array(32).fill(5),
  ...over,
});
const change = (policy: Policy, over: Partial<PolicyChange> = {}): PolicyChange => ({
  v: 1,
  type: 'change',
  room: policy.room,
  version: policy.version + 1,
  prev: policy.hash,
  add: [],
  remove: [],
  owner: null,
  ...over,
});
const start = (over: Partial<PolicyGenesis> = {}): Policy => {
  const g = genesis(over);
  const verdict = startPolicy(roomIdOf(sha256, g), g, signerOf(OWNER), hashOf(0));
  if (!verdict.ok) throw new Error(verdict.why);
  return verdict.policy;
};
/** A group of owner, member and other, at version 1. */
const group = (): Policy => {
  const policy = start();
  const verdict = applyPolicyChange(
    policy,
    change(policy, { add: [personOf(MEMBER), personOf(OTHER)] }),
    signerOf(OWNER),
    hashOf(1),
  );
  if (!verdict.ok) throw new Error(verdict.why);
  return verdict.policy;
};
const judge = (policy: Policy, signer: number, over: Partial<PolicyChange>): PolicyRefusal | 'ok' => {
  const verdict = applyPolicyChange(policy, change(policy, over), signerOf(signer), hashOf(2));
  return verdict.ok ? 'ok' : verdict.why;
};

describe('the beginning of a room', () => {
  test('a group starts with its creator as the only member and owner', () => {
    const policy = start();
    expect([...policy.members.keys()]).toEqual([accountOf(OWNER)]);
    expect(policy).toMatchObject({ version: 0, owner: accountOf(OWNER), kind: 'group' });
  });

  test('a direct room starts with both', () => {
    expect([...start({ kind: 'direct', peer: personOf(MEMBER) }).members.keys()]).toEqual([
      accountOf(OWNER),
      accountOf(MEMBER),
    ]);
  });

  test.each<[string, Partial<PolicyGenesis>, number, PolicyRefusal]>([
    ['signed by somebody else', {}, MEMBER, 'policy-signer-not-member'],
    ['direct without a peer', { kind: 'direct' }, OWNER, 'policy-genesis-shape'],
    ['a group with a peer', { peer: personOf(MEMBER) }, OWNER, 'policy-genesis-shape'],
    ['direct with oneself', { kind: 'direct', peer: personOf(OWNER) }, OWNER, 'policy-genesis-shape'],
    ['direct, signed by the peer', { kind: 'direct', peer: personOf(MEMBER) }, MEMBER, 'policy-signer-not-member'],
  ])('%s is refused', (_what, over, signer, why) => {
    const g = genesis(over);
    expect(startPolicy(roomIdOf(sha256, g), g, signerOf(signer), hashOf(0))).toEqual({ ok: false, why });
  });

  test('the room id is bound to every part of the genesis', () => {
    const ids = [
      genesis(),
      genesis({ creator: personOf(MEMBER) }),
      genesis({ creator: { account: accountOf(OWNER), aik: hashOf(8) } }),
      genesis({ kind: 'direct', peer: personOf(MEMBER) }),
      genesis({ nonce: hashOf(6) }),
      genesis({ suite: 'MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519' }),
    ].map((g) => roomIdOf(sha256, g));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('what a change may do', () => {
  test.each<[string, number, Partial<PolicyChange>]>([
    ['the owner adds', OWNER, { add: [personOf(4)] }],
    ['any member adds', MEMBER, { add: [personOf(4)] }],
    ['the owner removes', OWNER, { remove: [accountOf(MEMBER)] }],
    ['a member leaves', MEMBER, { remove: [accountOf(MEMBER)] }],
    ['the owner hands over', OWNER, { owner: accountOf(MEMBER) }],
    ['the owner leaves and names the next', OWNER, { remove: [accountOf(OWNER)], owner: accountOf(MEMBER) }],
    ['the owner ends the room for all', OWNER, { remove: [OWNER, MEMBER, OTHER].map(accountOf) }],
  ])('%s', (_what, signer, over) => {
    expect(judge(group(), signer, over)).toBe('ok');
  });
});

describe('what a change may not do', () => {
  test.each<[string, number, Partial<PolicyChange>, PolicyRefusal]>([
    [
      'move to another room',
      OWNER,
      { room: roomIdOf(sha256, genesis({ nonce: hashOf(6) })), add: [personOf(4)] },
      'policy-wrong-room',
    ],
    ['skip a version', OWNER, { version: 3, add: [personOf(4)] }, 'policy-out-of-order'],
    ['repeat a version', OWNER, { version: 1, add: [personOf(4)] }, 'policy-out-of-order'],
    ['follow another frame', OWNER, { prev: hashOf(9), add: [personOf(4)] }, 'policy-out-of-order'],
    ['come from a stranger', STRANGER, { add: [personOf(STRANGER)] }, 'policy-signer-not-member'],
    ['come from a stranger who leaves', STRANGER, { remove: [accountOf(STRANGER)] }, 'policy-signer-not-member'],
    ['let a member remove another', MEMBER, { remove: [accountOf(OTHER)] }, 'policy-not-owner'],
    ['let a member remove the owner', MEMBER, { remove: [accountOf(OWNER)] }, 'policy-not-owner'],
    [
      'let a member remove another while leaving',
      MEMBER,
      { remove: [MEMBER, OTHER].map(accountOf) },
      'policy-not-owner',
    ],
    ['let a member take the room', MEMBER, { owner: accountOf(MEMBER) }, 'policy-not-owner'],
    ['let a member name the owner anew', MEMBER, { owner: accountOf(OWNER) }, 'policy-not-owner'],
    ['remove who is not there', OWNER, { remove: [accountOf(STRANGER)] }, 'policy-bad-change'],
    ['remove somebody twice', OWNER, { remove: [accountOf(MEMBER), accountOf(MEMBER)] }, 'policy-bad-change'],
    ['add a member again', OWNER, { add: [personOf(MEMBER)] }, 'policy-bad-change'],
    ['add somebody twice', OWNER, { add: [personOf(4), personOf(4)] }, 'policy-bad-change'],
    [
      'change the key of a member',
      OWNER,
      { add: [{ account: accountOf(MEMBER), aik: hashOf(7) }] },
      'policy-bad-change',
    ],
    [
      'change the key of a member by removing and adding in one',
      OWNER,
      { remove: [accountOf(MEMBER)], add: [{ account: accountOf(MEMBER), aik: hashOf(7) }] },
      'policy-bad-change',
    ],
    ['hand over to a stranger', OWNER, { owner: accountOf(STRANGER) }, 'policy-bad-change'],
    ['let the owner leave without naming another', OWNER, { remove: [accountOf(OWNER)] }, 'policy-bad-change'],
    [
      'hand over to whom it removes',
      OWNER,
      { remove: [accountOf(MEMBER)], owner: accountOf(MEMBER) },
      'policy-bad-change',
    ],
    ['do nothing', OWNER, {}, 'policy-bad-change'],
    ['do nothing but repeat the owner', OWNER, { owner: accountOf(OWNER) }, 'policy-bad-change'],
  ])('%s', (_what, signer, over, why) => {
    expect(judge(group(), signer, over)).toBe(why);
  });

  test.each<[string, Partial<PolicyChange>]>([
    ['add', { add: [personOf(OTHER)] }],
    ['leave', { remove: [accountOf(OWNER)] }],
    ['hand over', { owner: accountOf(MEMBER) }],
  ])('direct rooms never change: %s', (_what, over) => {
    expect(judge(start({ kind: 'direct', peer: personOf(MEMBER) }), OWNER, over)).toBe('policy-fixed');
  });

  test('grow past the limit of members', () => {
    const members = new Map(Array.from({ length: LIMIT.roomMembers }, (_, n) => [accountOf(n), hashOf(1)] as const));
    const full: Policy = { ...group(), members };
    expect(judge(full, OWNER, { add: [personOf(5_000)] })).toBe('policy-too-many');
    expect(judge(full, OWNER, { add: [personOf(5_000)], remove: [accountOf(MEMBER)] })).toBe('ok');
  });
});

describe('a secret room', () => {
  const devices = { creator: deviceOf(OWNER), peer: deviceOf(MEMBER) };
  const secret = (): Policy => start({ kind: 'secret', peer: personOf(MEMBER), devices });
  const judgeBy = (policy: Policy, signer: PolicySigner, over: Partial<PolicyChange>): PolicyRefusal | 'ok' => {
    const verdict = applyPolicyChange(policy, change(policy, over), signer, hashOf(2));
    return verdict.ok ? 'ok' : verdict.why;
  };

  test('is of one device of each, and of no other', () => {
    const policy = secret();
    expect(isOfRoom(policy, signerOf(OWNER))).toBe(true);
    expect(isOfRoom(policy, signerOf(MEMBER))).toBe(true);
    expect(isOfRoom(policy, signerOf(MEMBER, 1))).toBe(false);
    expect(isOfRoom(policy, signerOf(STRANGER))).toBe(false);
  });

  test.each<[string, Partial<PolicyGenesis>, PolicySigner, PolicyRefusal]>([
    ['without devices', { kind: 'secret', peer: personOf(MEMBER) }, signerOf(OWNER), 'policy-genesis-shape'],
    [
      'a direct room with devices',
      { kind: 'direct', peer: personOf(MEMBER), devices },
      signerOf(OWNER),
      'policy-genesis-shape',
    ],
    ['without the other person', { kind: 'secret', devices }, signerOf(OWNER), 'policy-genesis-shape'],
    [
      'by another device',
      { kind: 'secret', peer: personOf(MEMBER), devices },
      signerOf(OWNER, 1),
      'policy-other-device',
    ],
  ])('%s is refused', (_what, over, signer, why) => {
    const g = genesis(over);
    expect(startPolicy(roomIdOf(sha256, g), g, signer, hashOf(0))).toEqual({ ok: false, why });
  });

  test('names other devices under another id', () => {
    const elsewhere = { creator: deviceOf(OWNER), peer: deviceOf(MEMBER, 1) };
    expect(start({ kind: 'secret', peer: personOf(MEMBER), devices: elsewhere }).room).not.toBe(secret().room);
  });

  test.each<[string, PolicySigner, Partial<PolicyChange>, PolicyRefusal | 'ok']>([
    ['the other one takes leave', signerOf(MEMBER), { remove: [accountOf(MEMBER)] }, 'ok'],
    ['whoever began it takes leave', signerOf(OWNER), { remove: [accountOf(OWNER)], owner: accountOf(MEMBER) }, 'ok'],
    ['another device takes leave', signerOf(MEMBER, 1), { remove: [accountOf(MEMBER)] }, 'policy-other-device'],
    ['the other one is removed', signerOf(OWNER), { remove: [accountOf(MEMBER)] }, 'policy-fixed'],
    ['somebody is added', signerOf(OWNER), { add: [personOf(OTHER)] }, 'policy-fixed'],
    [
      'somebody comes as one goes',
      signerOf(MEMBER),
      { add: [personOf(OTHER)], remove: [accountOf(MEMBER)] },
      'policy-fixed',
    ],
    ['it is handed over', signerOf(OWNER), { owner: accountOf(MEMBER) }, 'policy-fixed'],
  ])('%s', (_what, signer, over, expected) => {
    expect(judgeBy(secret(), signer, over)).toBe(expected);
  });
});

test('a verdict never changes the policy it was asked about, and reaches the same end again', () => {
  const people = fc.integer({ min: 1, max: 5 });
  const changes = fc.record({
    signer: people,
    add: fc.uniqueArray(people, { maxLength: 2 }),
    remove: fc.uniqueArray(people, { maxLength: 2 }),
    owner: fc.option(people),
  });
  fc.assert(
    fc.property(fc.array(changes, { maxLength: 20 }), (list) => {
      const play = (): Policy =>
        list.reduce((policy, { signer, add, remove, owner }, n) => {
          const before = structuredClone(policy);
          const asked = change(policy, {
            add: add.map(personOf),
            remove: remove.map(accountOf),
            owner: owner === null ? null : accountOf(owner),
          });
          const verdict = applyPolicyChange(policy, asked, signerOf(signer), hashOf(n + 1));
          expect(policy).toEqual(before);
          const next = verdict.ok ? verdict.policy : policy;
          if (next.members.size > 0) expect(next.members.has(next.owner)).toBe(true);
          return next;
        }, start());
      expect(play()).toEqual(play());
    }),
  );
});

test('the schemas refuse what is not said in them', () => {
  const good = change(start(), { add: [personOf(MEMBER)] });
  expect(PolicyChange.safeParse(good).success).toBe(true);
  expect(PolicyChange.safeParse({ ...good, roles: [] }).success).toBe(false);
  expect(PolicyChange.safeParse({ ...good, prev: new Uint8Array(31) }).success).toBe(false);
  expect(PolicyChange.safeParse({ ...good, version: 0 }).success).toBe(false);
  expect(PolicyGenesis.safeParse({ ...genesis(), suite: 'NULL' }).success).toBe(false);
  expect(PolicyGenesis.safeParse({ ...genesis(), nonce: new Uint8Array(0) }).success).toBe(false);
});
