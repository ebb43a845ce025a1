/** After how long it locks: in the sealed store, because it is only of use while that is open. */
import { decodeCbor, encodeCbor } from '@alcove/protocol';
import type { SqlStatement, Store } from '@alcove/store';
import { z } from 'zod';
import { LOCK_MINUTES, type LockMinutes } from '../api/lock-views.ts';

const SECRET = 'app-lock';
const Kept = z.strictObject({ v: z.literal(1), minutes: z.literal(LOCK_MINUTES) });

export const MINUTES_AT_FIRST: LockMinutes = 5;

export async function readMinutes(store: Store): Promise<LockMinutes> {
  const bytes = await store.secrets.get(SECRET);
  return bytes === null ? MINUTES_AT_FIRST : decodeCbor(Kept, bytes, 'app lock').minutes;
}

export function putMinutes(store: Store, minutes: LockMinutes): SqlStatement[] {
  return store.secrets.put(SECRET, encodeCbor({ v: 1, minutes } satisfies z.input<typeof Kept>));
}
