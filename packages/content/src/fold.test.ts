import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, foldWithPlaces } from './fold.ts';

test('case, accents, widths and kinds of marks fold away, in many scripts', () => {
  const same: readonly (readonly [string, string])[] = [
    ['Søren', 'soren'],
    ['Straße', 'STRASSE'],
    ['Thảo Nguyễn', 'thao nguyen'],
    ['İkram Yıldız', 'ikram yildiz'],
    ['Ёлка', 'елка'],
    ['ΟΔΟΣ', 'οδος'],
    ['ΌΔΟΣ', 'οδοσ'],
    ['שָׁלוֹם', 'שלום'],
    ['أَحْمَد', 'احمد'],
    ['ＰＩＥＲ', 'pier'],
    ['カタカナ', 'かたかな'],
    ['don’t', "don't"],
    ['a\n\t b', 'a b'],
  ];
  for (const [one, other] of same) expect([one, fold(one)]).toEqual([one, fold(other)]);
});

test('what makes another word stays', () => {
  for (const [one, other] of [
    ['कि', 'क'],
    ['が', 'か'],
    ['한', '하'],
    ['มา', 'ม่า'],
  ] as const)
    expect(fold(one)).not.toBe(fold(other));
});

test('composed and decomposed writing are one', () => {
  for (const text of ['Søren é', 'が한', 'Thảo']) expect(fold(text.normalize('NFD'))).toBe(fold(text));
});

test('every piece knows where in the text it came from', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (typed) => {
      const original = typed.normalize('NFC');
      const { text, at } = foldWithPlaces(original);
      expect(text).toBe(fold(original));
      expect(at).toHaveLength(text.length + 1);
      expect(at.at(-1)).toBe(original.length);
      expect(at.every((place, n) => n === 0 || place >= (at[n - 1] ?? 0))).toBe(true);
    }),
  );
});
