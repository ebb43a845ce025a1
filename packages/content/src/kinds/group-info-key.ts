/** A new key for the room's sealed GroupInfo, sent after someone was removed: the old one is known to them. */
import { z } from 'zod';
import { bytes32 } from '../fields.ts';

export const GroupInfoKey = z.strictObject({ type: z.literal('group-info-key'), key: bytes32 });
export type GroupInfoKey = z.infer<typeof GroupInfoKey>;
