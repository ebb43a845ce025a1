/**
 * What the author looks like, as they say: a small picture that fits into one message. `at` is when its person last changed it, as in
 * about.ts. What the bytes are is looked at by packages/client before anything is made of them.
 */
import { bytesSchema } from '@alcove/protocol';
import { z } from 'zod';
import { CONTENT_LIMIT } from '../limit.ts';

export const Picture = z.strictObject({
  type: z.literal('picture'),
  /** ms since 1970. */
  at: z.int().nonnegative(),
  /** Null: there is none any more. Empty: a device keeps the picture elsewhere, and here only that it was told. */
  bytes: bytesSchema.refine(({ length }) => length <= CONTENT_LIMIT.pictureBytes, 'too large').nullable(),
});
export type Picture = z.infer<typeof Picture>;
