/**
 * One person's emoji on a message, put there or taken away. The emoji is checked by character class and not against a list:
 * lists differ between versions of Unicode, and a reaction from a newer phone must not be malformed on an older one.
 */
import { FrameId } from '@alcove/protocol';
import { z } from 'zod';
import { textOf } from '../fields.ts';
import { CONTENT_LIMIT } from '../limit.ts';

const ONLY_EMOJI_PARTS = /^[\p{Extended_Pictographic}\p{Emoji_Component}]+$/u;
const HAS_A_PICTURE = /[\p{Extended_Pictographic}\p{Regional_Indicator}\u20E3]/u;

export const Reaction = z.strictObject({
  type: z.literal('reaction'),
  target: FrameId,
  emoji: textOf(CONTENT_LIMIT.emojiBytes).regex(ONLY_EMOJI_PARTS).regex(HAS_A_PICTURE),
  on: z.boolean(),
});
export type Reaction = z.infer<typeof Reaction>;
