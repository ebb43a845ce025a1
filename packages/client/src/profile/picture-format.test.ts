import { expect, test } from 'vitest';
import { formatOf } from './picture-format.ts';
import { extendedHead, jpegHead, losslessHead, webpHead } from './picture-format.test-kit.ts';

test.each([
  ['lossy WebP', webpHead(256, 200), 'image/webp'],
  ['lossless WebP', losslessHead(256, 200), 'image/webp'],
  ['WebP with transparency', extendedHead(256, 200, 0x10), 'image/webp'],
  ['JPEG', jpegHead(256, 200), 'image/jpeg'],
  ['progressive JPEG', jpegHead(256, 200, 0xc2), 'image/jpeg'],
])('%s is known by its own bytes, with its size', (_, bytes, type) => {
  expect(formatOf(bytes)).toEqual({ type, width: 256, height: 200 });
});

const longer = (bytes: Uint8Array): Uint8Array => Uint8Array.from([...bytes, 0]);
test.each([
  ['nothing', new Uint8Array(0)],
  ['too wide', webpHead(257, 1)],
  ['too high', jpegHead(1, 257)],
  ['of no size', webpHead(0, 10)],
  ['lossless and too large', losslessHead(16_384, 16_384)],
  ['extended and too large', extendedHead(256, 70_000, 0)],
  ['moving', extendedHead(64, 64, 0x02)],
  ['something behind its end', longer(webpHead(64, 64))],
  ['a JPEG that is lossless, which no browser draws', jpegHead(64, 64, 0xc3)],
  ['a JPEG cut off before its size', jpegHead(64, 64).slice(0, 24)],
  ['GIF', new TextEncoder().encode('GIF89a\x01\x00\x01\x00\x00\x00\x00;')],
  ['SVG', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
  ['a page', new TextEncoder().encode('<!doctype html><script>alert(1)</script>'.padEnd(80))],
])('%s is none', (_, bytes) => {
  expect(formatOf(bytes)).toBe(null);
});

test('as large as a message takes, and not a byte more', () => {
  const jpeg = jpegHead(64, 64);
  const filled = (size: number): Uint8Array => {
    const bytes = new Uint8Array(size);
    bytes.set(jpeg);
    return bytes;
  };
  expect(formatOf(filled(24_576))?.type).toBe('image/jpeg');
  expect(formatOf(filled(24_577))).toBe(null);
});
