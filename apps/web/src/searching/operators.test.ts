import type { PersonView, RoomSummary } from '@alcove/client';
import { speak } from '@alcove/locales';
import { afterEach, expect, test } from 'vitest';
import { askOf, inEnglish, lastOperator, withChip, wordsOf, type Chip } from './operators.ts';

afterEach(() => speak({ language: 'en', locale: 'en' }));

const soren: Chip = { operator: 'from', account: 'a' as PersonView['account'], name: 'Søren', isMe: false };
const shed: Chip = { operator: 'in', room: 'r' as RoomSummary['id'], title: 'Boat shed' };

test('the operator one is typing is the last thing that is typed, and over with the space after it', () => {
  expect(lastOperator('pier from:sø')).toEqual({ operator: 'from', value: 'sø', finished: false, before: 'pier ' });
  expect(lastOperator('from:')).toEqual({ operator: 'from', value: '', finished: false, before: '' });
  expect(lastOperator('in:"Boat sh')).toMatchObject({ operator: 'in', value: 'Boat sh', finished: false });
  expect(lastOperator('in:“Boat shed” ')).toMatchObject({ operator: 'in', value: 'Boat shed', finished: true });
  expect(lastOperator('HAS:link ')).toMatchObject({ operator: 'has', finished: true });
});

test('what only looks like one is words', () => {
  for (const text of [
    'pier',
    'at 10:30',
    'https://x',
    'from:sø pier',
    'in: the morning',
    'in: ',
    're:start',
    'join:me',
  ])
    expect([text, lastOperator(text)]).toEqual([text, null]);
});

test('the words of the language in use are operators beside the English ones', async () => {
  expect(lastOperator('von:sø')).toBeNull();
  expect(inEnglish('von:søren vor:2026')).toBe('von:søren vor:2026');
  await speak({ language: 'de', locale: 'de' });
  expect(lastOperator('Steg von:sø')).toMatchObject({ operator: 'from', value: 'sø' });
  expect(lastOperator('from:sø')).toMatchObject({ operator: 'from' });
  expect(inEnglish('von:søren Steg VOR:2026 davor:nie')).toBe('from:søren Steg before:2026 davor:nie');
  expect(inEnglish('„sagt von: mir“ in:„Boat von:“ von:me')).toBe('„sagt von: mir“ in:„Boat von:“ from:me');
  expect(wordsOf({ operator: 'before', day: '2026-05-17' })).toBe('vor dem 17. Mai 2026');
});

test('people and conversations are asked for by themselves, the rest in words', () => {
  const chips: readonly Chip[] = [
    soren,
    shed,
    { operator: 'has', what: 'link' },
    { operator: 'after', day: '2026-05-01' },
  ];
  expect(askOf(' pier ', chips)).toEqual({
    typed: 'pier has:link after:2026-05-01',
    scope: { rooms: ['r'], people: ['a'] },
  });
  expect(askOf('', [])).toEqual({ typed: '', scope: { rooms: [], people: [] } });
});

test('nothing narrows twice, and there is one day of each kind', () => {
  expect(withChip([soren, shed], soren)).toEqual([shed, soren]);
  const days = withChip(withChip([], { operator: 'before', day: '2026-01-01' }), {
    operator: 'after',
    day: '2025-01-01',
  });
  expect(withChip(days, { operator: 'before', day: '2026-02-01' }).map((chip) => 'day' in chip && chip.day)).toEqual([
    '2025-01-01',
    '2026-02-01',
  ]);
});
