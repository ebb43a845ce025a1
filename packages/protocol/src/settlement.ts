/**
 * When a commit stands, and when it is void: the one pure rule by which the server and every client read it from the log alone.
 *
 * A commit may be such that some members can follow it and others cannot, and nobody can prove which of them lies. So members say it
 * (verdict.ts), and the room decides, at a place of the log that is the same for all:
 *
 *   untried ──first rejection──► open ──the owner's verdict, or all verdicts, or time is up──► stands | void
 *
 * Who may speak: the accounts of the policy, one verdict each, but not the committer's; whom the commit removes is in the policy no
 * longer. The owner's verdict decides at once: whoever may remove members may also send a commit back. Without the owner more
 * than half of those who spoke must reject; a tie stands. Where nobody but the rejecter is there, the commit is void: it would
 * have served nobody.
 *
 * Void takes back the commit, those of the same account built on it, and every message after it; the room is in the epoch before it
 * again, and what was said is sealed anew. Policy frames stay: they are signed by themselves.
 *
 * A commit is past all that once somebody else built on it, once the room decided for it, or ten minutes after somebody else spoke in
 * the epoch of the last of them: a history that others live in is not undone. Invariants:
 * [S1] the result depends on the entries from the commit on, and on nothing else: whoever comes in by it agrees with all the others,
 *      as long as the log holds no verdict that does not count, which the server sees to;
 * [S2] an open trial ends with the first verdict at or after its deadline, whatever it says;
 * [S3] the epoch falls only by a void, and then to the one before the commit;
 * [S4] no account speaks twice, no account speaks for its own commit.
 * decisions/0011 says why it is so, and what a hostile server can do with it.
 */
import { z } from 'zod';
import { bytesSchema, equalBytes } from './bytes.ts';
import { AccountId, DeviceId } from './ids.ts';
import type { EntryKind } from './log-entry.ts';
import type { VerdictBody } from './verdict.ts';

/** Members who are there have this long to speak, in the log's own time. */
export const VERDICT_MS = 8_000;
/** After somebody else spoke in the new epoch. */
export const USED_MS = 600_000;
/** A device with so many void commits in a day makes no more of them for that day (K14). */
const MOST_VOID = 3;
const DAY_MS = 86_400_000;
/** Commits of one account closer than this to each other are tried as one. */
const SPAN_MS = 600_000;

export const Trial = z.strictObject({
  seq: z.int(),
  /** The chain's head after the commit. */
  head: bytesSchema,
  /** The epoch before it. */
  epoch: z.int(),
  account: AccountId,
  device: DeviceId,
  /** When the last commit of the span entered the log. */
  lastAt: z.int(),
  /** False for who came in by the last commit of the span: where it began, the first verdict tells. */
  whole: z.boolean(),
  /** When somebody else first spoke in the newest epoch. */
  usedAt: z.int().nullable(),
  /** When it was first rejected. */
  openedAt: z.int().nullable(),
  accepts: z.array(AccountId),
  rejects: z.array(AccountId),
});
export type Trial = z.infer<typeof Trial>;

export const Settlement = z.strictObject({
  /** The room's epoch. */
  epoch: z.int(),
  /** The newest commits, as long as they can be taken back. */
  trial: Trial.nullable(),
  /** Where commits were last taken back, and to which epoch: what was sealed before that and in a later epoch is of no use. */
  undone: z.strictObject({ seq: z.int(), epoch: z.int() }).nullable(),
  /** Whose commits were void of late. Decides nothing about what stands in the log, only what is taken into it. */
  flagged: z.array(z.strictObject({ account: AccountId, device: DeviceId, at: z.int() })),
});
export type Settlement = z.infer<typeof Settlement>;

/** What the rule reads of an entry at its place. */
export interface Placed {
  readonly seq: number;
  /** The chain's head after it. */
  readonly head: Uint8Array;
  readonly kind: EntryKind;
  readonly epoch: number;
  readonly account: AccountId;
  readonly device: DeviceId;
  readonly at: number;
  /** What a verdict says; its signature is the caller's to check. */
  readonly verdict?: VerdictBody;
}

/** Who is in the room at this place, and who owns it. */
export interface Electorate {
  readonly members: ReadonlyMap<AccountId, unknown>;
  readonly owner: AccountId;
}

export interface Step {
  readonly settlement: Settlement;
  /** What this entry decided, about which commits. */
  readonly decided: { readonly what: 'void' | 'stands'; readonly trial: Trial } | null;
  /** The entry counted for something; a verdict that does not is no more than words. */
  readonly counts: boolean;
}

export function startSettlement(epoch: number): Settlement {
  return { epoch, trial: null, undone: null, flagged: [] };
}

/** For a device that came in by this very commit, or by its GroupInfo. */
export function settlementAfter(commit: Placed): Settlement {
  const { trial, ...rest } = built(startSettlement(commit.epoch), commit);
  return { ...rest, trial: trial === null ? null : { ...trial, whole: false } };
}

