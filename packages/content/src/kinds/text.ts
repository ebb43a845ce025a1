/** A message: Markdown source as the author typed it. */
import { FrameId } from '@alcove/protocol';
import { z } from 'zod';
import { mentionList, messageBody } from '../fields.ts';

export const Text = z.strictObject({
  type: z.literal('text'),
  body: messageBody,
  replyTo: FrameId.optional(),
  mentions: mentionList,
});
export type Text = z.infer<typeof Text>;
