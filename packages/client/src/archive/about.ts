/** What a manifest says of its room besides its segments: enough for a new device to show the conversation before it is inside. */
import { AccountId, bytesSchema, decodeCbor, encodeCbor, MalformedError, Username, type Bytes } from '@alcove/protocol';
import { z } from 'zod';

const About = z.strictObject({
  v: z.literal(1),
  kind: z.enum(['direct', 'group']),
  peer: AccountId.nullable(),
  title: z.string(),
  topic: z.string(),
  member: z.boolean(),
  groupInfoKey: bytesSchema.nullable(),
  /** The first place of the log that was ever meant for this account; null when the writer does not know. */
  origin: z.int().positive().nullable(),
  /** How far the person had read. */
  read: z.int().nonnegative(),
  /** Who spoke, as the writing device knows them. */
  people: z.array(z.tuple([AccountId, Username, z.string()])),
});
export type About = Omit<z.infer<typeof About>, 'v'>;

export function encodeAbout(about: About): Bytes {
  return encodeCbor({ v: 1, ...about } satisfies z.input<typeof About>);
}

/** Null: a newer version wrote it. */
export function decodeAbout(bytes: Uint8Array): About | null {
  try {
    return decodeCbor(About, bytes, 'about');
  } catch (error) {
    if (error instanceof MalformedError) return null;
    throw error;
  }
}
