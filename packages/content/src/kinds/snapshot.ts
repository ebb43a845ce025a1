/**
 * Sent by whoever adds members, into the new epoch: what newcomers cannot know because it was said before they came. `seq` and
 * `head` are the adder's place in the log, from which a newcomer starts its own hash chain.
 */
import { z } from 'zod';
import { bytes32, lineOf, logSeq } from '../fields.ts';
import { CONTENT_LIMIT } from '../limit.ts';

export const Snapshot = z.strictObject({
  type: z.literal('snapshot'),
  title: lineOf(CONTENT_LIMIT.titleBytes),
  topic: lineOf(CONTENT_LIMIT.topicBytes),
  /** Opens the GroupInfo that the server keeps sealed, for joins of one's own new devices. */
  groupInfoKey: bytes32,
  seq: logSeq,
  head: bytes32,
});
export type Snapshot = z.infer<typeof Snapshot>;
