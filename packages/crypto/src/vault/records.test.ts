import { expect, test } from 'vitest';
import { encodeCbor, LABEL, LIMIT, utf8 } from '@alcove/protocol';
import { CryptoError } from '../error.ts';
import { deriveKey, randomBytes, sealBytes } from '../primitives.ts';
import { records } from './records.ts';

const key = records.key(randomBytes(32));
const name = records.name(key, 'settings');

test('a record opens under its name and version alone', () => {
  const sealed = records.seal(key, name, 3, utf8('value'));
  expect(records.open(key, name, 3, sealed)).toEqual(utf8('value'));
  expect(() => records.open(key, records.name(key, 'drafts'), 3, sealed)).toThrow(CryptoError);
  expect(() => records.open(key, name, 2, sealed)).toThrow(CryptoError);
  expect(() => records.open(records.key(randomBytes(32)), name, 3, sealed)).toThrow(CryptoError);
});

test('names say nothing without the key, and fit the wire', () => {
  expect(name).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(records.name(key, 'settings')).toBe(name);
  expect(records.name(records.key(randomBytes(32)), 'settings')).not.toBe(name);
});

test('the size says little: everything small is as large as everything else', () => {
  const size = (bytes: number): number => records.seal(key, name, 1, randomBytes(bytes)).length;
  expect(new Set([0, 1, 40, 300, 508].map(size)).size).toBe(1);
  expect(size(509)).toBe(size(1_020));
  expect(size(509)).toBeGreaterThan(size(508));
  for (const bytes of [0, 508, 509, 20_000, records.mostBytes]) {
    const plain = randomBytes(bytes);
    const sealed = records.seal(key, name, 1, plain);
    expect(sealed.length).toBeLessThanOrEqual(LIMIT.recordBytes);
    expect(records.open(key, name, 1, sealed)).toEqual(plain);
  }
  expect(() => size(records.mostBytes + 1)).toThrow(new CryptoError('too-large'));
});

test('a record from before there was padding opens, and only as what it was', () => {
  const sealed = sealBytes(
    deriveKey(key, LABEL.record, utf8('seal')),
    utf8('value'),
    encodeCbor([LABEL.record, name, 3]),
  );
  expect(records.open(key, name, 3, sealed)).toEqual(utf8('value'));
  expect(() => records.open(key, name, 4, sealed)).toThrow(CryptoError);
});
