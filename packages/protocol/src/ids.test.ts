import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromBase64url, toBase64url } from './bytes.ts';
import { AccountId, ChainMark, FrameId, RoomId, Username } from './ids.ts';

describe('user names', () => {
  test.each(['ab', 'a1', '0xff', 'ada.lovelace', 'a-b_c.d', 'x'.repeat(32)])('%s may be one', (name) => {
    expect(Username.safeParse(name).success).toBe(true);
  });

  test.each([
    ['too short', 'a'],
    ['too long', 'x'.repeat(33)],
    ['empty', ''],
    ['capitals', 'Ada'],
    ['a dot at the start', '.ada'],
    ['a dot at the end', 'ada.'],
    ['two separators together', 'a..b'],
    ['two different separators together', 'a._b'],
    ['a space', 'a b'],
    ['a line end', 'ada\n'],
    ['a letter that looks like another', 'аda'],
    ['letters that are not ASCII', 'zoë'],
    ['a sign that SQL, HTML or a path would read', "a'b"],
    ['a slash', 'a/b'],
    ['an invisible character', 'a\u200bb'],
  ])('%s is refused', (_what, name) => {
    expect(Username.safeParse(name).success).toBe(false);
  });

  test('whatever is accepted is safe in a link and in a file name', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', '1', '.', '_', '-', '/', ' ', 'A'), maxLength: 34 }),
        (name) => {
          if (Username.safeParse(name).success) expect(encodeURIComponent(name)).toBe(name);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('ids', () => {
  test('have the length of their bytes', () => {
    expect(AccountId.safeParse(toBase64url(new Uint8Array(16))).success).toBe(true);
    expect(AccountId.safeParse(toBase64url(new Uint8Array(17))).success).toBe(false);
    expect(RoomId.safeParse(toBase64url(new Uint8Array(32))).success).toBe(true);
    expect(RoomId.safeParse(toBase64url(new Uint8Array(16))).success).toBe(false);
  });

  test.each(['01ARZ3NDEKTSV4RRFFQ69G5FAV', '7ZZZZZZZZZZZZZZZZZZZZZZZZZ'])('%s is a frame id', (id) => {
    expect(FrameId.safeParse(id).success).toBe(true);
  });

  test.each([
    '8ZZZZZZZZZZZZZZZZZZZZZZZZZ',
    '01ARZ3NDEKTSV4RRFFQ69G5FA',
    '01arz3ndektsv4rrffq69g5fav',
    '01ARZ3NDEKTSV4RRFFQ69G5FAI',
  ])('%s is no frame id', (id) => {
    expect(FrameId.safeParse(id).success).toBe(false);
  });
});

test('a mark has one text: what is none of its bytes is no mark', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'AQgwBz059_-'), minLength: 54, maxLength: 54 });
  fc.assert(
    fc.property(letters, (text) => {
      const decode = (): Uint8Array => fromBase64url(text);
      if (ChainMark.safeParse(text).success) expect(decode()).toHaveLength(40);
      else expect(decode).toThrow(SyntaxError);
    }),
  );
});
