/** A new version of a message's text. Counts only from the author of the target; earlier versions stay readable. */
import { FrameId } from '@alcove/protocol';
import { z } from 'zod';
import { mentionList, messageBody } from '../fields.ts';

export const Edit = z.strictObject({
  type: z.literal('edit'),
  target: FrameId,
  body: messageBody,
  mentions: mentionList,
});
export type Edit = z.infer<typeof Edit>;
