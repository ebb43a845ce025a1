import { expect, test } from 'vitest';
import type { StoredVault } from '@alcove/protocol';
import { CryptoError } from '../error.ts';
import { newKeyPair, randomBytes } from '../primitives.ts';
import { newAccountId } from '../testing/world.ts';
import { judgeVault } from './vault-chain.ts';
import { createVault, moveArchiveOn, nextVault, openVault, storeKeyWrap, vaultHash } from './vault.ts';
import { records } from './records.ts';

const account = newAccountId();
const content = { aik: newKeyPair() };
const vaultKey = randomBytes(32);
const passwordSecret = randomBytes(64);
const recoverySecret = randomBytes(16);
const stored = createVault({ account, content, vaultKey, passwordSecret, recoverySecret });
const opened = { vaultKey, content };
const wrapOf = (vault: StoredVault, kind: 'password' | 'recovery') => vault.wraps.find((w) => w.kind === kind)!;

test('opens by the password and by the recovery code', () => {
  const good = { ok: true, ...opened };
  expect(openVault({ account, stored, kind: 'password', secret: passwordSecret })).toEqual(good);
  expect(openVault({ account, stored, kind: 'recovery', secret: recoverySecret })).toEqual(good);
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
  const later = nextVault({ account, stored, opened });
  const otherKey = createVault({ account, content, vaultKey: randomBytes(32), passwordSecret, recoverySecret });
  const damaged = { ok: false, code: 'damaged' };
  expect(later.version).toBe(2);
  expect(open({ ...stored, sealed: theirs.sealed })).toEqual(damaged);
  expect(open({ ...stored, sealed: later.sealed })).toEqual(damaged);
  expect(open({ ...stored, version: 2 })).toEqual(damaged);
  expect(open({ ...later, prev: null })).toEqual(damaged);
  expect(open({ ...later, tag: null })).toEqual(damaged);
  expect(open({ ...later, tag: stored.tag })).toEqual(damaged);
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

test('a new password closes the old way in; what else opened it still does', () => {
  const fresh = randomBytes(64);
  const next = nextVault({ account, stored, opened, set: [{ kind: 'password', secret: fresh }] });
  const by = (vault: StoredVault, kind: 'password' | 'recovery', secret: Uint8Array<ArrayBuffer>) =>
    openVault({ account, stored: vault, kind, secret }).ok;
  expect([by(next, 'password', fresh), by(next, 'password', passwordSecret)]).toEqual([true, false]);
  expect(by(next, 'recovery', recoverySecret)).toBe(true);
  // The old wrap beside the new content: the old password must not come back.
  const mixed = { ...next, wraps: stored.wraps };
  expect(openVault({ account, stored: mixed, kind: 'password', secret: passwordSecret })).toEqual({
    ok: false,
    code: 'damaged',
  });
});

test('a passkey opens by its own output, and only as itself', () => {
  const [mine, other] = [randomBytes(32), randomBytes(32)];
  const next = nextVault({
    account,
    stored,
    opened,
    set: [
      { kind: 'passkey', secret: mine, credential: 'AAAA' },
      { kind: 'passkey', secret: other, credential: 'BBBB' },
    ],
  });
  const by = (vault: StoredVault, credential: string, secret: Uint8Array<ArrayBuffer>) =>
    openVault({ account, stored: vault, kind: 'passkey', credential, secret });
  expect(by(next, 'AAAA', mine).ok).toBe(true);
  expect(by(next, 'BBBB', mine)).toEqual({ ok: false, code: 'wrong-secret' });
  const renamed = next.wraps.map((w) => (w.credential === 'AAAA' ? { ...w, credential: 'CCCC' } : w));
  expect(by({ ...next, wraps: renamed }, 'CCCC', mine)).toEqual({ ok: false, code: 'wrong-secret' });
  const after = nextVault({ account, stored: next, opened, without: ['AAAA'] });
  expect(by(after, 'AAAA', mine).ok).toBe(false);
  expect(by(after, 'BBBB', other).ok).toBe(true);
});

test('a device that remembers a version refuses what is behind it, beside it or made up [C13]', () => {
  const recordKey = records.key(vaultKey);
  const second = nextVault({ account, stored, opened, set: [{ kind: 'password', secret: randomBytes(64) }] });
  const third = nextVault({ account, stored: second, opened });
  const judge = (known: StoredVault, shown: StoredVault) => judgeVault(account, known, shown, recordKey);
  expect(judge(stored, stored)).toBe('same');
  expect(judge(stored, second)).toBe('newer');
  expect(judge(stored, third)).toBe('newer');
  expect(judge(third, second)).toBe('rolled-back');
  expect(judge(third, stored)).toBe('rolled-back');
  expect(judge(second, nextVault({ account, stored, opened }))).toBe('forged');
  expect(judge(stored, { ...second, wraps: stored.wraps })).toBe('forged');
  expect(judge(stored, { ...stored, version: 2, tag: null })).toBe('forged');
  const sideways = nextVault({ account, stored: nextVault({ account, stored, opened }), opened });
  expect(judge(second, sideways)).toBe('forged');
});

test('a removed device leaves the archive on a key it never had, and the next version of the vault keeps it', () => {
  const first = moveArchiveOn(content);
  const second = moveArchiveOn(first);
  expect(second.archiveKeys.map(({ epoch }) => epoch)).toEqual([2, 3]);
  expect(second.archiveKeys[0]).toEqual(first.archiveKeys[0]);
  const moved = nextVault({ account, stored, opened: { vaultKey, content: second } });
  const there = openVault({ account, stored: moved, kind: 'password', secret: passwordSecret });
  if (!there.ok) throw new Error(there.code);
  expect(there.content).toEqual(second);
  const after = nextVault({ account, stored: moved, opened: there });
  expect(openVault({ account, stored: after, kind: 'recovery', secret: recoverySecret })).toMatchObject({
    content: { archiveKeys: second.archiveKeys },
  });
});
