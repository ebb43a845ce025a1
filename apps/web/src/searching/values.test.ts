import type { PersonView, RoomSummary } from '@alcove/client';
import { expect, test } from 'vitest';
import { date } from '../words/times.ts';
import { lastOperator } from './operators.ts';
import { dayTyped, valueMeant, valuesFor, type Offers } from './values.ts';

const person = (username: string, name: string): PersonView =>
  ({ account: `id-${username}`, username, name, hue: 1, picture: null }) as unknown as PersonView;
const room = (title: string, lastAt: number, peer: PersonView | null = null): RoomSummary =>
  ({ id: `id-${title}`, kind: peer === null ? 'group' : 'direct', title, peer, lastAt }) as unknown as RoomSummary;

const soren = person('lindqvist', 'Søren');
const NOW = new Date(2026, 4, 17, 15).getTime();
const offers: Offers = {
  people: [soren, person('sora', 'Sora Ito'), person('ikram', 'Ikram')],
  rooms: [room('Boat', 1), room('Boat shed', 3), room('Søren', 2, soren)],
  me: { account: 'me' as PersonView['account'], name: 'Inês', username: 'ines', hue: 2, picture: null },
  now: NOW,
};
const names = (operator: 'from' | 'in' | 'has' | 'after', value: string): readonly string[] =>
  valuesFor({ operator, value }, offers).map(({ name }) => name);
const meant = (text: string): string | null => {
  const typed = lastOperator(text);
  return typed === null ? null : (valueMeant(typed, offers)?.name ?? null);
};

test('people by name and by handle, oneself first', () => {
  expect(names('from', '')).toEqual(['You', 'Søren', 'Sora Ito', 'Ikram']);
  expect(names('from', 'sor')).toEqual(['Søren', 'Sora Ito']);
  expect(names('from', '@lind')).toEqual(['Søren']);
  expect(names('from', 'me')).toEqual(['You']);
  expect(names('from', 'ines')).toEqual(['You']);
  expect(names('from', 'nobody')).toEqual([]);
});

test('conversations, the newest first', () => {
  expect(names('in', '')).toEqual(['Boat shed', 'Søren', 'Boat']);
  expect(names('in', '#boat')).toEqual(['Boat shed', 'Boat']);
});

test('days by name, and the day that is typed', () => {
  expect(names('after', 'yes')).toEqual(['Yesterday']);
  expect(valuesFor({ operator: 'after', value: 'yes' }, offers)[0]?.chip).toEqual({
    operator: 'after',
    day: '2026-05-16',
  });
  expect(valuesFor({ operator: 'after', value: '2026-03' }, offers).map(({ chip }) => chip)).toEqual([
    { operator: 'after', day: '2026-03-01' },
  ]);
  expect(dayTyped('7.3.', NOW)).toBe('2026-03-07');
  expect(dayTyped('07.03.2025', NOW)).toBe('2025-03-07');
  expect(dayTyped('2026', NOW)).toBe('2026-01-01');
  for (const none of ['2026-02-30', '31.4.', '2026-13', '20', 'soon', '']) expect(dayTyped(none, NOW)).toBeNull();
});

test('who goes on typing means the one that is called so, or the only one; where it may be several, none', () => {
  expect(meant('in:boat ')).toBe('Boat');
  expect(meant('in:"boat s" ')).toBe('Boat shed');
  expect(meant('from:sor ')).toBeNull();
  expect(meant('from:@sora ')).toBe('Sora Ito');
  expect(meant('has:link ')).toBe('A link');
  expect(meant('has:file ')).toBeNull();
  expect(meant('after:2026-05-01 ')).toBe(date(new Date(2026, 4, 1).getTime()));
});
