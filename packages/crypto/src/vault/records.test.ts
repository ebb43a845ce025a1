import { expect, test } from 'vitest';
import { utf8 } from '@alcove/protocol';
import { CryptoError } from '../error.ts';
import { randomBytes } from '../primitives.ts';
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
