/** When the recovery card was last seen, and when to ask again, ms: asked once per person and not once per device. */
import { z } from 'zod';
import type { AccountContext } from '../../account/context.ts';
import { readRecord } from '../mirror.ts';
import { keepRecord } from '../write.ts';

const StoredDrill = z.strictObject({ v: z.literal(1), checkedAt: z.int().nullable(), askAt: z.int() });

export function keepRecoveryRecord(context: AccountContext, drill: { checkedAt: number | null; askAt: number }): void {
  keepRecord(context, 'recovery', { v: 1, ...drill } satisfies z.input<typeof StoredDrill>);
}

export function recoveryRecord(context: AccountContext): Promise<z.infer<typeof StoredDrill> | null> {
  return readRecord(context, 'recovery', StoredDrill);
}
