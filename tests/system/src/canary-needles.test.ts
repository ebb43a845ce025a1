import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findCanaries, needlesOf } from './canary-needles.ts';

const CANARY = 'Kanarienvogel ♥ 7Q';

const shapes: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  plain: (bytes) => bytes,
  hex: (bytes) => Buffer.from(bytes.toString('hex')),
  HEX: (bytes) => Buffer.from(bytes.toString('hex').toUpperCase()),
  base64: (bytes) => Buffer.from(bytes.toString('base64')),
  base64url: (bytes) => Buffer.from(bytes.toString('base64url')),
};

test.each(Object.keys(shapes))('is found as %s between any bytes', (shape) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20 }), fc.uint8Array({ maxLength: 20 }), (before, after) => {
      const inside = Buffer.concat([before, Buffer.from(CANARY), after]);
      const bytes = shapes[shape]?.(inside) ?? Buffer.alloc(0);
      return findCanaries([{ name: 'here', bytes }], { text: CANARY }).length > 0;
    }),
  );
});

test('is found in UTF-16, percent-encoded and as JSON writes it', () => {
  for (const bytes of [
    Buffer.from(`x${CANARY}`, 'utf16le'),
    Buffer.from(`x${CANARY}`, 'utf16le').swap16(),
    Buffer.from(`/?q=${encodeURIComponent(CANARY)}`),
    Buffer.from(JSON.stringify({ a: CANARY })),
  ]) {
    expect(findCanaries([{ name: 'here', bytes }], { text: CANARY })).not.toEqual([]);
  }
});

test('is not found where it is not', () => {
  expect(findCanaries([{ name: 'here', bytes: Buffer.from('Kanarienvogel 7Q') }], { text: CANARY })).toEqual([]);
  expect([...needlesOf(CANARY).values()].every((needle) => needle.length > 12)).toBe(true);
});
