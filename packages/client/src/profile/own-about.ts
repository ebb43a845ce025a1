/** What this person says of themselves: changed here, kept for the account's other devices, and learned from them. */
import { cleanLine, CONTENT_LIMIT, lettersOf, Status, type SendableEvent } from '@alcove/content';
import type { AccountContext } from '../account/context.ts';
import type { AccountRuntime } from '../account/runtime.ts';
import { done, failed, type Outcome } from '../api/outcome.ts';
import type { StatusView } from '../api/profile-views.ts';
import { ownName } from '../people/own-name.ts';
import { keepSheetRecord, sheetRecord } from '../records/kinds/sheet.ts';
import { decodeAbout, encodeAbout, type AboutOf } from './abouts.ts';
import { loadLedger } from './ledger.ts';
import { followPicture } from './own-picture.ts';
import type { Told } from './telling.ts';

/** A change of status in a hundred rooms must not stand in the way of a message: a server takes 30 a minute, or more. */
const AT_ONCE = { rooms: 8, gapMs: 300 };
const GAP_MS = 2_500;

export async function setBio(runtime: AccountRuntime, typed: string): Promise<Outcome> {
  const bio = lineWithin(typed, CONTENT_LIMIT.bioLetters);
  return bio === null ? failed('too-large') : change(runtime, { bio });
}

export async function setStatus(runtime: AccountRuntime, typed: StatusView | null): Promise<Outcome> {
  if (typed === null) return change(runtime, { status: null });
  const words = lineWithin(typed.words, CONTENT_LIMIT.statusLetters);
  if (words === null) return failed('too-large');
  const status = Status.safeParse({ ...typed, words });
  if (!status.success) return failed('not-allowed');
  const { how, emoji } = status.data;
  // Here, and nothing more to say: as if there were none.
  return change(runtime, { status: how === 'here' && words === '' && emoji === '' ? null : status.data });
}

async function change({ context, parts }: AccountRuntime, to: Partial<AboutOf>): Promise<Outcome> {
  const before = context.abouts.of(context.me);
  const about = { ...before, ...to, at: Math.max(Math.floor(context.now()), before.at + 1) };
  await learnOwn(context, about);
  keepSheetRecord(context, 'about', encodeAbout(about));
  parts.about.changed();
  return done;
}

async function learnOwn(context: AccountContext, about: AboutOf): Promise<void> {
  const learned = context.abouts.learn(context.me, about);
  if (learned === null) return;
  await context.store.write(learned.statements);
  learned.adopt();
  context.changes.people();
}

/** With every connection: what this person is called, and says of themselves. */
export async function followOwn(
  context: AccountContext,
  parts: Pick<AccountRuntime['parts'], 'about' | 'picture'>,
): Promise<void> {
  await ownName(context);
  await followAbout(context);
  await followPicture(context);
  parts.about.look();
  parts.picture.look();
}

/** What was changed on another device is told by it. */
async function followAbout(context: AccountContext): Promise<void> {
  const plain = await sheetRecord(context, 'about');
  const about = plain === null ? null : decodeAbout(plain);
  if (about === null || !context.open || about.at <= context.abouts.of(context.me).at) return;
  await learnOwn(context, about);
  await context.ledgers.about.begin(about.at, []);
}

export function toldAbout({ abouts, me, ledgers }: AccountContext): Told {
  return {
    ledger: ledgers.about,
    gapMs: (rooms) => (rooms < AT_ONCE.rooms ? AT_ONCE.gapMs : GAP_MS),
    at: () => abouts.of(me).at,
    isEmpty: () => abouts.of(me).bio === '' && abouts.status(me) === null,
    event: async (): Promise<SendableEvent> => ({ type: 'about', ...abouts.of(me), status: abouts.status(me) }),
  };
}

/** One line of so many characters at most; null: it is longer. */
function lineWithin(typed: string, letters: number): string | null {
  const line = cleanLine(typed, Number.MAX_SAFE_INTEGER);
  return lettersOf(line) > letters ? null : line;
}

export async function loadLedgers(
  store: AccountContext['store'],
  isOpen: () => boolean,
): Promise<AccountContext['ledgers']> {
  return { about: await loadLedger(store, 'about', isOpen), picture: await loadLedger(store, 'picture', isOpen) };
}
