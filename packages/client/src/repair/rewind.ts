/**
 * The log is followed anew from the last place that this device and the believed log have in common. One step, all or nothing: place,
 * policy and heads go back there, what was opened already moves to where the log has it, and what the log has beyond that is
 * opened by the inbox as ever. Nothing that anybody said is deleted: an own message the log does not have waits to be sent again, and
 * one of somebody else's stays where it stood.
 *
 * The group's keys stay: an entry that was opened is known by its id. Only where the group itself went another way, by a commit that
 * the log does not have, is it `epoch-forked`, and this device joins again.
 */
import { decodeContent, type SendableEvent } from '@alcove/content';
import { judgeChange, sha256 } from '@alcove/crypto';
import { equalBytes, startSettlement, type Bytes, type FrameId } from '@alcove/protocol';
import type { CommitRow, EventRow, Placement, PolicyRow } from '@alcove/store';
import type { AccountContext } from '../account/context.ts';
import { outboxRow, queueEvent, replaceOutgoing } from '../outbox/seal.ts';
import { isQuiet } from '../people/quiet.ts';
import { isTrace } from '../profile/picture-trace.ts';
import type { Room } from '../rooms/room.ts';
import { beginWork, finishWork, foldPolicy, type Working } from '../rooms/working.ts';
import { startLog } from '../sync/merge.ts';
import { findCommon, tellFrom, type ToldEntry, type ToldLog } from './told-log.ts';
import { claimsIn, isAgreed, isBelievable, othersWords, type OwnStretch } from './evidence.ts';

/** `disputed`: the server tells one history, members saw another. */
export type CameBack = 'same' | 'rewound' | 'disputed' | 'later';

/** Holds this room's log against the server's, and goes back to where they part when that is where the room goes on. */
export async function comeBack(context: AccountContext, room: Room): Promise<CameBack> {
  const heads = await context.store.heads.of(room.id);
  const found = await findCommon(context, room.id, heads, room.place);
  if (typeof found === 'string') return found === 'later' ? 'later' : 'disputed';
  // Inside the lane from here: nothing is opened between the server's last word and what follows from it.
  const come = await room.lane(async () => {
    const log = await tellFrom(context, room.id, found);
    if (typeof log === 'string') return log === 'later' ? ('later' as const) : ('disputed' as const);
    return { log, outcome: await follow(context, room, log) };
  });
  if (typeof come === 'string') return come;
  const { log, outcome } = come;
  if (outcome === 'disputed') return outcome;
  if (outcome === 'rewound') context.changes.rebuilt(room.id);
  const { common, entries, last } = log;
  context.take(room, { kind: 'page', after: common.seq, head: common.head, entries, last });
  return outcome;
}

async function follow(context: AccountContext, room: Room, log: ToldLog): Promise<'same' | 'rewound' | 'disputed'> {
  const told = log.entries.find(({ seq }) => seq === room.place.seq) ?? log.common;
  if (told.seq !== room.place.seq || !equalBytes(told.head, room.place.head)) return rewind(context, room, log);
  restart(room, log);
  return 'same';
}

/** How far back the newest word of a device is looked for. */
const LOOK_BACK = 512;

/** Whether what others last signed as seen is what this device has. */
export async function isInAgreement({ store, device }: AccountContext, room: Room): Promise<boolean> {
  const rows = await store.events.after(room.id, room.place.seq - LOOK_BACK);
  return isAgreed(await store.heads.of(room.id), claimsIn(rows, device));
}

interface Mine {
  readonly rows: readonly EventRow[];
  readonly commits: readonly CommitRow[];
  readonly changes: readonly PolicyRow[];
  readonly own: OwnStretch;
  /** Changes of this account that the log does not have: never passed on. */
  readonly lostChange: boolean;
}

async function rewind(context: AccountContext, room: Room, log: ToldLog): Promise<'rewound' | 'disputed'> {
  const { store } = context;
  const work = await beginWork(context, room);
  const mine = await stretchAfter(context, work, log);
  if (mine === null || !isBelievable(mine.own, log)) return 'disputed';
  const { seq, head } = log.common;
  const { id } = room;
  const places = placesIn(log, mine.rows);
  work.statements.push(
    ...store.events.rewind(id, seq, places),
    ...store.policies.dropAfter(id, seq),
    ...store.unopened.dropFrom(id, seq + 1),
    ...store.heads.dropAfter(id, seq),
  );
  work.unopened -= await store.unopened.countFrom(id, seq + 1);
  const frames = await store.policies.frames(id);
  work.policy = foldPolicy(context.serverId, room, frames.slice(0, frames.length - mine.changes.length));
  if (work.policy !== null) work.row = { ...work.row, member: work.policy.members.has(context.me) };
  work.place = { seq, head };
  work.broken = null;
  followCommits(context, work, mine.commits, log);
  sendAgain(
    context,
    work,
    mine.rows.filter((row) => !places.has(row.id)),
    mine.lostChange,
  );
  if (mine.lostChange) work.alarms.push('own-change-lost');
  await sayWhereThisIs(context, work);
  await finishWork(context, work);
  restart(room, log);
  return 'rewound';
}

/**
 * What this device said while it believed another log names a place that nobody else has: they are alarmed, and stay so until it says
 * something that fits. A name says nothing new, and says it now.
 */
