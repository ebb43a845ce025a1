import type { ClientApi } from '@alcove/client';
import { RoomId } from '@alcove/protocol';
import { expect, test } from 'vitest';
import { comeBack, leaveAt } from './left-at.ts';

const [a, b] = [RoomId.parse('A'.repeat(43)), RoomId.parse('B'.repeat(43))];
/** Stands for an account: nothing is asked of it. */
const account = (): ClientApi => ({}) as ClientApi;
const place = { key: 'row', hidden: 12 };

test('coming back to the same room leads to the place, once', () => {
  const ines = account();
  leaveAt(ines, a, place);
  expect(comeBack(ines, a)).toMatchObject(place);
  expect(comeBack(ines, a)).toBeNull();
});

test('another room in between, and the place is forgotten', () => {
  const ines = account();
  leaveAt(ines, a, place);
  expect(comeBack(ines, b)).toBeNull();
  leaveAt(ines, b, null);
  expect(comeBack(ines, a)).toBeNull();
});

test('of two accounts in one room each comes back to its own place', () => {
  const [ines, ben] = [account(), account()];
  leaveAt(ines, a, place);
  expect(comeBack(ben, a)).toBeNull();
  leaveAt(ben, a, { key: 'other', hidden: 0 });
  expect(comeBack(ines, a)).toMatchObject(place);
  expect(comeBack(ben, a)).toMatchObject({ key: 'other' });
});
