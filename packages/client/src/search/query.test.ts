import { fold } from '@alcove/content';
import { expect, test } from 'vitest';
import { fits, isBlank, isCalled, parseQuery } from './query.ts';

const finds = (typed: string, text: string): boolean => fits(fold(text), parseQuery(typed));

test('words in any order, each as the beginning of a word', () => {
  expect(finds('pier north', 'By the **north** piers')).toBe(true);
  expect(finds('test', 'still testing')).toBe(true);
  expect(finds('ier', 'By the north pier')).toBe(false);
  expect(finds('pier south', 'By the north pier')).toBe(false);
  expect(finds('REsume', 'his résumé')).toBe(true);
});

test('what stands in quotation marks stands so, whole, across lines', () => {
  expect(finds('"north pier"', 'the North\n  pier, again')).toBe(true);
  expect(finds('"north pie"', 'the north pier')).toBe(false);
  expect(finds('"pier north"', 'the north pier')).toBe(false);
  expect(finds('“north pier” wet', 'wet is the north pier')).toBe(true);
  // The second mark is not typed yet.
  expect(finds('"north pi', 'the north pi')).toBe(true);
});

test('where a script puts no spaces between words, anywhere is a beginning', () => {
  expect(finds('京都', '明日は東京都へ行く')).toBe(true);
  expect(finds('たわー', '東京タワーで')).toBe(true);
  expect(finds('tower', '東京towerで')).toBe(true);
  expect(finds('ชอบ', 'ฉันชอบกินข้าว')).toBe(true);
  expect(finds('한국', '나는 한국에서 왔다')).toBe(true);
  expect(finds('국에', '나는 한국에서 왔다')).toBe(false);
  expect(finds('हिन्दी', 'मैं हिन्दी बोलता हूँ')).toBe(true);
  expect(finds('سلام', 'السَّلام عليكم سَلام')).toBe(true);
});

test('signs and pictures are looked for as they are', () => {
  expect(finds('c++', 'written in C++ once')).toBe(true);
  expect(finds('🎉', 'party🎉now')).toBe(true);
  expect(finds('now', 'party🎉now')).toBe(true);
  expect(finds('(a|b)*', 'it is (a|b)* in short')).toBe(true);
});

test('what is in a message is asked for by kind', () => {
  expect(finds('has:link', 'see https://tide.example.org/log')).toBe(true);
  expect(finds('has:link', 'see www.example.org')).toBe(true);
  expect(finds('has:link', 'write to ines@example.org')).toBe(true);
  expect(finds('has:link pier', 'see https://tide.example.org')).toBe(false);
  expect(finds('has:link', 'awww. no, @ines')).toBe(false);
  expect(finds('HAS:code', 'run `npm start` once')).toBe(true);
  expect(finds('has:code has:link', 'run `npm start` once')).toBe(false);
  expect(isBlank(parseQuery('has:lin'))).toBe(true);
  expect(isBlank(parseQuery('has:link'))).toBe(false);
});

test('operators narrow, and what is half typed narrows nothing', () => {
  const query = parseQuery('from:@Søren in:"Tide sensors" after:2026-05 before:2026-05-03 pier');
  expect(query.from).toEqual(['soren']);
  expect(query.rooms).toEqual(['tide sensors']);
  expect(query.after).toBe(new Date(2026, 4, 1).getTime());
  expect(query.before).toBe(new Date(2026, 4, 3).getTime());
  expect(query.needles).toEqual([{ text: 'pier', whole: false }]);
  expect(isBlank(parseQuery('from:'))).toBe(true);
  expect(isBlank(parseQuery('before:yesterday'))).toBe(true);
  expect(isBlank(parseQuery('  "" '))).toBe(true);
  expect(parseQuery('re:start').needles).toEqual([{ text: 're:start', whole: false }]);
  expect(isCalled('Thảo Nguyễn', 'nguy')).toBe(true);
  expect(isCalled('Thảo Nguyễn', 'guy')).toBe(false);
});