async function sayWhereThisIs(context: AccountContext, work: Working): Promise<void> {
  if (!work.row.member || isQuiet(context, work.room)) return;
  await queueEvent(context, work, { type: 'profile', displayName: context.people.view(context.me).name });
}

/** Whatever came live belongs to a log that may not be this one. */
function restart(room: Room, { last }: ToldLog): void {
  room.log = { ...startLog(room.place), known: Math.max(room.place.seq, last) };
  room.arrived = [];
}

/** Null: this device's own policy chain does not fold, and nothing is to be built on it. */
async function stretchAfter(context: AccountContext, work: Working, log: ToldLog): Promise<Mine | null> {
  const { store, me, device } = context;
  const { id } = work.room;
  const after = log.common.seq;
  const [rows, commits, changes, heads, frames] = await Promise.all([
    store.events.after(id, after),
    store.commits.after(id, after),
    store.policies.after(id, after),
    store.heads.of(id),
    store.policies.frames(id),
  ]);
  let policy = foldPolicy(context.serverId, work.room, frames.slice(0, frames.length - changes.length));
  const others: Bytes[] = [];
  let lostChange = false;
  for (const { frame } of changes) {
    const judged = policy === null ? null : judgeChange(context.serverId, policy, frame);
    if (judged?.ok !== true) return null;
    policy = judged.policy;
    const told = log.entries.some(({ says }) => says?.kind === 'policy' && equalBytes(says.body, frame));
    if (judged.signer !== me) others.push(frame);
    else if (!told) lostChange = true;
  }
  const own = { heads, claims: claimsIn(rows, device), said: othersWords(rows, me), changes: others };
  return { rows, commits, changes, own, lostChange };
}

/** Where the log has what this device has opened or knows of, by the same device under the same id. */
function placesIn(log: ToldLog, rows: readonly EventRow[]): ReadonlyMap<FrameId, Placement> {
  const told = new Map(log.entries.flatMap((entry) => (entry.says === null ? [] : [[entry.says.id, entry] as const])));
  return new Map(
    rows.flatMap(({ id, device }) => {
      const entry = told.get(id);
      return entry?.says?.device === device ? [[id, { seq: entry.seq, at: entry.says.at }] as const] : [];
    }),
  );
}

/** The first commit that the log does not have is where the group went another way. */
function followCommits(
  context: AccountContext,
  work: Working,
  commits: readonly CommitRow[],
  { entries }: ToldLog,
): void {
  const { room } = work;
  const { store } = context;
  for (const { epoch, hash, keyBefore } of commits) {
    const entry = entries.find((each) => isCommit(each, epoch, hash));
    if (entry !== undefined) {
      work.statements.push(...store.commits.move(room.id, epoch, entry.seq));
      // What is said about it names its true place.
      const { settlement } = work.court;
      if (settlement.trial?.epoch === epoch)
        work.court = {
          ...work.court,
          settlement: { ...settlement, trial: { ...settlement.trial, seq: entry.seq, head: entry.head } },
        };
      continue;
    }
    work.statements.push(...store.commits.dropFrom(room.id, epoch));
    work.broken = 'epoch-forked';
    work.court = { settlement: startSettlement(epoch), mine: null };
    work.base = null;
    // The way back in is sealed under the key that the room had then.
    if (keyBefore !== null) work.row = { ...work.row, groupInfoKey: keyBefore };
    for (const waiting of work.outgoing) {
      // Sealed where nobody else is: nobody could open it, under a number that the true epochs will reach.
      if (waiting.epoch > epoch) replaceOutgoing(context, work, { ...waiting, epoch: 0, frame: null });
    }
    return;
  }
}

function isCommit({ says }: ToldEntry, epoch: number, hash: Bytes): boolean {
  return says?.kind === 'commit' && says.epoch === epoch && equalBytes(sha256(says.body), hash);
}

/**
 * Own messages the log does not have go out once more, under their id. Not by themselves when the room they were written to never
 * was: whoever was put out or let in is not, and the person decides.
 */
function sendAgain(context: AccountContext, work: Working, rows: readonly EventRow[], lostChange: boolean): void {
  const { store, me, device } = context;
  for (const row of rows) {
    if (row.author !== me || row.device !== device || row.type === 'line' || row.type === 'unopened') continue;
    const { event, envelope } = decodeContent(row.content);
    if (isTrace(event)) work.afterwards.push(() => context.unsaid(work.room));
    if (!isOwnWord(event) || isTrace(event)) continue;
    const ord = context.nextOrd();
    const state = lostChange ? 'failed' : 'waiting';
    const reason = lostChange ? 'conflict' : null;
    const { sentAt } = envelope;
    const again = {
      id: row.id,
      ord,
      epoch: 0,
      frame: null,
      event,
      sentAt,
      state,
      reason,
      acknowledged: false,
    } as const;
    work.outgoing = [...work.outgoing, again];
    work.statements.push(
      ...store.events.waitAgain(work.room.id, row.id, ord),
      ...store.outbox.put(outboxRow(work, again)),
    );
  }
}

/** What the room's state says by itself is said anew where it is needed. */
function isOwnWord(event: { readonly type: string }): event is SendableEvent {
  return event.type !== 'unknown' && event.type !== 'snapshot' && event.type !== 'group-info-key';
}
