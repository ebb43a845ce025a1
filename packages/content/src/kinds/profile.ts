/** What the author calls themselves in this room. */
import { z } from 'zod';
import { lineOf } from '../fields.ts';
import { CONTENT_LIMIT } from '../limit.ts';

export const Profile = z.strictObject({
  type: z.literal('profile'),
  displayName: lineOf(CONTENT_LIMIT.displayNameBytes).min(1),
});
export type Profile = z.infer<typeof Profile>;
