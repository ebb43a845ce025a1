/** Deletion for everyone. Counts only from the author of the target. */
import { FrameId } from '@alcove/protocol';
import { z } from 'zod';

export const Delete = z.strictObject({ type: z.literal('delete'), target: FrameId });
export type Delete = z.infer<typeof Delete>;
