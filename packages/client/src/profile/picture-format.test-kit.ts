/** The heads of pictures, as encoders write them, with nothing to see behind. */
import { bytesSchema, type Bytes } from '@alcove/protocol';

const ascii = (text: string): number[] => [...text].map((letter) => letter.codePointAt(0) ?? 0);
const le = (value: number, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, n) => Math.floor(value / 256 ** n) % 256);
const bytesOf = (...parts: readonly (readonly number[])[]): Bytes => bytesSchema.parse(Uint8Array.from(parts.flat()));

function riff(...chunk: readonly number[]): Bytes {
  return bytesOf(ascii('RIFF'), le(chunk.length + 4, 4), ascii('WEBP'), chunk);
}

/** Lossy, as a canvas writes it. */
export function webpHead(width: number, height: number): Bytes {
  const frame = [0, 0, 0, 0x9d, 0x01, 0x2a, ...le(width, 2), ...le(height, 2), 0, 0];
  return riff(...ascii('VP8 '), ...le(frame.length, 4), ...frame);
}

export function losslessHead(width: number, height: number): Bytes {
  const frame = [0x2f, ...le((width - 1) | ((height - 1) << 14), 4), 0, 0, 0, 0, 0];
  return riff(...ascii('VP8L'), ...le(frame.length, 4), ...frame);
}

/** With features: 0x10 transparency, 0x02 animation. */
export function extendedHead(width: number, height: number, features: number): Bytes {
  const frame = [features, 0, 0, 0, ...le(width - 1, 3), ...le(height - 1, 3)];
  return riff(...ascii('VP8X'), ...le(frame.length, 4), ...frame);
}

export function jpegHead(width: number, height: number, marker = 0xc0): Bytes {
  const be = (value: number): number[] => le(value, 2).toReversed();
  const jfif = [0xff, 0xe0, 0, 16, ...ascii('JFIF'), 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];
  const frame = [0xff, marker, 0, 17, 8, ...be(height), ...be(width), 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
  return bytesOf([0xff, 0xd8], jfif, frame, [0xff, 0xd9]);
}
