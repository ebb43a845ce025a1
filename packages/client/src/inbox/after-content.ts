/** What an opened event means for the room itself, beyond standing in its timeline: title, keys, names. */
import { decodeContent, type ContentEvent, type EventOf } from '@alcove/content';
import type { AccountId, DeviceId } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import type { Learned } from '../profile/abouts.ts';
import type { Ledger } from '../profile/ledger.ts';
import { othersIn } from '../profile/may-tell.ts';
import { keepRoomRecord } from '../records/kinds/room.ts';
import type { Working } from '../rooms/working.ts';
import { takeAgain } from './take-again.ts';

const OF_GROUPS: ReadonlySet<string> = new Set(['state', 'snapshot', 'group-info-key']);

/** `device`: whose key sealed it. */
export async function afterContent(
  context: AccountContext,
  work: Working,
  event: ContentEvent,
  author: AccountId,
  device: DeviceId,
): Promise<void> {
  // K57: it has neither a name nor a key that others could know it by; whoever sends one wants it known elsewhere.
  if (work.row.kind === 'secret' && OF_GROUPS.has(event.type)) return;
  switch (event.type) {
    case 'state':
      return takeState(context, work, event);
    case 'snapshot':
      return takeSnapshot(context, work, event);
    case 'group-info-key':
      work.row = { ...work.row, groupInfoKey: event.key };
      work.afterwards.push(() => keepRoomRecord(context, work.room));
      return;
    case 'profile':
      return takeName(context, work, author, event.displayName);
    case 'about': {
      const { at, bio, status } = event;
      return takeSheet(context, work, author, event, context.abouts.learn(author, { at, bio, status }));
    }
    case 'picture':
      return takeSheet(context, work, author, event, context.abouts.learnPicture(author, event));
    case 'again':
      return takeAgain(context, work, event, { account: author, device });
    case 'delete':
      work.statements.push(...context.store.events.hush(work.room.id, event.target, author));
      return;
    case 'text':
    case 'edit':
    case 'reaction':
    case 'unknown':
      return;
  }
}

export function takeState(context: AccountContext, work: Working, { key, value }: EventOf<'state'>): void {
  work.row = { ...work.row, [key]: value };
  work.afterwards.push(() => keepRoomRecord(context, work.room));
}

/**
 * It tells newcomers what was said before they came; who was there already knows, and from the log itself. What was said since stands
 * before it in the log and is newer. Who comes back knew older names.
 */
async function takeSnapshot(context: AccountContext, work: Working, snapshot: EventOf<'snapshot'>): Promise<void> {
  const { row } = work;
  if (row.groupInfoKey !== null && row.joinSeq !== snapshot.seq) return;
  const since = await statesSince(context, work, snapshot.seq);
  const told = (key: 'title' | 'topic'): string => (since.has(key) ? row[key] : snapshot[key] || row[key]);
  const groupInfoKey = row.groupInfoKey ?? snapshot.groupInfoKey;
  work.row = { ...row, title: told('title'), topic: told('topic'), groupInfoKey };
  work.afterwards.push(() => keepRoomRecord(context, work.room));
}

async function statesSince({ store }: AccountContext, { room, events }: Working, seq: number): Promise<Set<string>> {
  const rows = [...(await store.events.after(room.id, seq)), ...events];
  return new Set(
    rows.flatMap(({ type, content }) => {
      const event = type === 'state' ? decodeContent(content).event : null;
      return event?.type === 'state' ? [event.key] : [];
    }),
  );
}

function takeName(context: AccountContext, work: Working, author: AccountId, displayName: string): void {
  const username = context.people.username(author);
  if (username === null) return;
  const learned = context.people.learn({ account: author, username, displayName });
  work.statements.push(...learned.statements);
  work.afterwards.push(() => {
    learned.adopt();
    context.changes.people();
  });
}

function takeSheet(
  context: AccountContext,
  work: Working,
  author: AccountId,
  { type, at }: EventOf<'about' | 'picture'>,
  learned: Learned | null,
): void {
  if (learned !== null) {
    work.statements.push(...learned.statements);
    work.afterwards.push(() => {
      learned.adopt();
      context.changes.people();
    });
  }
  if (author === context.me) work.afterwards.push(() => takeOver(context, work, context.ledgers[type], at));
}

/** Another device of this person told it here: this one need not. What was changed there is told elsewhere by it, too. */
function takeOver(context: AccountContext, work: Working, ledger: Ledger, at: number): void {
  if (at < ledger.at) return;
  const devices = othersIn(work, context.me);
  const begun = at > ledger.at ? ledger.begin(at, []) : Promise.resolve();
  begun.then(() => ledger.settle(at, work.room.id, devices)).catch((error: unknown) => context.fault('telling', error));
}
