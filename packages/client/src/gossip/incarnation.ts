/**
 * Which incarnation of the server this device was last told, and since when. After a restore logs may lawfully end in another way than somebody
 * had seen before: what was said of them under another incarnation is weighed with that in mind (gossip/judge.ts).
 */
import { sha256 } from '@alcove/crypto';
import {
  bytesSchema,
  concatBytes,
  decodeCbor,
  encodeCbor,
  equalBytes,
  LABEL,
  utf8,
  type Bytes,
} from '@alcove/protocol';
import type { Store } from '@alcove/store';
import { z } from 'zod';

const Stored = z.strictObject({ mark: bytesSchema, since: z.number() });
export type Incarnation = z.infer<typeof Stored>;

export interface Incarnations {
  /** Null before the first greeting. */
  readonly now: Incarnation | null;
  /** The server greets. `at`: its time, ms. */
  greeted(name: string, at: number): Promise<void>;
}

const SECRET = 'server-incarnation';
const MARK_BYTES = 16;

export async function loadIncarnations({ secrets, write }: Pick<Store, 'secrets' | 'write'>): Promise<Incarnations> {
  const stored = await secrets.get(SECRET);
  let now: Incarnation | null = stored === null ? null : decodeCbor(Stored, stored, 'stored incarnation');
  return {
    get now() {
      return now;
    },
    async greeted(name, at) {
      const mark = markOf(name);
      if (now !== null && equalBytes(now.mark, mark)) return;
      now = { mark, since: now === null ? 0 : at };
      await write(secrets.put(SECRET, encodeCbor(now)));
    },
  };
}

function markOf(name: string): Bytes {
  return sha256(concatBytes(utf8(LABEL.incarnationMark), utf8(name))).slice(0, MARK_BYTES);
}
