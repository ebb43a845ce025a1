import { expect, test } from 'vitest';
import { AccountId } from '@alcove/protocol';
import { newKeyPair } from '../primitives.ts';
import { safetyNumber } from './safety-number.ts';

const anna = { account: AccountId.parse('AAAAAAAAAAAAAAAAAAAAAA'), aik: new Uint8Array(32).fill(1) };
const bert = { account: AccountId.parse('BBBBBBBBBBBBBBBBBBBBBA'), aik: new Uint8Array(32).fill(2) };

test('both people see the same twelve groups of five digits', () => {
  const number = safetyNumber(anna, bert);
  expect(safetyNumber(bert, anna)).toEqual(number);
  expect(number).toHaveLength(12);
  expect(number.every((group) => /^\d{5}$/.test(group))).toBe(true);
});

test('the number never changes between versions of Alcove', () => {
  expect(safetyNumber(anna, bert).join(' ')).toMatchInlineSnapshot(
    `"79437 38890 31892 63503 26491 38792 59526 62363 69425 90712 25894 89755"`,
  );
});

test('another identity key or account changes its half', () => {
  const number = safetyNumber(anna, bert);
  const changed = safetyNumber({ ...anna, aik: newKeyPair().public }, bert);
  expect(changed.slice(0, 6)).not.toEqual(number.slice(0, 6));
  expect(changed.slice(6)).toEqual(number.slice(6));
  const renamed = safetyNumber(anna, { ...bert, account: AccountId.parse('CCCCCCCCCCCCCCCCCCCCCA') });
  expect(renamed.slice(6)).not.toEqual(number.slice(6));
});
