/**
 * What a picture is, by its own bytes and nothing that is said of it (docs/checks.md, P17): a still WebP or JPEG of a few hundred pixels, or
 * none that is kept. Reads heads alone and decodes nothing: that is done by the browser, after this.
 *
 * Sources: WebP container (RFC 9649 §2), VP8 (RFC 6386 §9.1), JPEG markers (ITU-T T.81, annex B).
 */
import { CONTENT_LIMIT } from '@alcove/content';

export interface PictureFormat {
  readonly type: 'image/webp' | 'image/jpeg';
  readonly width: number;
  readonly height: number;
}

/** Pixels of a side; larger ones are as good as none. */
export const MOST_PIXELS = 256;
const ANIMATED = 0x02;

export function formatOf(bytes: Uint8Array): PictureFormat | null {
  if (bytes.length === 0 || bytes.length > CONTENT_LIMIT.pictureBytes) return null;
  const format = webp(bytes) ?? jpeg(bytes);
  if (format === null) return null;
  const { width, height } = format;
  return width >= 1 && height >= 1 && width <= MOST_PIXELS && height <= MOST_PIXELS ? format : null;
}

function webp(bytes: Uint8Array): PictureFormat | null {
  if (bytes.length < 30 || ascii(bytes, 0, 4) !== 'RIFF' || ascii(bytes, 8, 4) !== 'WEBP') return null;
  const view = viewOf(bytes);
  // The length that the container gives is that of the rest: nothing hangs on behind.
  if (view.getUint32(4, true) + 8 !== bytes.length) return null;
  const size = (width: number, height: number): PictureFormat => ({ type: 'image/webp', width, height });
  switch (ascii(bytes, 12, 4)) {
    case 'VP8 ':
      if (view.getUint8(23) !== 0x9d || view.getUint8(24) !== 0x01 || view.getUint8(25) !== 0x2a) return null;
      return size(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
    case 'VP8L': {
      if (view.getUint8(20) !== 0x2f) return null;
      const bits = view.getUint32(21, true);
      return size((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
    }
    case 'VP8X':
      if ((view.getUint8(20) & ANIMATED) !== 0) return null;
      return size((view.getUint32(24, true) & 0xffffff) + 1, (view.getUint32(26, true) >>> 8) + 1);
    default:
      return null;
  }
}

function jpeg(bytes: Uint8Array): PictureFormat | null {
  const view = viewOf(bytes);
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 <= bytes.length;) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    const length = view.getUint16(at + 2);
    if (length < 2) return null;
    // A frame: baseline, extended or progressive, the three that browsers read.
    if (marker >= 0xc0 && marker <= 0xc2)
      return { type: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    // Its scan, or its end, before any frame.
    if (marker === 0xda || marker === 0xd9) return null;
    at += 2 + length;
  }
  return null;
}

function ascii(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
