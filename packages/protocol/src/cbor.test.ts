import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { equalBytes, fromBase64url, toBase64url } from './bytes.ts';
import { decodeCbor, decodeCborSequence, encodeCbor, MalformedError } from './cbor.ts';

const Anything = z.unknown();
const hex = (text: string): Uint8Array => Uint8Array.fromHex(text);
const decode = (text: string): unknown => decodeCbor(Anything, hex(text), 'test');

const key = fc.string({ maxLength: 12 });
const scalar = fc.oneof(
  fc.maxSafeInteger(),
  fc.boolean(),
  fc.constant(null),
  fc.string(),
  fc.uint8Array({ maxLength: 40 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const value = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('node'), { maxLength: 5 }),
    fc.dictionary(key, tie('node'), { maxKeys: 5 }),
  ),
})).node;

describe('canonical encoding', () => {
  test('a value has one encoding, which decodes to the value', () => {
    fc.assert(
      fc.property(value, (x) => {
        const bytes = encodeCbor(x);
        const again = decodeCbor(Anything, bytes, 'test');
        expect(equalBytes(encodeCbor(again), bytes)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('the order in which keys were set does not show', () => {
    expect(encodeCbor({ b: 1, a: 2, ccc: 3 })).toEqual(encodeCbor({ ccc: 3, a: 2, b: 1 }));
  });

  test('undefined fields are left out', () => {
    expect(encodeCbor({ a: 1, b: undefined })).toEqual(encodeCbor({ a: 1 }));
  });
});

describe('strict decoding refuses', () => {
  test.each([
    ['a key twice', 'a2616101616102'],
    ['a key twice, equal values', 'a2616101616101'],
    ['unsorted keys', 'a2616201616102'],
    ['longer keys first', 'a262616101616202'],
    ['an array of indefinite length', '9f01ff'],
    ['a map of indefinite length', 'bf616101ff'],
    ['bytes of indefinite length', '5f4100ff'],
    ['text of indefinite length', '7f6161ff'],
    ['trailing bytes', '0100'],
    ['a number longer than it need be', '1801'],
    ['a 64-bit number longer than it need be', '1b0000000000000001'],
    ['a length longer than it need be', '580100'],
    ['a double where a half would do', 'fb3ff8000000000000'],
    ['undefined', 'f7'],
    ['NaN', 'f97e00'],
    ['infinity', 'f97c00'],
    ['a number no double holds', '1bffffffffffffffff'],
    ['a tag', 'c000'],
    ['a big number', 'c249010000000000000000'],
    ['a key that is no text', 'a10102'],
    ['text that is no UTF-8', '62c328'],
    ['a lone surrogate', '63eda080'],
    ['a value that ends early', '4401'],
    ['a length that nothing follows', '5bffffffffffffffff'],
    ['nothing', ''],
  ])('%s', (_what, bytes) => {
    expect(() => decode(bytes)).toThrow(MalformedError);
  });

  test.each([1_000, 3_000, 4_000, 4_500, 5_000, 100_000])('%i levels of nesting, or else decodes them', (depth) => {
    const bytes = new Uint8Array(depth + 1).fill(0x81);
    bytes[depth] = 0x80;
    try {
      decodeCbor(Anything, bytes, 'test');
    } catch (error) {
      expect(error).toBeInstanceOf(MalformedError);
    }
  });

  test('a value of another shape, naming the field and not the value', () => {
    const bytes = encodeCbor({ room: 'the secret text' });
    expect(() => decodeCbor(z.strictObject({ room: z.int() }), bytes, 'thing')).toThrow('thing: room');
    expect(() => decodeCbor(z.strictObject({}), bytes, 'thing')).toThrow(MalformedError);
    expect(() => decodeCbor(z.strictObject({ room: z.int() }), bytes, 'thing')).not.toThrow(/secret/);
  });

  test('a map key cannot become the prototype', () => {
    const bytes = encodeCbor(new Map([['__proto__', { t: 'ping' }]]));
    expect(() => decodeCbor(z.strictObject({ t: z.literal('ping') }), bytes, 'test')).toThrow(MalformedError);
    expect(() => decodeCborSequence(z.strictObject({ t: z.literal('ping') }), bytes, 'test')).toThrow(MalformedError);
  });
});

describe('any bytes at all', () => {
  const onlyMalformed = (run: () => unknown): void => {
    try {
      run();
    } catch (error) {
      expect(error).toBeInstanceOf(MalformedError);
    }
  };

  test('give a value or MalformedError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        onlyMalformed(() => decodeCbor(Anything, bytes, 'test'));
        onlyMalformed(() => decodeCborSequence(Anything, bytes, 'test'));
      }),
      { numRuns: 5_000 },
    );
  });

  test('what decodes, encodes back to the same bytes', () => {
    fc.assert(
      fc.property(value, fc.nat(), fc.integer({ min: 1, max: 255 }), (x, at, change) => {
        const bytes = encodeCbor(x);
        const index = at % bytes.length;
        bytes[index] = (bytes[index] ?? 0) ^ change;
        onlyMalformed(() => expect(encodeCbor(decodeCbor(Anything, bytes, 'test'))).toEqual(bytes));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('sequences', () => {
  const Small = z.strictObject({ n: z.int() });

  test('keep their order, and an empty one holds nothing', () => {
    const two = new Uint8Array([...encodeCbor({ n: 1 }), ...encodeCbor({ n: 2 })]);
    expect(decodeCborSequence(Small, two, 'test')).toEqual([{ n: 1 }, { n: 2 }]);
    expect(decodeCborSequence(Small, new Uint8Array(), 'test')).toEqual([]);
  });

  test('are refused whole when one part is bad', () => {
    const bad = new Uint8Array([...encodeCbor({ n: 1 }), 0xff]);
    expect(() => decodeCborSequence(Small, bad, 'test')).toThrow(MalformedError);
  });
});

describe('base64url', () => {
  test('is undone exactly', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => equalBytes(fromBase64url(toBase64url(bytes)), bytes)));
  });

  test.each(['AA==', 'A', 'AB', '+/+/', 'A A', 'AAA\n'])('refuses %j', (text) => {
    expect(() => fromBase64url(text)).toThrow(SyntaxError);
  });
});
