import { expect, test } from 'vitest';
import { newRecoveryCode, parseRecoveryCode } from './recovery-code.ts';

const ZEROS = [...Array.from({ length: 11 }, () => 'abandon'), 'about'];

test('twelve words, read back to the same secret', () => {
  const code = newRecoveryCode();
  expect(code.words).toHaveLength(12);
  expect(code.secret).toHaveLength(16);
  expect(parseRecoveryCode(code.words)).toEqual({ ok: true, ...code });
  expect(newRecoveryCode().words).not.toEqual(code.words);
});

test('the published vector of zeros', () => {
  expect(parseRecoveryCode(ZEROS)).toEqual({ ok: true, secret: new Uint8Array(16), words: ZEROS });
});

test('four letters are enough, in any case, with spaces around', () => {
  const { words, secret } = newRecoveryCode();
  const typed = words.map((word) => ` ${word.slice(0, 4).toUpperCase()} `);
  expect(parseRecoveryCode(typed)).toEqual({ ok: true, secret, words });
});

test('a word that is the beginning of others is itself', () => {
  const typed = ['act', ...ZEROS.slice(1)];
  expect(parseRecoveryCode(typed)).toMatchObject({ ok: false, code: 'checksum' });
});

test('unknown, misspelt, missing and surplus words are pointed at', () => {
  const at = (words: string[]) => parseRecoveryCode(words);
  expect(at(ZEROS.with(3, 'xyzzy'))).toEqual({ ok: false, code: 'unknown-word', at: 3 });
  expect(at(ZEROS.with(2, 'abandoned'))).toEqual({ ok: false, code: 'unknown-word', at: 2 });
  expect(at(ZEROS.with(2, 'aba'))).toEqual({ ok: false, code: 'unknown-word', at: 2 });
  expect(at(ZEROS.slice(0, 10))).toEqual({ ok: false, code: 'unknown-word', at: 10 });
  expect(at([...ZEROS, 'about'])).toEqual({ ok: false, code: 'unknown-word', at: 12 });
  expect(at([])).toEqual({ ok: false, code: 'unknown-word', at: 0 });
});

test('known words in a wrong order', () => {
  expect(parseRecoveryCode(ZEROS.toReversed())).toEqual({ ok: false, code: 'checksum', at: 0 });
});
