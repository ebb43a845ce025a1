/** The kept corpus: small inputs that promise to be large, and large ones that are nothing. Whatever once broke a decoder is added here. */
import { concatBytes, LIMIT, type Bytes } from '@alcove/protocol';

const hex = (text: string): Bytes => Uint8Array.fromHex(text);
const MANY = LIMIT.frameBytes;

function repeated(part: Bytes, times: number): Bytes {
  const bytes = new Uint8Array(part.length * times);
  for (let i = 0; i < times; i++) bytes.set(part, i * part.length);
  return bytes;
}

export const BOMBS: Readonly<Record<string, Bytes>> = {
  nothing: new Uint8Array(0),
  'arrays in arrays': repeated(hex('81'), MANY),
  'maps in maps': repeated(hex('a16161'), Math.floor(MANY / 3)),
  'tags on tags': repeated(hex('c1'), MANY),
  'indefinite arrays': repeated(hex('9f'), MANY),
  'an array of 2^64 - 1': hex('9bffffffffffffffff'),
  'an array of 2^32 - 1': hex('9affffffff'),
  'an array of 2^53': hex('9b0020000000000000'),
  'a map of 2^32 - 1': hex('baffffffff'),
  'bytes of 2^63': hex('5b8000000000000000'),
  'bytes of 2^32 - 1': hex('5affffffff'),
  'a text of 2^32 - 1': hex('7affffffff'),
  'very many zeros': concatBytes(hex('9a000fffff'), new Uint8Array(MANY - 5)),
  'very many empty maps': concatBytes(hex('9a000fffff'), repeated(hex('a0'), MANY - 5)),
  'a key twice': hex('a2616101616102'),
  'a key named __proto__': hex('a1695f5f70726f746f5f5fa0'),
  'a number that is not in its shortest form': hex('1b0000000000000001'),
  'a text that is no UTF-8': hex('62c328'),
};