export function settle(before: Settlement, entry: Placed, room: Electorate): Step {
  switch (entry.kind) {
    case 'policy':
      return kept(before);
    case 'commit':
      return entry.epoch === before.epoch ? kept(built(before, entry)) : { ...kept(before), counts: false };
    case 'application':
      return kept(used(before, entry));
    case 'verdict':
      return heard(before, entry, room);
  }
}

/** Whether the account has a say about the commits on trial. */
export function mayJudge(trial: Trial, account: AccountId, room: Electorate): boolean {
  return account !== trial.account && room.members.has(account);
}

/** A rejection now would open a trial, or count in the one that is open. */
export function isTriable({ usedAt, openedAt }: Trial, at: number): boolean {
  return openedAt !== null || usedAt === null || at < usedAt + USED_MS;
}

export const isOpen = ({ trial }: Settlement): boolean => trial !== null && trial.openedAt !== null;

/** Sealed in an epoch that was taken back, by somebody who had not heard of it. */
export function isUndone({ undone }: Settlement, epoch: number, seen: number): boolean {
  return undone !== null && epoch > undone.epoch && seen < undone.seq;
}

/** The device made too many commits that were void. Never the owner's: nobody else could put the room right. */
export function isBarred(
  { flagged }: Settlement,
  by: Pick<Placed, 'account' | 'device' | 'at'>,
  room: Electorate,
): boolean {
  const own = flagged.filter(({ device, at }) => device === by.device && at > by.at - DAY_MS);
  return by.account !== room.owner && own.length >= MOST_VOID;
}

const kept = (settlement: Settlement): Step => ({ settlement, decided: null, counts: true });

function built(before: Settlement, { seq, head, account, device, at, epoch }: Placed): Settlement {
  const { trial } = before;
  const same = trial !== null && trial.account === account && trial.usedAt === null && at < trial.lastAt + SPAN_MS;
  const next: Trial = same
    ? { ...trial, lastAt: at }
    : {
        seq,
        head: new Uint8Array(head),
        epoch,
        account,
        device,
        lastAt: at,
        whole: true,
        usedAt: null,
        openedAt: null,
        accepts: [],
        rejects: [],
      };
  return { ...before, epoch: epoch + 1, trial: next };
}

function used(before: Settlement, { account, epoch, at }: Placed): Settlement {
  const { trial } = before;
  // In an epoch between the first and the last commit of a span it says nothing: who came in by a later one knows of no such epoch.
  if (trial === null || trial.usedAt !== null || epoch !== before.epoch) return before;
  return account === trial.account ? before : { ...before, trial: { ...trial, usedAt: at } };
}

function heard(before: Settlement, entry: Placed, room: Electorate): Step {
  const ignored: Step = { settlement: before, decided: null, counts: false };
  const { verdict, account, at } = entry;
  const trial = before.trial === null || verdict === undefined ? null : named(before.trial, verdict);
  if (trial === null || verdict === undefined) return ignored;
  if (!isTriable(trial, at) || (trial.openedAt === null && verdict.type !== 'reject')) return ignored;
  const isLate = trial.openedAt !== null && at >= trial.openedAt + VERDICT_MS;
  const spoke = trial.accepts.includes(account) || trial.rejects.includes(account);
  const hasVoice = mayJudge(trial, account, room) && !spoke && verdict.type !== 'close';
  if (!hasVoice && !isLate) return ignored;
  const now = hasVoice ? withVoice(trial, verdict.type === 'reject', account, at) : trial;
  const what = decide(now, isLate, room);
  if (what === null) return kept({ ...before, trial: now });
  const settlement: Settlement =
    what === 'void'
      ? {
          epoch: now.epoch,
          trial: null,
          undone: { seq: entry.seq, epoch: now.epoch },
          flagged: [
            ...before.flagged.filter((each) => each.at > at - DAY_MS),
            { account: now.account, device: now.device, at },
          ],
        }
      : { ...before, trial: null };
  return { settlement, decided: { what, trial: now }, counts: true };
}

/** The trial that the verdict is about; null: it is about something else. */
function named(trial: Trial, { seq, head, epoch }: VerdictBody): Trial | null {
  if (seq === trial.seq) return epoch === trial.epoch && equalBytes(head, trial.head) ? trial : null;
  return !trial.whole && seq < trial.seq && epoch < trial.epoch ? { ...trial, seq, head, epoch, whole: true } : null;
}

function withVoice(trial: Trial, isRejection: boolean, account: AccountId, at: number): Trial {
  const openedAt = trial.openedAt ?? at;
  return isRejection
    ? { ...trial, openedAt, rejects: [...trial.rejects, account] }
    : { ...trial, openedAt, accepts: [...trial.accepts, account] };
}

function decide(trial: Trial, isLate: boolean, room: Electorate): 'void' | 'stands' | null {
  const { accepts, rejects } = trial;
  if (mayJudge(trial, room.owner, room)) {
    if (rejects.includes(room.owner)) return 'void';
    if (accepts.includes(room.owner)) return 'stands';
  }
  const silent = [...room.members.keys()].some(
    (account) => mayJudge(trial, account, room) && !accepts.includes(account) && !rejects.includes(account),
  );
  if (silent && !isLate) return null;
  return rejects.length > accepts.length ? 'void' : 'stands';
}
