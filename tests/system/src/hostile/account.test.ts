/** What a hostile server can do at log-in: C13, C14, C18 of docs/security/claims.md. */
import {
  Insider,
  olderProtocol,
  openHostileHouse,
  ROLLED_BACK,
  rollBackVault,
  swapVault,
  weakerSuite,
  type HostileHouse,
} from '@alcove/testkit/hostile';
import { PASSWORD, until, type Resident } from '@alcove/testkit/house';
import type { StoredVault } from '@alcove/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const FRESH = 'an entirely different lantern';
let hostile: HostileHouse;
let ana: Resident;
beforeAll(async () => {
  hostile = await openHostileHouse();
  ana = await hostile.person('ana');
  await hostile.person('ben');
});
afterAll(() => hostile.close());

const bens = (): StoredVault => {
  const vault = hostile.server.world.vaults[1];
  if (vault === undefined) throw new Error('no vault');
  return vault;
};
const wrapsOfKind = ({ wraps }: StoredVault, kind: 'password' | 'recovery') =>
  wraps.filter((wrap) => wrap.kind === kind);

test.each<[string, (vault: StoredVault) => StoredVault]>([
  ["somebody else's vault", () => bens()],
  ["somebody else's content under the own wraps", (vault) => ({ ...vault, sealed: bens().sealed })],
  ["somebody else's wraps around the own content", (vault) => ({ ...vault, wraps: bens().wraps })],
  ['another version number', (vault) => ({ ...vault, version: vault.version + 1 })],
  [
    'the recovery wrap in the place of the password wrap',
    (vault) => ({ ...vault, wraps: wrapsOfKind(vault, 'recovery').map((wrap) => ({ ...wrap, kind: 'password' })) }),
  ],
  ['no wrap for the password', (vault) => ({ ...vault, wraps: wrapsOfKind(vault, 'recovery') })],
  [
    'one changed character',
    (vault) => ({
      ...vault,
      sealed: `${vault.sealed.slice(0, 40)}${vault.sealed[40] === 'A' ? 'B' : 'A'}${vault.sealed.slice(41)}`,
    }),
  ],
])('%s opens nothing and leaves nobody logged in [C14]', async (_what, change) => {
  hostile.server.begin(swapVault(change));
  const second = await hostile.device('ana-second');
  const into = await second.client.logIn({ username: 'ana', password: PASSWORD });
  expect(into.ok ? null : into.code).toBe('vault-closed');
  hostile.server.stopAttack();
  expect((await second.client.logIn({ username: 'ana', password: PASSWORD })).ok).toBe(true);
  await second.close();
});

test('an older vault is refused by every device that saw a newer one, at log-in and while in [C13]', async () => {
  const cleo = await hostile.person('cleo');
  const first = hostile.server.world.vaults.at(-1);
  if (first === undefined) throw new Error('no vault');
  expect((await cleo.client.changePassword({ current: PASSWORD, fresh: FRESH })).ok).toBe(true);
  expect(hostile.server.world.vaults.at(-1)?.version).toBe(2);
  const trouble = async () => (await until(cleo.client, 'app', null, ({ trouble }) => trouble !== null)).trouble;
  const calm = async () => until(cleo.client, 'app', null, ({ connection }) => connection.state === 'online');

  for (const how of Object.keys(ROLLED_BACK) as (keyof typeof ROLLED_BACK)[]) {
    hostile.server.begin(rollBackVault(first, how));
    await cleo.reopen();
    expect(await trouble()).toBe('vault-rolled-back');
    expect(await cleo.client.changePassword({ current: FRESH, fresh: PASSWORD })).toMatchObject({ ok: false });
    hostile.server.stopAttack();
    await cleo.reopen();
    await calm();
  }
  await cleo.client.logOut();
  // The server goes back all the way: the old record is what it checks the old password against.
  hostile.server.begin(rollBackVault(first));
  const device = await hostile.device('cleo-new');
  const into = await device.client.logIn({ username: 'cleo', password: FRESH });
  expect(into.ok ? null : into.code).toBe('vault-closed');
  hostile.server.stopAttack();
  await Promise.all([cleo.close(), device.close()]);
});

test('the old wrap beside a newer vault opens nothing, not even on a new device [C13]', async () => {
  const dan = await hostile.person('dan');
  const first = hostile.server.world.vaults.at(-1);
  if (first === undefined) throw new Error('no vault');
  expect((await dan.client.changePassword({ current: PASSWORD, fresh: FRESH })).ok).toBe(true);
  hostile.server.begin(rollBackVault(first, 'old wraps'));
  const device = await hostile.device('dan-new');
  const into = await device.client.logIn({ username: 'dan', password: FRESH });
  expect(into.ok ? null : into.code).toBe('vault-closed');
  hostile.server.stopAttack();
  await Promise.all([dan.close(), device.close()]);
});

test('a server that takes the whole account back to the old password is caught on the device that slept [C13]', async () => {
  const eva = await hostile.person('eva');
  const first = hostile.server.world.vaults.at(-1);
  if (first === undefined) throw new Error('no vault');
  expect((await eva.client.changePassword({ current: PASSWORD, fresh: FRESH })).ok).toBe(true);
  await eva.client.logOut();
  // The password works again because the server put the old record back: here, by changing it on another device.
  const other = await hostile.house.device('eva-other');
  expect((await other.client.logIn({ username: 'eva', password: FRESH })).ok).toBe(true);
  expect((await other.client.changePassword({ current: FRESH, fresh: PASSWORD })).ok).toBe(true);
  hostile.server.begin(rollBackVault(first));
  const into = await eva.client.logIn({ username: 'eva', password: PASSWORD });
  expect(into.ok ? null : into.code).toBe('vault-rolled-back');
  hostile.server.stopAttack();
  expect((await eva.client.logIn({ username: 'eva', password: PASSWORD })).ok).toBe(true);
  await Promise.all([eva.close(), other.close()]);
});

describe('a server that speaks of something older, or weaker [C18]', () => {
  test.each([0, 2])('protocol %i: nothing is begun, neither to sign up nor to log in', async (protocol) => {
    const attack = olderProtocol(protocol);
    hostile.server.begin(attack);
    const device = await hostile.device(`downgraded-${String(protocol)}`);
    const up = await device.client.signUp({ username: 'fay', password: PASSWORD, displayName: 'Fay' });
    expect(up).toMatchObject({ ok: false, code: 'unsupported-version' });
    const into = await device.client.logIn({ username: 'ben', password: PASSWORD });
    expect(into).toMatchObject({ ok: false, code: 'unsupported-version' });
    expect(attack.begun).toEqual([]);
    hostile.server.stopAttack();
    expect((await device.client.logIn({ username: 'ben', password: PASSWORD })).ok).toBe(true);
    await device.close();
  });

  test('a key package of a weaker suite, though its own device signed it: nobody is added with it', async () => {
    const old = await Insider.signUp(hostile.house.url, 'gil', hostile.server.world);
    hostile.server.begin(await weakerSuite(old.account.identity));
    await ana.client.findPerson('gil');
    const made = await ana.client.createGroup({ title: 'Weak', people: [old.account.identity.account] });
    expect(made).toMatchObject({ ok: false, detail: 'key-package-suite' });
    hostile.server.stopAttack();
    expect((await ana.client.createGroup({ title: 'Strong', people: [old.account.identity.account] })).ok).toBe(true);
  });
});
