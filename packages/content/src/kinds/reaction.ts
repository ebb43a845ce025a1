/** One person's emoji on a message, put there or taken away. */
import { FrameId } from '@alcove/protocol';
import { z } from 'zod';
import { emojiOf } from '../fields.ts';

export const Reaction = z.strictObject({
  type: z.literal('reaction'),
  target: FrameId,
  emoji: emojiOf,
  on: z.boolean(),
});
export type Reaction = z.infer<typeof Reaction>;
