/** A JPEG's head with words in it, as small as one can be: what a client takes for a picture, and a search finds again. */
import { bytesSchema, utf8, type Bytes } from '@alcove/protocol';

export function smallPicture(words: string, size = 0): Bytes {
  const text = utf8(words);
  const comment = [0xff, 0xfe, 0, text.length + 2, ...text];
  const frame = [0xff, 0xc0, 0, 17, 8, 0, 64, 0, 64, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
  const head = [0xff, 0xd8, ...comment, ...frame];
  const bytes = new Uint8Array(Math.max(size, head.length + 2));
  bytes.set(head);
  bytes.set([0xff, 0xd9], bytes.length - 2);
  return bytesSchema.parse(bytes);
}
