import type { RoomSummary } from '@alcove/client';
import { expect, test } from 'vitest';
import { litCount, neighbour, placesOf } from './places.ts';

function room(id: string, kind: RoomSummary['kind'], lastAt: number, unread = 0, lit = 0): RoomSummary {
  return {
    id: id as RoomSummary['id'],
    kind,
    title: id,
    peer: null,
    lastLine: null,
    lastAt,
    unread,
    lit,
    draft: false,
    request: null,
    waiting: 0,
    left: false,
  };
}
const all = [room('old', 'group', 1), room('ana', 'direct', 9, 2, 2), room('new', 'group', 5, 1, 0)];
const places = placesOf(all);
const id = (name: string): RoomSummary['id'] => name as RoomSummary['id'];

test('rooms come first, then people, newest at the top of each', () => {
  expect([...places.rooms, ...places.people].map((each) => each.id)).toEqual(['new', 'old', 'ana']);
});

test('a secret chat stands among the people', () => {
  expect(placesOf([...all, room('hush', 'secret', 7)]).people.map((each) => each.id)).toEqual(['ana', 'hush']);
});

test('next and previous go round the ends', () => {
  expect(neighbour(places, id('new'), 1, false)).toBe('old');
  expect(neighbour(places, id('ana'), 1, false)).toBe('new');
  expect(neighbour(places, id('new'), -1, false)).toBe('ana');
  expect(neighbour(places, null, 1, false)).toBe('new');
  expect(neighbour(places, null, -1, false)).toBe('ana');
});

test('the next one with something new passes over the quiet ones', () => {
  expect(neighbour(places, id('new'), 1, true)).toBe('ana');
  expect(neighbour(placesOf([room('only', 'group', 1)]), id('only'), 1, true)).toBeNull();
  expect(neighbour(placesOf([]), null, 1, false)).toBeNull();
});

test('what waits elsewhere leaves out where one is', () => {
  expect(litCount(all)).toBe(2);
  expect(litCount(all, id('ana'))).toBe(0);
});
