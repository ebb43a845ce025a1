/** What a hostile server can do at log-in: C13, C14 of docs/security/claims.md. */
import { openHostileHouse, swapVault, type HostileHouse } from '@alcove/testkit/hostile';
import { PASSWORD } from '@alcove/testkit/house';
import type { StoredVault } from '@alcove/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';

let hostile: HostileHouse;
beforeAll(async () => {
  hostile = await openHostileHouse();
  await hostile.person('ana');
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
