/**
 * A commit in the log: an own one is adopted as it was prepared, another's is processed, inspected and kept or refused
 * (docs/checks.md). After a refused commit the group's state is of no more use here, and the room is joined again.
 */
import { open, roster, sha256, withPast, type GroupState, type Leaf, type Opened } from '@alcove/crypto';
import { equalBytes, isBarred, type AccountId } from '@alcove/protocol';
import type { ReasonCode } from '../api/reasons.ts';
import type { AccountContext } from '../account/context.ts';
import { afterOwnCommit } from '../handshake/after-commit.ts';
import { trustAt } from '../handshake/strays.ts';
import type { Handshake } from '../rooms/room.ts';
import type { Working } from '../rooms/working.ts';
import type { RoomLine } from '../timeline/opened.ts';
import { listReason, mayPass } from '../session/failure.ts';
import { keptWelcome } from '../sync/restore.ts';
import { rowOfLine } from './line.ts';
import type { Arrived, OpenResult } from './open-frame.ts';

export async function openCommit(context: AccountContext, work: Working, arrived: Arrived): Promise<OpenResult> {
  const { core } = arrived;
  const { group, policy, handshake } = work;
  if (handshake?.id === core.id && handshake.next !== null && core.device === context.device) {
    if (handshake.frame.kind === 'commit' && equalBytes(handshake.frame.body, core.body))
      return adoptOwn(context, work, arrived);
    // K48: others would follow what the log says, and this device what it made.
    if (handshake.epoch !== core.epoch || isFollowed(context, group, handshake))
      return broken(work, 'own-commit-altered');
    work.alarms.push('own-commit-altered');
    return adoptOwn(context, work, arrived);
  }
  if (group === null || policy === null || core.epoch < group.epoch) return 'opened';
  if (core.epoch > group.epoch) return broken(work, 'epoch-missed');
  if (core.device === context.device) return broken(work, 'own-commit-lost');
  if (isBarred(work.court.settlement, core, policy)) return broken(work, 'commits-void');
  const opened = await openTrusted(context, work, arrived, 'commit');
  if (opened === 'later') return 'later';
  switch (opened.kind) {
    case 'commit':
      noteDevices(context, work, arrived, opened.added, opened.removed);
      noteCommit(context, work, arrived);
      work.group = opened.next;
      return 'opened';
    case 'removed':
      work.group = null;
      return 'opened';
    case 'refused':
    case 'unlisted':
      return broken(work, opened.code);
    default:
      return broken(work, opened.kind);
  }
}

/**
 * Whether somebody else goes by the commit's bytes. Who comes in by it goes by the Welcome, which was made with it: from a group of its own, this
 * device is where they are when it follows what it made.
 */
function isFollowed({ device }: AccountContext, group: GroupState | null, { intent, next }: Handshake): boolean {
  if (group === null || next === null) return true;
  // A join was made from a group that this device may not have been in.
  const before = intent.kind === 'join' ? roster(next) : roster(group);
  const after = new Set(roster(next).map((leaf) => leaf.device));
  return before.some((leaf) => leaf.device !== device && after.has(leaf.device));
}

/** `unlisted`: refused here, before or after the group had its say. */
type OpenedHere = Exclude<Opened, { kind: 'needs-list' }> | { readonly kind: 'unlisted'; readonly code: ReasonCode };

/** Opens with what is trusted at this place of the log; fetches a device list when a certificate names a newer one. */
export async function openTrusted(
  context: AccountContext,
  work: Working,
  { core }: Arrived,
  kind: 'commit' | 'application',
): Promise<OpenedHere | 'later'> {
  const { group, policy } = work;
  if (group === null || policy === null) return { kind: 'unlisted', code: 'not-joined' };
  const expect = { kind, account: core.account, device: core.device };
  // Of whom was asked, nothing newer is to be had: no list is needed twice, and this ends.
  const asked = new Set<AccountId>();
  for (;;) {
    const opened = await open(group, trustAt(context, policy, core.at, asked), core.body, expect);
    if (opened.kind !== 'needs-list') return opened;
    const list = await context.lists.refresh(opened.account);
    if (!list.ok && mayPass(list.code)) return 'later';
    if (!list.ok) return { kind: 'unlisted', code: listReason(list.code) };
    asked.add(opened.account);
  }
}

async function adoptOwn(context: AccountContext, work: Working, arrived: Arrived): Promise<OpenResult> {
  const { handshake } = work;
  if (handshake === null || handshake.next === null) return 'opened';
  const before = work.group === null ? [] : roster(work.group);
  const after = roster(handshake.next);
  noteDevices(context, work, arrived, without(after, before), without(before, after));
  if (handshake.frame.kind === 'commit') work.ownWelcome = keptWelcome(handshake.frame);
  noteCommit(context, work, arrived);
  work.group = handshake.intent.kind === 'join' ? withPast(handshake.next, work.group) : handshake.next;
  work.handshake = null;
  if (handshake.intent.kind === 'join') {
    // A join replaces whatever state there was.
    work.broken = null;
    // It may have been made anew since the room was entered: what was sealed before it was not for this device.
    if (before.length === 0) work.row = { ...work.row, joinEpoch: handshake.next.epoch };
  }
  work.statements.push(...context.store.outbox.drop(handshake.id));
  work.afterwards.push(handshake.adopted);
  work.place = { seq: arrived.seq, head: arrived.head };
  await afterOwnCommit(context, work, handshake);
  return 'opened';
}

/** So that it is known again when the log is told anew. */
function noteCommit({ store }: AccountContext, work: Working, { seq, core }: Arrived): void {
  const { room, row } = work;
  const hash = sha256(core.body);
  work.statements.push(
    ...store.commits.put({ room: room.id, epoch: core.epoch, seq, hash, keyBefore: row.groupInfoKey }),
  );
}

function without(leaves: readonly Leaf[], others: readonly Leaf[]): Leaf[] {
  const devices = new Set(others.map(({ device }) => device));
  return leaves.filter(({ device }) => !devices.has(device));
}

/** People who come and go are the policy's lines; here are the devices of those who were and stay members. */
function noteDevices(
  context: AccountContext,
  work: Working,
  { seq, core }: Arrived,
  added: readonly Leaf[],
  removed: readonly Leaf[],
): void {
  const { group, policy } = work;
  if (group === null || policy === null) return;
  const had = new Set(roster(group).map(({ account }) => account));
  const back = new Set(removed.map(({ device }) => device));
  const come = added.find(({ account, device }) => had.has(account) && device !== context.device && !back.has(device));
  const gone = removed.find(
    ({ account }) => policy.members.has(account) && !added.some((leaf) => leaf.account === account),
  );
  // A device of somebody who is known here knows nothing itself.
  if (come !== undefined && come.account !== context.me) work.afterwards.push(() => context.owe(work.room));
  const of = come ?? gone;
  if (of === undefined) return;
  const line: RoomLine =
    come !== undefined
      ? { type: 'line', what: 'device-added', deviceKind: come.kind }
      : { type: 'line', what: 'device-removed' };
  const row = rowOfLine(work.room.id, seq, core, line, of.account);
  work.events.push(row);
  work.statements.push(...context.store.events.put(row));
}

function broken(work: Working, code: ReasonCode): OpenResult {
  if (work.broken === null) work.alarms.push(code);
  work.broken ??= code;
  return { code };
}
