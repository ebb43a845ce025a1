import { AccountId, DeviceId, toBase64url } from '@alcove/protocol';
import { expect, test } from 'vitest';
import { randomBytes } from '../primitives.ts';
import { unwrapVaultKey, wrapVaultKey } from './kept-vault-key.ts';

const owner = {
  account: AccountId.parse(toBase64url(randomBytes(16))),
  device: DeviceId.parse(toBase64url(randomBytes(16))),
};

test('the vault key comes out with the server’s half, on this device, and not otherwise', () => {
  const [vaultKey, share] = [randomBytes(32), randomBytes(32)];
  const kept = wrapVaultKey(owner, vaultKey, share);
  expect(unwrapVaultKey(owner, kept, share)).toEqual(vaultKey);
  expect(unwrapVaultKey(owner, kept, randomBytes(32))).toBeNull();
  expect(unwrapVaultKey({ ...owner, device: DeviceId.parse(toBase64url(randomBytes(16))) }, kept, share)).toBeNull();
  expect(unwrapVaultKey(owner, randomBytes(80), share)).toBeNull();
  expect(kept.toHex()).not.toContain(vaultKey.toHex());
});
