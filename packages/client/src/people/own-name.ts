/** What this account's person is called, for devices that have not heard it. */
import type { AccountContext } from '../account/context.ts';
import { keepProfileRecord, profileRecord } from '../records/kinds/profile.ts';

/** A new device does not know yet what its person is called; the first one tells the others. */
export async function ownName(context: AccountContext): Promise<void> {
  const { name, username } = context.people.view(context.me);
  if (name !== username) return keepProfileRecord(context, name);
  const record = await profileRecord(context);
  if (record === null || !context.open) return;
  const learned = context.people.learn({ account: context.me, username, displayName: record.displayName });
  await context.store.write(learned.statements);
  learned.adopt();
  context.changes.people();
}
