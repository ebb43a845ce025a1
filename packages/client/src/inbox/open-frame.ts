/**
 * The inbox: takes a room's entries strictly in log order, opens each by its kind, and stores the new state, what it said and the
 * cursor in one transaction; only then is anything shown (protocol.md §6). An entry that does not open never blocks the ones
 * after it: it is kept, with the reason. Mirrors outbox/pump.ts.
 */
import { decodeLogCore, MalformedError, type Bytes, type LogCore } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import type { Room } from '../rooms/room.ts';
import { beginWork, finishWork, type Working } from '../rooms/working.ts';
import type { OrderedEntry } from '../sync/merge.ts';
import { openApplication } from './open-application.ts';
import { openCommit } from './open-commit.ts';
import { openPolicy } from './open-policy.ts';
import { rowOfLine } from './line.ts';

/** `later`: a device list is needed and cannot be had now; the entry is tried again when the connection is back. */
export type OpenResult = 'opened' | 'later' | { readonly code: string };

/** One entry being opened: where it stands and what it says. */
export interface Arrived {
  readonly seq: number;
  readonly core: LogCore;
  /** The chain's head after it. */
  readonly head: Bytes;
}

/** So many entries go into one transaction: catching up is quick, and a cut loses little work. */
const BATCH = 64;

/** Opens all that arrived, in the room's lane. Resolves when nothing is left, or it must wait. */
export function openArrived(context: AccountContext, room: Room): Promise<void> {
  return room.lane(async () => {
    while (room.arrived.length > 0 && context.open) {
      const batch = room.arrived.slice(0, BATCH);
      const work = await beginWork(context, room);
      const opened = await openBatch(context, work, batch);
      if (opened > 0) await finishWork(context, work);
      room.arrived = room.arrived.slice(opened);
      if (opened < batch.length) return;
    }
  });
}

async function openBatch(context: AccountContext, work: Working, batch: readonly OrderedEntry[]): Promise<number> {
  let opened = 0;
  for (const entry of batch) {
    if ((await openEntry(context, work, entry)) === 'later') break;
    work.place = { seq: entry.seq, head: entry.head };
    work.heads.set(entry.seq, entry.head);
    work.statements.push(...context.store.heads.put(work.room.id, entry.seq, entry.head));
    opened += 1;
  }
  return opened;
}

async function openEntry(context: AccountContext, work: Working, entry: OrderedEntry): Promise<'opened' | 'later'> {
  let core: LogCore;
  try {
    core = decodeLogCore(entry.core);
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    work.alarms.push('entry-malformed');
    work.unopened += 1;
    return 'opened';
  }
  const result = await openByKind(context, work, { seq: entry.seq, core, head: entry.head });
  if (result === 'later') return 'later';
  if (result !== 'opened') keepUnopened(context, work, { seq: entry.seq, core, head: entry.head }, entry, result.code);
  return 'opened';
}

function openByKind(context: AccountContext, work: Working, arrived: Arrived): Promise<OpenResult> {
  switch (arrived.core.kind) {
    case 'policy':
      return openPolicy(context, work, arrived);
    case 'commit':
      return openCommit(context, work, arrived);
    case 'application':
      return openApplication(context, work, arrived);
  }
}

function keepUnopened(
  context: AccountContext,
  work: Working,
  { seq, core }: Arrived,
  entry: OrderedEntry,
  code: string,
): void {
  const room = work.room.id;
  const row = rowOfLine(room, seq, core, { type: 'unopened', code });
  work.events.push(row);
  work.unopened += 1;
  work.statements.push(
    ...context.store.events.put(row),
    ...context.store.unopened.put({ room, seq, code, core: entry.core }),
  );
}
