/**
 * Entries that could not be opened are tried again: after a repair, and when a device list came that was missing. What opens takes its
 * place in the timeline; what the room has moved past by now, and what was never meant for this device, is no longer shown as missing.
 */
import { decodeLogCore } from '@alcove/protocol';
import type { UnopenedRow } from '@alcove/store';
import type { AccountContext } from '../account/context.ts';
import { openApplication } from '../inbox/open-application.ts';
import type { Arrived } from '../inbox/open-frame.ts';
import { beginWork, finishWork, type Working } from '../rooms/working.ts';
import type { Room } from '../rooms/room.ts';

/** What is older than so many others stays as it is. */
const MOST_TRIED = 256;

export async function reopen(context: AccountContext, room: Room): Promise<void> {
  if (room.unopened.length === 0) return;
  const changed = await room.lane(async () => {
    const work = await beginWork(context, room);
    const settled = new Set<number>();
    for (const row of await context.store.unopened.of(room.id, MOST_TRIED)) {
      if (row.seq > room.place.seq || !(await isSettled(context, work, row))) continue;
      work.statements.push(...context.store.unopened.drop(room.id, row.seq));
      settled.add(row.seq);
    }
    work.unopened = work.unopened.filter(({ seq }) => !settled.has(seq));
    if (settled.size > 0) await finishWork(context, work);
    return settled.size > 0;
  });
  if (changed) context.changes.rebuilt(room.id);
}

async function isSettled(
  context: AccountContext,
  work: Working,
  { room, seq, core: bytes }: UnopenedRow,
): Promise<boolean> {
  const core = decodeLogCore(bytes);
  const settled =
    core.kind === 'application'
      ? await opensNow(context, work, { seq, core })
      : work.broken === null && work.group !== null && core.epoch < work.group.epoch;
  // What opened has taken its place; what was never meant for this device takes none.
  if (settled) work.statements.push(...context.store.events.dropUnopened(room, core.id));
  return settled;
}

async function opensNow(context: AccountContext, work: Working, entry: Omit<Arrived, 'head'>): Promise<boolean> {
  const head = await context.store.heads.get(work.room.id, entry.seq);
  return head !== null && (await openApplication(context, work, { ...entry, head })) === 'opened';
}
