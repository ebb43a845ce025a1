import { AccountId, encodeCbor, toBase64url } from '@alcove/protocol';
import { expect, test } from 'vitest';
import { randomBytes } from '../primitives.ts';
import { AppLockRecord, lockKey, openLock, openLockByPasskey, withLockPasskey } from './app-lock.ts';

const account = AccountId.parse(toBase64url(randomBytes(16)));
const other = AccountId.parse(toBase64url(randomBytes(16)));
const key = randomBytes(32);

test('the key comes out with the passphrase, for this account, and not otherwise', { timeout: 60_000 }, async () => {
  const record = AppLockRecord.parse(await lockKey(account, key, 'söndag'));
  expect(await openLock(account, record, 'söndag'.normalize('NFD'))).toEqual(key);
  expect(await openLock(account, record, 'Söndag')).toBeNull();
  expect(await openLock(other, record, 'söndag')).toBeNull();
  const damaged = { ...record, passphrase: { ...record.passphrase, half: { setup: 'a', record: 'b' } } };
  expect(await openLock(account, damaged, 'söndag')).toBeNull();
  expect(encodeCbor(record).toHex()).not.toContain(key.toHex());
});

test('a passkey opens it as well: this one, for this account; the passphrase stays', { timeout: 60_000 }, async () => {
  const prf = randomBytes(32);
  const bare = await lockKey(account, key, 'eleven herons');
  expect(openLockByPasskey(account, bare, { credential: 'laptop', prf })).toBeNull();
  const record = withLockPasskey(account, bare, key, { credential: 'laptop', prf });
  expect(openLockByPasskey(account, record, { credential: 'laptop', prf })).toEqual(key);
  expect(openLockByPasskey(account, record, { credential: 'laptop', prf: randomBytes(32) })).toBeNull();
  expect(openLockByPasskey(account, record, { credential: 'phone', prf })).toBeNull();
  expect(openLockByPasskey(other, record, { credential: 'laptop', prf })).toBeNull();
  expect(record.passphrase).toEqual(bare.passphrase);
});
