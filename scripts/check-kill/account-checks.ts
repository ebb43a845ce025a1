/** The checks of an account's own affairs: vault, password, ways back in. */
import { never, type Check } from './check.ts';

const VAULT = 'packages/crypto/src/vault/vault.ts';
const CHAIN = 'packages/crypto/src/vault/vault-chain.ts';
const VAULT_TEST = 'packages/crypto/src/vault/vault.test.ts';

export const ACCOUNT_CHECKS: readonly Check[] = [
  {
    id: 'V01',
    what: 'a vault is not older than one that was seen',
    file: CHAIN,
    ...never('shown.version < known.version'),
    test: VAULT_TEST,
    name: 'refuses what is behind it',
  },
  {
    id: 'V02',
    what: 'nor another one of the same version',
    file: CHAIN,
    find: "=== before ? 'same' : 'forged'",
    put: "=== before ? 'same' : 'same'",
    test: VAULT_TEST,
    name: 'refuses what is behind it',
  },
  {
    id: 'V03',
    what: 'a device of the account made it',
    file: CHAIN,
    ...never('!isTagged(account, shown, recordKey)'),
    test: VAULT_TEST,
    name: 'refuses what is behind it',
  },
  {
    id: 'V04',
    what: 'it follows the one before',
    file: CHAIN,
    find: "shown.prev !== before ? 'forged'",
    put: "shown.prev !== before ? 'newer'",
    test: VAULT_TEST,
    name: 'refuses what is behind it',
  },
  {
    id: 'V05',
    what: 'its pieces belong together',
    file: VAULT,
    ...never('!isTagged(account, stored, records.key(vaultKey))'),
    test: VAULT_TEST,
    name: 'closes the old way in',
  },
  {
    id: 'V06',
    what: 'at log-in it is not older than the one on this device',
    file: 'packages/client/src/account/own-vault.ts',
    find: 'remembered !== null && vault.version < remembered.version',
    put: 'false',
    test: 'tests/system/src/hostile/account.test.ts',
    name: 'on the device that slept',
  },
];
