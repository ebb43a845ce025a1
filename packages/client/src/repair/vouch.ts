/**
 * Whether somebody with the room's keys is where the server says the room is, when nobody said so where this device could read it: a
 * message of the told log that opens under the keys here and signs it as seen, or a commit that was built on one this device does not
 * have. One such commit alone says nothing: its maker may have lost a race with it, and never went there.
 */
import type { Envelope } from '@alcove/content';
import { loadGroup, open, storeGroup } from '@alcove/crypto';
import { equalBytes, type Bytes, type DeviceId } from '@alcove/protocol';
import type { CommitRow, EventRow } from '@alcove/store';
import type { AccountContext } from '../account/context.ts';
import { hashOfCommit, openInfo } from '../handshake/kept-info.ts';
import { trustAt } from '../handshake/strays.ts';
import { checkedContent } from '../inbox/open-application.ts';
import type { Working } from '../rooms/working.ts';
import type { ToldEntry, ToldLog } from './told-log.ts';

/** So many of the newest messages are tried, of as many devices. */
const MOST_TRIED = 16;

interface Stretch {
  readonly rows: readonly EventRow[];
  readonly commits: readonly CommitRow[];
}

export async function isVouchedFor(
  context: AccountContext,
  work: Working,
  log: ToldLog,
  own: Stretch,
): Promise<boolean> {
  return (await isSpokenIn(context, work, log, own)) || isBuiltOn(context, work, log, own);
}

async function isSpokenIn(context: AccountContext, work: Working, log: ToldLog, { rows }: Stretch): Promise<boolean> {
  const known = new Set(rows.map(({ id }) => id));
  const newest = new Map<DeviceId, ToldEntry>();
  for (const entry of log.entries) {
    const { says } = entry;
    if (says?.kind === 'application' && says.device !== context.device && !known.has(says.id))
      newest.set(says.device, entry);
  }
  for (const entry of [...newest.values()].slice(-MOST_TRIED))
    if (await signsAsSeen(context, work, log, entry)) return true;
  return false;
}

/** Opened for a look, with a copy: opening uses up keys, and the message is still to come. */
async function signsAsSeen(
  context: AccountContext,
  { group, policy }: Working,
  log: ToldLog,
  { seq, says }: ToldEntry,
): Promise<boolean> {
  if (group === null || policy === null || says === null) return false;
  const expect = { kind: 'application', account: says.account, device: says.device } as const;
  const opened = await open(loadGroup(storeGroup(group)), trustAt(context, policy, says.at), says.body, expect);
  if (opened.kind !== 'application') return false;
  const decoded = checkedContent(opened.plain, opened.aad, says.id);
  return !('code' in decoded) && isWrittenIn(log, seq, decoded.envelope);
}

/** What stands at that place was written by somebody who had seen the told log beyond where the logs part: its entries begin there. */
export function isWrittenIn(
  { entries }: Pick<ToldLog, 'entries'>,
  seq: number,
  { seenSeq, seenHead }: Pick<Envelope, 'seenSeq' | 'seenHead'>,
): boolean {
  const seen = entries.find((entry) => entry.seq === seenSeq);
  return seenSeq < seq && seen !== undefined && equalBytes(seen.head, seenHead);
}

export async function isBuiltOn(
  context: Pick<AccountContext, 'gateway' | 'device'>,
  { room, row }: Pick<Working, 'room' | 'row'>,
  { entries }: ToldLog,
  { commits }: Pick<Stretch, 'commits'>,
): Promise<boolean> {
  const made = entries.flatMap(({ says }) =>
    says?.kind === 'commit' ? [{ ...says, hash: hashOfCommit(says.body) }] : [],
  );
  const first = made.find(({ hash }) => !commits.some((commit) => equalBytes(commit.hash, hash)));
  if (first === undefined || made.every(({ epoch }) => epoch <= first.epoch)) return false;
  const told = await context.gateway.ask<'fetch-group-info'>({ t: 'fetch-group-info', room: room.id });
  if (told.kind !== 'answer' || told.value.body === null) return false;
  const { epoch: at, body } = told.value;
  for (const key of new Set([row.groupInfoKey, ...commits.map(({ keyBefore }) => keyBefore)])) {
    const hash = key === null ? null : commitIn(key, room.id, at, body);
    const newest = made.find((each) => hash !== null && equalBytes(each.hash, hash));
    // An own one, by which this device came in, was built on that of somebody else.
    const built = newest?.device === context.device ? newest.epoch - 1 : newest?.epoch;
    if (built !== undefined && built > first.epoch) return true;
  }
  return false;
}

function commitIn(...[key, room, epoch, sealed]: Parameters<typeof openInfo>): Bytes | null {
  try {
    return openInfo(key, room, epoch, sealed).commit;
  } catch {
    // Sealed under another key.
    return null;
  }
}
