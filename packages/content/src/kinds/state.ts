/** What people read about a room: the last one per key in log order wins. An empty value clears it. */
import { z } from 'zod';
import { lineOf } from '../fields.ts';
import { CONTENT_LIMIT } from '../limit.ts';

export const State = z.discriminatedUnion('key', [
  z.strictObject({ type: z.literal('state'), key: z.literal('title'), value: lineOf(CONTENT_LIMIT.titleBytes) }),
  z.strictObject({ type: z.literal('state'), key: z.literal('topic'), value: lineOf(CONTENT_LIMIT.topicBytes) }),
]);
export type State = z.infer<typeof State>;
