/**
 * Who somebody is: compared once, remembered as a decision of this person, and held to. When the server tells of another identity for
 * somebody this person compared with, nothing is sent in any room they are in until this person accepts it or compares again; what
 * waits stays. For everyone else it is said, and sending goes on: messages are sealed to the devices that were known before.
 */
import { safetyNumber, type KnownList } from '@alcove/crypto';
import { equalBytes, type AccountId } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import type { AccountRuntime } from '../account/runtime.ts';
import { done, failed, type Outcome } from '../api/outcome.ts';
import type { SafetyView } from '../api/views.ts';
import { followRecords } from '../records/follow.ts';
import { keepTie } from '../records/kinds/tie.ts';
import { meet, openUp } from './contacts.ts';
import { changedIn } from './held.ts';

export async function safetyOf(context: AccountContext, account: AccountId): Promise<Outcome<SafetyView>> {
  const theirs = await shownIdentity(context, account);
  if (!theirs.ok) return theirs;
  const digits = digitsOf(context, theirs.value);
  if (digits === null) return failed('offline');
  const changed = context.lists.changedAt(account) !== null;
  return { ok: true, value: { person: context.people.view(account), digits, changed } };
}

/** The pinned one; after a change the one the server tells of, which is what the other person has if it is true. */
function shownIdentity({ lists }: AccountContext, account: AccountId): Promise<Outcome<KnownList>> {
  return lists.changedAt(account) === null ? lists.atLeast(account, 1) : lists.candidate(account);
}

function digitsOf({ lists, me }: AccountContext, { list }: KnownList): readonly string[] | null {
  const mine = lists.all.get(me);
  if (mine === undefined) return null;
  return safetyNumber({ account: me, aik: mine.list.aik }, { account: list.account, aik: list.aik });
}

/** `digits`: the ones this person was shown and found to match. Another identity than theirs is not marked. */
export async function verifyPerson(
  { context, parts }: AccountRuntime,
  account: AccountId,
  digits: readonly string[],
): Promise<Outcome> {
  if (account === context.me) return failed('self');
  const shown = await shownIdentity(context, account);
  if (!shown.ok) return shown;
  if (digitsOf(context, shown.value)?.join(' ') !== digits.join(' ')) return failed('identity-changed');
  await stand({ context, parts }, shown.value, true);
  await meet(context, account);
  return done;
}

export async function unverifyPerson({ context }: AccountRuntime, account: AccountId): Promise<Outcome> {
  const tie = context.ties.identity(account);
  if (tie?.verified === true) await keepTie(context, { ...tie, verified: false, at: Math.floor(context.now()) });
  return done;
}

/** Goes on with whoever the server tells of now, without having compared. */
export async function acceptIdentity({ context, parts }: AccountRuntime, account: AccountId): Promise<Outcome> {
  if (context.lists.changedAt(account) === null) return done;
  const told = await context.lists.candidate(account);
  if (!told.ok) return told;
  // It may be the one they compared after all: then it stays compared.
  await stand({ context, parts }, told.value, context.ties.isVerified(account, told.value.list.aik));
  return done;
}

type Standing = Pick<AccountRuntime, 'context' | 'parts'>;

async function stand({ context, parts }: Standing, known: KnownList, verified: boolean): Promise<void> {
  const { account, aik } = known.list;
  await context.lists.pin(account, known);
  await keepTie(context, { v: 1, of: 'identity', account, aik, verified, at: Math.floor(context.now()) });
  release({ context, parts }, account);
}

/** What waited for this goes on. */
function release({ context, parts }: Standing, account: AccountId): void {
  for (const room of context.rooms.all()) {
    const policy = room.keys?.policy;
    if (policy?.members.has(account) !== true) continue;
    if (changedIn(context, policy).length === 0)
      room.alarms = room.alarms.map((alarm) =>
        alarm.code === 'identity-changed' ? { ...alarm, repair: 'done' as const } : alarm,
      );
    context.changes.room(room.id);
    parts.pump.kick(room);
  }
  context.changes.people();
}

/** What this person decided on another device holds here too. */
export async function followDecisions({ context, parts }: Standing): Promise<void> {
  await followRecords(context);
  const fresh = context.ties.news();
  for (const tie of fresh) {
    if (tie.of !== 'identity') continue;
    if (context.lists.changedAt(tie.account) === null) continue;
    const told = await context.lists.candidate(tie.account);
    if (told.ok && equalBytes(told.value.list.aik, tie.aik)) await context.lists.pin(tie.account, told.value);
  }
  for (const tie of fresh) {
    if (tie.of === 'request') await openUp({ context, parts }, tie.room);
    else release({ context, parts }, tie.account);
  }
}
