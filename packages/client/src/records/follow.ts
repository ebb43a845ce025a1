/** What other devices of the account wrote, merged into what is here. The server says only that something changed. */
import type { AccountContext } from '../account/context.ts';
import { allRecords, plainOf } from './mirror.ts';
import { kindOf, takeIn } from './write.ts';

/** Resolves when it is kept here and known to whoever shows it. */
export async function followRecords(context: AccountContext): Promise<void> {
  const all = await allRecords(context);
  const { seen, lane } = context.records;
  await lane(async () => {
    const names = [...seen.news];
    const here = new Map((await context.store.records.some(names)).map((row) => [row.name, row]));
    for (const name of names) {
      if (!context.open) return;
      const stored = all.get(name);
      const mine = here.get(name) ?? null;
      // What this device wrote itself comes back to it.
      if (stored !== undefined && mine?.version !== stored.version) {
        const plain = plainOf(context, name, stored);
        const kind = plain === null ? undefined : kindOf(context, name, mine?.plain ?? plain);
        if (plain !== null && kind !== undefined) {
          // What is shown again under an older number is put back under the next one.
          const version = Math.max(stored.version, mine?.version ?? 0);
          await takeIn(context, kind, { name, version, plain: mine?.plain ?? null }, plain);
        }
      }
      seen.news.delete(name);
    }
    if (seen.whole && !seen.followed) {
      seen.followed = true;
      context.settings.learned();
      context.changes.settings();
    }
  });
}
