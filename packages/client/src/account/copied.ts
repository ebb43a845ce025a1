/**
 * That this is a copy of its device which may not go on (docs/decisions/0023). Written in the store itself, with what gave it away: no power cut
 * makes it forgotten, and it goes with the device's old keys when the device comes in anew.
 */
import { decodeCbor, encodeCbor } from '@alcove/protocol';
import type { SqlStatement, Store } from '@alcove/store';
import { z } from 'zod';

/** device-stale: the server knows a newer state of the device. device-cloned: another copy of it wrote in one of its rooms. */
export const CopyCode = z.enum(['device-stale', 'device-cloned']);
export type CopyCode = z.infer<typeof CopyCode>;

export const COPIED = 'copied';

export function putCopied({ secrets }: Pick<Store, 'secrets'>, code: CopyCode): SqlStatement[] {
  return secrets.put(COPIED, encodeCbor(code));
}

/** Null: it is the one that goes on. */
export async function readCopied({ secrets }: Pick<Store, 'secrets'>): Promise<CopyCode | null> {
  const bytes = await secrets.get(COPIED);
  return bytes === null ? null : decodeCbor(CopyCode, bytes, 'copied');
}
