/**
 * The log is followed anew from the last place that this device and the believed log have in common. One step, all or nothing: place,
 * policy and heads go back there, what was opened already moves to where the log has it, and what the log has beyond that is
 * opened by the inbox as ever. Nothing that anybody said is deleted: an own message the log does not have waits to be sent again, and
 * one of somebody else's stays where it stood.
 *
 * The group's keys stay: an entry that was opened is known by its id. Where the group itself went another way, by a commit that
 * the log does not have, its state from before that commit is taken up again; where none was kept, it is `epoch-forked`, and this device
 * joins again.
 */
import { equalBytes, startSettlement, type Bytes, type FrameId } from '@alcove/protocol';
import type { CommitRow, EventRow, Placement } from '@alcove/store';
import type { AccountContext } from '../account/context.ts';
import type { Intent } from '../handshake/intent.ts';
import { hashOfCommit } from '../handshake/kept-info.ts';
import { rowOfWanted } from '../handshake/stored-handshake.ts';
import { queueEvent, replaceOutgoing } from '../outbox/seal.ts';
import { isQuiet } from '../people/quiet.ts';
import { newFrameId } from '../rooms/frame-id.ts';
import type { Room } from '../rooms/room.ts';
import type { Base } from '../rooms/stored-court.ts';
import { baseOf, beginWork, finishWork, type Working } from '../rooms/working.ts';
import { startLog } from '../sync/merge.ts';
import { findCommon, tellFrom, type ToldEntry, type ToldLog } from './told-log.ts';
import { claimsIn, isAgreed, isBelievable } from './evidence.ts';
import { stretchAfter, type Mine } from './own-stretch.ts';
import { sayForTheirPlace, sendAgain } from './say-again.ts';
import { isVouchedFor } from './vouch.ts';

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
  const rows = await store.events.after(room.id, room.place.seq - LOOK_BACK, true);
  return isAgreed(await store.heads.of(room.id), claimsIn(rows, device));
}

async function rewind(context: AccountContext, room: Room, log: ToldLog): Promise<'rewound' | 'disputed'> {
  const { store } = context;
  const work = await beginWork(context, room);
  const mine = await stretchAfter(context, work, log);
  if (mine === null || !(await isFollowed(context, work, log, mine))) return 'disputed';
  const { seq, head } = log.common;
  const { id } = room;
  const places = placesIn(log, mine.rows);
  work.statements.push(
    ...store.events.rewind(id, seq, places),
    ...store.policies.dropAfter(id, seq),
    ...store.unopened.dropFrom(id, seq + 1),
    ...store.heads.dropAfter(id, seq),
    ...store.words.askAgain(id, seq),
  );
  work.afterwards.push(() => toldAnew(context, room));
  work.unopened = work.unopened.filter((shut) => shut.seq <= seq);
  work.policy = mine.policy;
  if (work.policy !== null) work.row = { ...work.row, member: work.policy.members.has(context.me) };
  work.place = { seq, head };
  work.broken = null;
  const forkedFrom = followCommits(context, work, mine.commits, log, await baseOf(context, work));
  sendAgain(
    context,
    work,
    mine.rows.filter((row) => !places.has(row.id)),
    mine.lostChange,
  );
  if (forkedFrom !== null) {
    const shut = sealedAfter(log, forkedFrom);
    await sayForTheirPlace(
      context,
      work,
      mine.rows.filter((row) => shut.has(row.id)),
      mine.lostChange,
    );
  }
  if (mine.lostChange) work.alarms.push('own-change-lost');
  makeAgain(context, work, [...mine.wanted, ...(forkedFrom === null ? [] : unmade(context, work, forkedFrom))]);
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

async function isFollowed(context: AccountContext, work: Working, log: ToldLog, mine: Mine): Promise<boolean> {
  const told = { members: mine.toldMembers, vouched: false };
  if (isBelievable(mine.own, log, told)) return true;
  // Only then is it worth a look into what the server tells, and a question.
  return isBelievable(mine.own, log, { ...told, vouched: true }) && isVouchedFor(context, work, log, mine);
}

/** A commit under way was made where nobody else is: under a number that the true epochs will reach, the log would take it. */
export function unmade({ store }: AccountContext, work: Working, forkedFrom: number): readonly Intent[] {
  const { handshake } = work;
  if (handshake === null || handshake.epoch <= forkedFrom) return [];
  work.handshake = null;
  work.statements.push(...store.outbox.drop(handshake.id));
  return handshake.intent.kind === 'join' ? [] : [handshake.intent];
}

/** Kept with what lost a race, and made when the room is in order (repair/repair.ts). */
export function makeAgain({ store, nextOrd, now }: AccountContext, work: Working, wanted: readonly Intent[]): void {
  const { room } = work;
  const lost = wanted.map((intent) => ({ id: newFrameId(now()), intent }));
  for (const each of lost) work.statements.push(...store.outbox.put(rowOfWanted(room.id, nextOrd(), each)));
  work.afterwards.push(() => {
    room.lost = [...room.lost, ...lost];
  });
}

/** What others said of the old log, and what was told of it elsewhere, is looked at again. */
function toldAnew({ rooms }: AccountContext, room: Room): void {
  room.unheardAt = 0;
  for (const { toldElsewhere } of rooms.all()) toldElsewhere.delete(room.id);
}

/** Whatever came live belongs to a log that may not be this one. */
function restart(room: Room, { last }: ToldLog): void {
  room.log = { ...startLog(room.place), known: Math.max(room.place.seq, last) };
  room.arrived = [];
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

/** What this device sealed in an epoch that it alone called by that number: the log has it, and nobody there can open it. */
function sealedAfter({ entries }: ToldLog, epoch: number): ReadonlySet<FrameId> {
  return new Set(entries.flatMap(({ says }) => (says !== null && says.epoch > epoch ? [says.id] : [])));
}

/** The first commit that the log does not have is where the group went another way: its epoch, or null. */
function followCommits(
  context: AccountContext,
  work: Working,
  commits: readonly CommitRow[],
  { entries }: ToldLog,
  base: Base | null,
): number | null {
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
    work.court = { settlement: startSettlement(epoch), mine: null };
    work.base = null;
    if (base?.group.epoch === epoch) work.group = base.group;
    else work.broken = 'epoch-forked';
    // The way back in is sealed under the key that the room had then.
    if (keyBefore !== null) work.row = { ...work.row, groupInfoKey: keyBefore };
    for (const waiting of work.outgoing) {
      // Sealed where nobody else is: nobody could open it, under a number that the true epochs will reach.
      if (waiting.epoch > epoch) replaceOutgoing(context, work, { ...waiting, epoch: 0, frame: null });
    }
    return epoch;
  }
  return null;
}

function isCommit({ says }: ToldEntry, epoch: number, hash: Bytes): boolean {
  return says?.kind === 'commit' && says.epoch === epoch && equalBytes(hashOfCommit(says.body), hash);
}
