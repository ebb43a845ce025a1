import { expect, test } from 'vitest';
import { isWord, pickLines, wordsIn } from './word-match.ts';

test('a whole word counts, whatever its case and the spaces around it', () => {
  expect(isWord(' Tunnel ', 'tunnel')).toBe(true);
  expect(isWord('tunne', 'tunnel')).toBe(true);
});

test('four letters are enough, three are not, and a word of three must be whole', () => {
  expect(isWord('tunn', 'tunnel')).toBe(true);
  expect(isWord('tun', 'tunnel')).toBe(false);
  expect(isWord('fox', 'fox')).toBe(true);
  expect(isWord('fo', 'fox')).toBe(false);
});

test('more than the word, another word, or nothing does not count', () => {
  expect(isWord('tunnels', 'tunnel')).toBe(false);
  expect(isWord('turn', 'tunnel')).toBe(false);
  expect(isWord('', 'tunnel')).toBe(false);
});

test('a pasted card gives its words without numbers, commas and line ends', () => {
  expect(wordsIn('1. orchard\n2. Velvet,  copper\t12 window')).toEqual(['orchard', 'velvet', 'copper', 'window']);
});

test('two different lines of twelve are asked, in order, and every line can be', () => {
  const seen = new Set<number>();
  for (let first = 0; first < 12; first++) {
    for (let second = 0; second < 11; second++) {
      const draws = [first / 12, second / 11];
      const [low, high] = pickLines(() => draws.shift() ?? 0);
      expect(low).toBeLessThan(high);
      expect(high).toBeLessThan(12);
      seen.add(low).add(high);
    }
  }
  expect(seen.size).toBe(12);
});
