import fc from 'fast-check';
import { fold } from '@alcove/content';
import { expect, test } from 'vitest';
import { excerptOf } from './excerpt.ts';
import { fits, parseQuery } from './query.ts';

const marked = (source: string, typed: string): readonly string[] => {
  const { text, marks } = excerptOf(source, parseQuery(typed).needles);
  return marks.map(([from, to]) => text.slice(from, to));
};

test('every find is marked in the text as written, without the signs that style it', () => {
  expect(excerptOf('By the **North** pier', parseQuery('north').needles).text).toBe('By the North pier');
  expect(marked('By the **North** pier, the northern one', 'nort pier')).toEqual(['Nort', 'pier', 'nort']);
  expect(marked('Straße und Strasse', 'stras')).toEqual(['Straß', 'Stras']);
  expect(marked('Thảo Nguyễn'.normalize('NFD'), 'nguyen')).toEqual(['Nguyễn'.normalize('NFC')]);
});

test('a long message is cut around the first find, between words', () => {
  const { text, marks } = excerptOf(`${'ladder '.repeat(40)}pier ${'torch '.repeat(60)}`, parseQuery('pier').needles);
  expect(text.startsWith('…ladder ')).toBe(true);
  expect(text.endsWith('…')).toBe(true);
  expect(marks.map(([from, to]) => text.slice(from, to))).toEqual(['pier']);
  expect(text.length).toBeLessThan(170);
});

test('what stands in the address of a link is shown as it was written', () => {
  expect(marked('[here](https://example.org/harbour)', 'harbour')).toEqual(['harbour']);
});

test('whatever is found is marked somewhere, in order, inside the text', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'é', 'ß', '京', ' ', '😀', '*'), maxLength: 5 });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 60 }), word, (words, typed) => {
      const source = words.join(' ');
      const query = parseQuery(typed);
      const { needles } = query;
      fc.pre(needles.length > 0 && fits(fold(source), query));
      const { text, marks } = excerptOf(source, needles);
      expect(marks.length).toBeGreaterThan(0);
      let last = -1;
      for (const [from, to] of marks) {
        expect(from).toBeGreaterThan(last);
        expect(to).toBeGreaterThan(from);
        last = to;
      }
      expect(last).toBeLessThanOrEqual(text.length);
    }),
  );
});
