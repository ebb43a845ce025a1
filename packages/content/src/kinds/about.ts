/**
 * What the author says of themselves beside their name: a few words, and how to find them now. Told whole each time. `at` is when its
 * person last changed it: the same is told in several rooms, and of two the later one counts, whichever is opened first.
 */
import { z } from 'zod';
import { emojiOf, shortLine } from '../fields.ts';
import { CONTENT_LIMIT } from '../limit.ts';

export const Status = z.strictObject({
  how: z.enum(['here', 'away', 'busy']),
  /** Own words; may be empty. */
  words: shortLine(CONTENT_LIMIT.statusLetters),
  /** Empty: none. */
  emoji: z.union([z.literal(''), emojiOf]),
  /** Not so any more from here on, ms since 1970; null: until it is changed. */
  until: z.int().nonnegative().nullable(),
});
export type Status = z.infer<typeof Status>;

export const About = z.strictObject({
  type: z.literal('about'),
  /** ms since 1970. */
  at: z.int().nonnegative(),
  bio: shortLine(CONTENT_LIMIT.bioLetters),
  status: Status.nullable(),
});
export type About = z.infer<typeof About>;
