import { AccountId, Username } from '@alcove/protocol';
import type { PersonView } from '@alcove/client';
import { describe, expect, test } from 'vitest';
import { accept, completingAt, insertAt, matchPeople, mentionsIn, suggestionsFor } from './completion.ts';

const person = (letter: string, username: string, name: string): PersonView => ({
  account: AccountId.parse(letter.repeat(22)),
  username: Username.parse(username),
  name,
  hue: 1,
  verified: false,
  standing: 'none',
  picture: null,
  status: null,
});
const people = [
  person('a', 'ines.c', 'Inês Carvalho'),
  person('b', 'ikram', 'Ikram Yıldız'),
  person('c', 'noor', 'نور الهاشمي'),
];

const at = (text: string) => completingAt(text, text.length);

describe('what is being completed', () => {
  test('an at sign at the start of a word', () => {
    expect(at('@')).toEqual({ kind: 'person', start: 0, end: 1, query: '' });
    expect(at('hello @in')).toEqual({ kind: 'person', start: 6, end: 9, query: 'in' });
    expect(at('(@i')?.query).toBe('i');
  });

  test('not in an address, not after the word ended', () => {
    expect(at('me@example')).toBeNull();
    expect(at('@ines ')).toBeNull();
  });

  test('a colon with two letters; times and smileys stay text', () => {
    expect(at(':wa')).toEqual({ kind: 'emoji', start: 0, end: 3, query: 'wa' });
    expect(at(':w')).toBeNull();
    expect(at('at 10:30')).toBeNull();
    expect(at('fine :)')).toBeNull();
  });

  test('nothing inside code', () => {
    expect(at('`:wave')).toBeNull();
    expect(at('```\n@in')).toBeNull();
    expect(at('```\nx\n```\n@in')?.query).toBe('in');
  });

  test('only what stands before the caret', () => {
    expect(completingAt('@in rest', 3)).toEqual({ kind: 'person', start: 0, end: 3, query: 'in' });
  });
});

describe('people', () => {
  test('accents and case fold; first names, last names and handles match', () => {
    expect(matchPeople('ines', people).map((p) => p.name)).toEqual(['Inês Carvalho']);
    expect(matchPeople('carv', people).map((p) => p.name)).toEqual(['Inês Carvalho']);
    expect(matchPeople('نور', people).map((p) => p.username)).toEqual(['noor']);
    expect(matchPeople('i', people)).toHaveLength(2);
  });
});

describe('accepting', () => {
  test('puts the handle in place of what was typed, with one space', () => {
    const completing = completingAt('hello @in', 9);
    const first = completing === null ? undefined : suggestionsFor(completing, people)[0];
    expect(completing !== null && first !== undefined && accept('hello @in', completing, first)).toEqual({
      text: 'hello @ines.c ',
      caret: 14,
    });
    expect(insertAt('a :wa b', 2, 5, '🌊')).toEqual({ text: 'a 🌊 b', caret: 5 });
  });

  test(':wave offers waves', () => {
    const completing = completingAt(':wave', 5);
    expect(completing === null ? [] : suggestionsFor(completing, people)).toEqual(
      expect.arrayContaining([expect.objectContaining({ char: '🌊' }), expect.objectContaining({ char: '👋' })]),
    );
  });
});

describe('mentions', () => {
  test('known handles, each once, with what follows them', () => {
    const meant = people.slice(0, 2).map((each) => each.account);
    expect(mentionsIn('@ines.c and @ikram. Also @ines.c, @nobody', people)).toEqual(meant);
  });

  test('an address is no mention', () => {
    expect(mentionsIn('write to me@ikram', people)).toEqual([]);
  });
});
