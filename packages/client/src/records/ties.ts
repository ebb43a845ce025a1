/**
 * Decisions about people as sealed records: kept here first, uploaded when connected, followed when another device of the account
 * decided something. The server sees that a record changed, and neither whom it is about nor what it says.
 */
import { records } from '@alcove/crypto';
import type { RecordRow } from '@alcove/store';
import type { AccountContext } from '../account/context.ts';
import { encodeTie, meaningOf, type Tie } from '../people/tie.ts';
import { tieNamed } from '../people/ties.ts';
import { fetchRecords, plainOf, uploadNamed } from './records.ts';

/** Resolves when it is kept here; the server hears of it when there is a connection. */
export async function keepTie(context: AccountContext, tie: Tie): Promise<void> {
  const name = records.name(context.recordKey, meaningOf(tie));
  await context.recordLane(async () => {
    const before = (await context.store.records.all()).find((row) => row.name === name);
    const earlier = before === undefined ? null : tieNamed(context.recordKey, name, before.plain);
    // A clock that went back must not make the decision of now the older one.
    const now: Tie = { ...tie, at: Math.max(tie.at, (earlier?.at ?? -1) + 1) };
    if (!context.open) return;
    const row = { name, version: before?.version ?? 0, dirty: true, plain: encodeTie(now) };
    await context.store.write(context.store.records.put(row));
    context.ties.take(now);
  });
  context.changes.people();
  context.recordLane(() => uploadNamed(context, name)).catch((error: unknown) => context.fault('records', error));
}

/** For this device alone: where it begins until somebody decides. */
export async function keepHere(context: AccountContext, tie: Tie): Promise<void> {
  const name = records.name(context.recordKey, meaningOf(tie));
  await context.recordLane(async () => {
    if (!context.open || !context.ties.take(tie)) return;
    await context.store.write(context.store.records.put({ name, version: 0, dirty: false, plain: encodeTie(tie) }));
  });
}

/** What other devices decided since; these are known when it resolves. */
export function followTies(context: AccountContext): Promise<readonly Tie[]> {
  return context.recordLane(async () => {
    const fetched = await fetchRecords(context, context.ties.followed);
    const here = new Map((await context.store.records.all()).map((row) => [row.name, row]));
    const fresh: RecordRow[] = [];
    const taken: Tie[] = [];
    for (const [name, stored] of fetched.records) {
      const before = here.get(name);
      if (before !== undefined && before.version >= stored.version) continue;
      const plain = plainOf(context, name, stored);
      const tie = plain === null ? null : tieNamed(context.recordKey, name, plain);
      if (plain === null || tie === null) continue;
      const mine = before?.dirty === true ? tieNamed(context.recordKey, name, before.plain) : null;
      if (before !== undefined && mine !== null && mine.at >= tie.at) {
        fresh.push({ ...before, version: stored.version });
      } else {
        fresh.push({ name, version: stored.version, dirty: false, plain });
        taken.push(tie);
      }
    }
    if (!context.open) return [];
    await context.store.write(fresh.flatMap((row) => context.store.records.put(row)));
    context.ties.followed = fetched.cursor;
    return taken.filter((tie) => context.ties.take(tie));
  });
}
