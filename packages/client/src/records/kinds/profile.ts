/** What the person calls themselves, for devices that have not heard it. */
import { z } from 'zod';
import type { AccountContext } from '../../account/context.ts';
import { readRecord } from '../mirror.ts';
import { keepRecord } from '../write.ts';

const StoredProfile = z.strictObject({ v: z.literal(1), displayName: z.string() });

export function keepProfileRecord(context: AccountContext, displayName: string): void {
  keepRecord(context, 'profile', { v: 1, displayName } satisfies z.input<typeof StoredProfile>);
}

export function profileRecord(context: AccountContext): Promise<{ readonly displayName: string } | null> {
  return readRecord(context, 'profile', StoredProfile);
}
