import { expect, test } from 'vitest';
import { highlight } from './highlight.ts';

const CODE = 'fn settle(n: u8) -> bool {\n  let quiet = "so"; // was 40\n  n < 6\n}';

test('colour never changes the text', () => {
  expect(
    highlight('rust', CODE)
      ?.map((piece) => piece.text)
      .join(''),
  ).toBe(CODE);
});

test('keywords, strings, numbers and remarks have their roles', () => {
  const role = (text: string) => highlight('rust', CODE)?.find((piece) => piece.text.includes(text))?.role;
  expect([role('let'), role('"so"'), role('6'), role('was 40')]).toEqual(['key', 'str', 'num', 'rem']);
});

test('an unknown language stays plain', () => {
  expect(highlight('klingon', CODE)).toBeNull();
});
