/**
 * Who may reach this person. A room that a stranger brings them into waits as a request: until it is accepted nothing goes out from here,
 * neither marks nor typing nor a name nor a fresh key, and nobody is told that it was declined or who is blocked. All of it is decided and
 * kept by the account's own devices; the server is asked for nothing.
 */
import type { AccountId, RoomId } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import type { AccountRuntime } from '../account/runtime.ts';
import { done, failed, type Outcome } from '../api/outcome.ts';
import type { ContactsView } from '../api/contact-views.ts';
import { sayName } from '../inbox/open-welcome.ts';
import { keepTie } from '../records/kinds/tie.ts';
import { joinAlone } from '../rooms/join-alone.ts';
import { isAsking, isQuiet } from './quiet.ts';
import type { TieOf } from './tie.ts';

export async function acceptRequest(runtime: AccountRuntime, id: RoomId): Promise<Outcome> {
  const { context, parts } = runtime;
  const room = context.rooms.get(id);
  if (room === undefined) return failed('not-member');
  const tie = context.ties.request(id);
  if (tie === null || tie.standing === 'accepted') return done;
  if (room.row.peer !== null) await stand(context, room.row.peer, 'contact');
  await keepTie(context, { ...tie, standing: 'accepted', at: at(context) });
  await openUp(runtime, id);
  await room.lane(() => sayName(context, room));
  parts.pump.kick(room);
  return done;
}

/** Accepted, here or on another device of this person: what was held back goes out. */
export async function openUp({ context, parts }: Pick<AccountRuntime, 'context' | 'parts'>, id: RoomId): Promise<void> {
  const room = context.rooms.get(id);
  if (room === undefined) return;
  context.changes.room(id);
  if (isQuiet(context, room)) return;
  if (room.awaiting) {
    // Without a connection it is tried again with the next one.
    if ((await joinAlone(context, id)) !== 'joined') return;
    await context.caughtUp(room);
  } else {
    // The key it came in with may have been a last resort (docs/checks.md, K30).
    parts.followUp.freshen(room, true);
  }
  parts.presence.moved(room, 'read');
  parts.presence.here.spoken(room);
  lookAround(parts);
  parts.followUp.look(room);
  parts.repair.again(room);
  parts.pump.kick(room);
}

/** It is gone from the list here and on this person's other devices; whoever asked is not told. */
export async function declineRequest({ context }: AccountRuntime, id: RoomId): Promise<Outcome> {
  const tie = context.ties.request(id);
  if (tie === null) return failed('not-member');
  await keepTie(context, { ...tie, standing: 'declined', at: at(context) });
  context.changes.room(id);
  return done;
}

/** Declined by mistake. */
export async function reopenRequest({ context }: AccountRuntime, id: RoomId): Promise<Outcome> {
  const tie = context.ties.request(id);
  if (tie === null) return failed('not-member');
  if (tie.standing === 'declined') await askFor(context, id, tie.by);
  return done;
}

export async function block({ context }: AccountRuntime, account: AccountId): Promise<Outcome> {
  if (account === context.me) return failed('self');
  await stand(context, account, 'blocked');
  return done;
}

export async function unblock({ context, parts }: AccountRuntime, account: AccountId): Promise<Outcome> {
  if (context.ties.standing(account) !== 'blocked') return done;
  await stand(context, account, 'none');
  // Their chat is where it was before somebody accepted it.
  await askAgain(context, account);
  // Rooms in common with them.
  lookAround(parts);
  return done;
}

export async function addContact(runtime: AccountRuntime, account: AccountId): Promise<Outcome> {
  const { context } = runtime;
  if (account === context.me) return failed('self');
  if (context.ties.standing(account) === 'blocked') return failed('blocked');
  await meet(context, account);
  for (const room of context.rooms.all())
    if (room.row.peer === account && isAsking(context, room)) await acceptRequest(runtime, room.id);
  return done;
}

/** They would have to ask again. */
export async function removeContact({ context }: AccountRuntime, account: AccountId): Promise<Outcome> {
  await stand(context, account, 'none');
  await askAgain(context, account);
  return done;
}

/** This person wrote to them first, or compared with them. */
export async function meet(context: AccountContext, account: AccountId): Promise<void> {
  if (context.ties.standing(account) === 'none') await stand(context, account, 'contact');
}

export function contactsOf({ ties, people }: AccountContext): ContactsView {
  const persons = ties.all('person');
  const of = (standing: TieOf<'person'>['standing']): ContactsView['blocked'] =>
    persons.filter((tie) => tie.standing === standing).map(({ account }) => people.view(account));
  return {
    contacts: of('contact'),
    blocked: of('blocked'),
    declined: ties
      .all('request')
      .filter(({ standing, by }) => standing === 'declined' && ties.standing(by) !== 'blocked')
      .map(({ room, by }) => ({ room, by: people.view(by) })),
  };
}

async function stand(
  context: AccountContext,
  account: AccountId,
  standing: TieOf<'person'>['standing'],
): Promise<void> {
  await keepTie(context, { v: 1, of: 'person', account, standing, at: at(context) });
  for (const room of context.rooms.all()) if (room.row.peer === account) context.changes.room(room.id);
}

function lookAround({ about, picture }: AccountRuntime['parts']): void {
  about.look();
  picture.look();
}

async function askAgain(context: AccountContext, account: AccountId): Promise<void> {
  for (const { id, row } of context.rooms.all()) {
    if (row.peer === account) await askFor(context, id, account);
  }
}

async function askFor(context: AccountContext, room: RoomId, by: AccountId): Promise<void> {
  await keepTie(context, { v: 1, of: 'request', room, by, standing: 'asking', at: at(context) });
  context.changes.room(room);
}

const at = (context: AccountContext): number => Math.floor(context.now());
