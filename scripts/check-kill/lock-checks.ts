/** The checks of the app lock: what is kept while it is set, what a wrong try costs, when it closes. */
import { never, type Check } from './check.ts';

const KEPT = 'packages/client/src/lock/kept-lock.ts';
const CRYPTO = 'packages/crypto/src/vault/app-lock.ts';
const LOCK_TEST = 'tests/system/src/app-lock.test.ts';
const CRYPTO_TEST = 'packages/crypto/src/vault/app-lock.test.ts';

export const LOCK_CHECKS: readonly Check[] = [
  {
    id: 'L01',
    what: 'while a lock is set, no key is kept',
    file: KEPT,
    find: 'await ports.keys.save(encodeCbor(record));',
    put: '',
    test: LOCK_TEST,
    name: 'the disk has no key and no word',
  },
  {
    id: 'L02',
    what: 'a try counts before it is judged',
    file: KEPT,
    find: 'await count({ wrong: tries.wrong + 1, at: now });',
    put: '',
    test: LOCK_TEST,
    name: 'a wrong try counts',
  },
  {
    id: 'L03',
    what: 'while a wait lasts, none is judged',
    file: KEPT,
    ...never('until !== null'),
    test: LOCK_TEST,
    name: 'a wrong try counts',
  },
  {
    id: 'L04',
    what: 'what the device slept through counts',
    file: 'packages/client/src/lock/idle.ts',
    find: 'if (clock.now() - since < ms) return false;',
    put: 'return false;',
    test: 'packages/client/src/lock/idle.test.ts',
    name: 'what was slept through counts',
  },
  {
    id: 'L05',
    what: 'what was kept before is overwritten',
    file: 'packages/platform-node/src/key-file.ts',
    find: 'if (old !== null) await overwrite(old);',
    put: '',
    test: 'packages/platform-node/src/key-file.test.ts',
    name: 'is overwritten before it goes',
  },
  {
    id: 'L06',
    what: 'a lock is of its account alone',
    file: CRYPTO,
    find: 'encodeCbor([LABEL.appLockPassphrase, account])',
    put: 'encodeCbor([LABEL.appLockPassphrase, typeof account])',
    test: CRYPTO_TEST,
    name: 'the key comes out with the passphrase',
  },
  {
    id: 'L06',
    what: 'and its passkey is this one',
    file: CRYPTO,
    find: 'encodeCbor([LABEL.appLockPasskey, account, credential])',
    put: 'encodeCbor([LABEL.appLockPasskey, account, typeof credential])',
    test: CRYPTO_TEST,
    name: 'a passkey opens it as well',
  },
];
