/**
 * What its author said before where the others could not read it, though the entry stands in the room's log: sealed with keys of a story that
 * was told to some alone. Each is the event as it was encoded, under its own id, and takes the place of the entry that did not open.
 */
import { bytesSchema } from '@alcove/protocol';
import { z } from 'zod';
import { CONTENT_LIMIT } from '../limit.ts';

export const Again = z.strictObject({
  type: z.literal('again'),
  said: z.array(bytesSchema).min(1).max(CONTENT_LIMIT.saidAgain),
});
export type Again = z.infer<typeof Again>;
