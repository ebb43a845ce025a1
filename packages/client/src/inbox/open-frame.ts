/**
 * The inbox: takes a room's entries strictly in log order, opens each by its kind, and stores the new state, what it said and the
 * cursor in one transaction; only then is anything shown (protocol.md §6). An entry that does not open never blocks the ones
 * after it: it is kept, with the reason. Mirrors outbox/pump.ts.
 */
import { decodeLogCore, MalformedError, type Bytes, type LogCore } from '@alcove/protocol';
import type { ReasonCode } from '../api/reasons.ts';
import type { AccountContext } from '../account/context.ts';
import type { Room } from '../rooms/room.ts';
import { beginWork, finishWork, type Working } from '../rooms/working.ts';
import type { OrderedEntry } from '../sync/merge.ts';
import { followSettlement, openVerdict } from './follow-settlement.ts';
import { openApplication } from './open-application.ts';
import { openCommit } from './open-commit.ts';
import { openPolicy } from './open-policy.ts';
import { rowOfLine } from './line.ts';

/** `later`: a device list is needed and cannot be had now; the entry is tried again when the connection is back. */
export type OpenResult = 'opened' | 'later' | { readonly code: ReasonCode };

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
      const { count, later } = await openBatch(context, work, batch);
      if (count > 0) await finishWork(context, work);
      room.arrived = room.arrived.slice(count);
      if (later) return;
    }
  });
}

async function openBatch(context: AccountContext, work: Working, batch: readonly OrderedEntry[]): Promise<Opened> {
  let opened = 0;
  for (const entry of batch) {
    const core = coreOf(entry);
    // It may take back what is only being opened in this step: that is written first.
    if (core?.kind === 'verdict' && opened > 0) break;
    if ((await openEntry(context, work, entry, core)) === 'later') return { count: opened, later: true };
    work.place = { seq: entry.seq, head: entry.head };
    work.heads.set(entry.seq, entry.head);
    work.statements.push(...context.store.heads.put(work.room.id, entry.seq, entry.head));
    keepEntry(context, work, entry, core);
    opened += 1;
  }
  return { count: opened, later: false };
}

/** As it stood: should the server's data go back, it is brought again (sync/restore.ts). */
function keepEntry({ store }: AccountContext, work: Working, entry: OrderedEntry, core: LogCore | null): void {
  const { room, ownWelcome } = work;
  const receipt = room.receipts.get(entry.seq);
  if (receipt === undefined || core === null) return;
  const welcome = core.kind === 'commit' ? ownWelcome : null;
  work.statements.push(...store.keptEntries.put(room.id, { ...entry, at: core.at, receipt, welcome }));
  work.afterwards.push(() => room.receipts.delete(entry.seq));
}

interface Opened {
  readonly count: number;
  readonly later: boolean;
}

function coreOf(entry: OrderedEntry): LogCore | null {
  try {
    return decodeLogCore(entry.core);
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    return null;
  }
}

async function openEntry(
  context: AccountContext,
  work: Working,
  entry: OrderedEntry,
  core: LogCore | null,
): Promise<'opened' | 'later'> {
  if (core === null) {
    work.alarms.push('entry-malformed');
    work.unopened = [...work.unopened, { seq: entry.seq, wanted: false }];
    return 'opened';
  }
  const arrived = { seq: entry.seq, core, head: entry.head };
  const before = { group: work.group, groupInfoKey: work.row.groupInfoKey, broken: work.broken };
  const result = await openByKind(context, work, arrived);
  if (result === 'later') return 'later';
  if (result !== 'opened' && !(await isKnown(context, work, arrived)))
    keepUnopened(context, work, arrived, entry, result.code);
  if (core.kind !== 'verdict') followSettlement(work, arrived, before);
  return 'opened';
}

/**
 * A message that does not open because it was opened before: the log is told anew and has it where it stands already, or the server
 * tells it twice (K54).
 */
async function isKnown(context: AccountContext, work: Working, { seq, core }: Arrived): Promise<boolean> {
  const { store, changes } = context;
  const { id: room } = work.room;
  if (core.kind !== 'application') return false;
  const fresh = work.events.find(
    ({ id, device, type }) => id === core.id && device === core.device && type !== 'unopened',
  );
  const known = fresh === undefined ? await store.events.placeOf(room, core.id, core.device) : null;
  if (known?.left === true) {
    // It was read in a log that was left, under keys that this one has no more.
    work.statements.push(...store.events.settle(room, core.id, seq, core.at));
    work.afterwards.push(() => changes.rebuilt(room));
    return true;
  }
  const at = fresh?.seq ?? known?.seq ?? null;
  if (at !== null && at !== seq) work.alarms.push('history-forked');
  return at !== null;
}

function openByKind(context: AccountContext, work: Working, arrived: Arrived): Promise<OpenResult> {
  switch (arrived.core.kind) {
    case 'policy':
      return openPolicy(context, work, arrived);
    case 'commit':
      return openCommit(context, work, arrived);
    case 'application':
      return openApplication(context, work, arrived);
    case 'verdict':
      return openVerdict(context, work, arrived);
  }
}

function keepUnopened(
  context: AccountContext,
  work: Working,
  { seq, core }: Arrived,
  entry: OrderedEntry,
  code: ReasonCode,
): void {
  const room = work.room.id;
  const row = rowOfLine(room, seq, core, { type: 'unopened', code });
  work.events.push(row);
  work.unopened = [...work.unopened, { seq, wanted: core.kind === 'application' }];
  work.statements.push(
    ...context.store.events.put(row),
    ...context.store.unopened.put({ room, seq, code, core: entry.core }),
  );
}
