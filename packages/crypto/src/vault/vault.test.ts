import { expect, test } from 'vitest';
import type { StoredVault } from '@alcove/protocol';
import { CryptoError } from '../error.ts';
import { newKeyPair, randomBytes } from '../primitives.ts';
import { newAccountId } from '../testing/world.ts';
import { createVault, openVault, storeKeyWrap, vaultHash } from './vault.ts';

const account = newAccountId();
const content = { aik: newKeyPair() };
const vaultKey = randomBytes(32);
const passwordSecret = randomBytes(64);
const recoverySecret = randomBytes(16);
const stored = createVault({ account, content, vaultKey, passwordSecret, recoverySecret });
const wrapOf = (vault: StoredVault, kind: 'password' | 'recovery') => vault.wraps.find((w) => w.kind === kind)!;

test('opens by the password and by the recovery code', () => {
  const opened = { ok: true, vaultKey, content };
  expect(openVault({ account, stored, kind: 'password', secret: passwordSecret })).toEqual(opened);
  expect(openVault({ account, stored, kind: 'recovery', secret: recoverySecret })).toEqual(opened);
});

test('a wrong secret, or the right one of the other kind', () => {
  const wrong = { ok: false, code: 'wrong-secret' };
  expect(openVault({ account, stored, kind: 'password', secret: randomBytes(64) })).toEqual(wrong);
  expect(openVault({ account, stored, kind: 'password', secret: recoverySecret })).toEqual(wrong);
  expect(openVault({ account, stored, kind: 'recovery', secret: passwordSecret })).toEqual(wrong);
});

test('a server that mixes pieces', () => {
  const open = (changed: StoredVault, who = account) =>
    openVault({ account: who, stored: changed, kind: 'password', secret: passwordSecret });
  const theirs = createVault({ account: newAccountId(), content, vaultKey, passwordSecret, recoverySecret });
  const later = createVault({ account, content, vaultKey, passwordSecret, recoverySecret, version: 2 });
  const otherKey = createVault({ account, content, vaultKey: randomBytes(32), passwordSecret, recoverySecret });
  const damaged = { ok: false, code: 'damaged' };
  expect(later.version).toBe(2);
  expect(open({ ...stored, sealed: theirs.sealed })).toEqual(damaged);
  expect(open({ ...stored, sealed: later.sealed })).toEqual(damaged);
  expect(open({ ...stored, version: 2 })).toEqual(damaged);
  expect(open({ ...stored, sealed: otherKey.sealed })).toEqual(damaged);
  expect(open({ ...stored, sealed: 'A' })).toEqual(damaged);
  expect(open({ ...stored, wraps: [wrapOf(stored, 'recovery')] })).toEqual(damaged);
  const swapped = { kind: 'password' as const, sealed: wrapOf(stored, 'recovery').sealed };
  expect(open({ ...stored, wraps: [swapped] })).toEqual({ ok: false, code: 'wrong-secret' });
  expect(open({ ...stored, wraps: [wrapOf(theirs, 'password')] })).toEqual({ ok: false, code: 'wrong-secret' });
  expect(open(stored, newAccountId())).toEqual({ ok: false, code: 'wrong-secret' });
});

test('the hash is of the sealed content, whatever wraps it', () => {
  expect(vaultHash({ ...stored, wraps: [wrapOf(stored, 'recovery')] })).toEqual(vaultHash(stored));
  const again = createVault({ account, content, vaultKey, passwordSecret, recoverySecret });
  expect(vaultHash(again)).not.toEqual(vaultHash(stored));
});

test('secrets too short to hide behind are not taken; the store key is derived', () => {
  const short = { account, content, vaultKey, passwordSecret: randomBytes(8), recoverySecret };
  expect(() => createVault(short)).toThrow(CryptoError);
  expect(storeKeyWrap(vaultKey)).toHaveLength(32);
  expect(storeKeyWrap(vaultKey)).not.toEqual(vaultKey);
});
