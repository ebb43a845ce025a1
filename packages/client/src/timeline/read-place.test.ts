import { RoomId, toBase64url } from '@alcove/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decodePlaces,
  encodePlaces,
  mergePlaces,
  movedPlaces,
  readOn,
  turnBack,
  type ReadPlaces,
} from './read-place.ts';

const room = (n: number): RoomId =>
  RoomId.parse(toBase64url(Uint8Array.from({ length: 32 }, (_, at) => (n >> (8 * (at % 2))) & 255)));
const ROOMS = [room(1), room(2), room(3)];
const place = fc.record({ seq: fc.nat(9), turn: fc.nat(2) });
const places: fc.Arbitrary<ReadPlaces> = fc
  .array(fc.tuple(fc.constantFrom(...ROOMS), place), { maxLength: 4 })
  .map((entries) => new Map(entries));
const bytesOf = (of: ReadPlaces): string => toBase64url(encodePlaces(of));

test('merged in any order and any repetition, it is the same', () => {
  fc.assert(
    fc.property(places, places, places, (a, b, c) => {
      expect(bytesOf(mergePlaces(a, b))).toBe(bytesOf(mergePlaces(b, a)));
      expect(bytesOf(mergePlaces(mergePlaces(a, b), c))).toBe(bytesOf(mergePlaces(a, mergePlaces(b, c))));
      expect(bytesOf(mergePlaces(mergePlaces(a, b), a))).toBe(bytesOf(mergePlaces(a, b)));
    }),
  );
});

test('also of more rooms than a record holds: what is left out is the same on every device', () => {
  const many = (from: number, to: number): ReadPlaces =>
    new Map(Array.from({ length: to - from }, (_, n) => [room(from + n), { seq: n, turn: 0 }]));
  const stored = (of: ReadPlaces): ReadPlaces => decodePlaces(encodePlaces(of)) ?? new Map();
  const [a, b] = [many(0, 800), many(600, 1_400)];
  const merged = stored(mergePlaces(stored(a), stored(b)));
  expect(merged.size).toBe(1_000);
  expect(bytesOf(mergePlaces(stored(b), stored(a)))).toBe(bytesOf(merged));
  expect(bytesOf(mergePlaces(merged, stored(b)))).toBe(bytesOf(merged));
  expect(encodePlaces(mergePlaces(a, b)).length).toBeLessThan(60_000);
});

test('reading only moves forward; what was turned back stays so until it is read again', () => {
  const [one] = [room(1)];
  const phone = readOn(readOn(new Map(), one, 9), one, 4);
  expect(phone.get(one)).toEqual({ seq: 9, turn: 0 });
  const turned = turnBack(phone, one, 3);
  // The other device had read further meanwhile, and had not heard of it.
  const merged = mergePlaces(readOn(phone, one, 20), turned);
  expect(merged.get(one)).toEqual({ seq: 3, turn: 1 });
  expect(mergePlaces(turned, readOn(phone, one, 20)).get(one)).toEqual({ seq: 3, turn: 1 });
  expect(readOn(merged, one, 21).get(one)).toEqual({ seq: 21, turn: 1 });
});

test('says what moved, and which way', () => {
  const before: ReadPlaces = new Map([
    [room(1), { seq: 5, turn: 0 }],
    [room(2), { seq: 5, turn: 0 }],
  ]);
  const after = readOn(turnBack(before, room(1), 2), room(3), 7);
  expect(movedPlaces(before, after)).toEqual([
    { room: room(1), seq: 2, back: true },
    { room: room(3), seq: 7, back: false },
  ]);
  expect(movedPlaces(after, after)).toEqual([]);
});
