/** Who is in a room: starting one, adding, removing, leaving. The work is in found.ts and handshake.ts; here are the person's words. */
import { cleanLine, CONTENT_LIMIT } from '@alcove/content';
import type { AccountId, RoomId } from '@alcove/protocol';
import type { AccountRuntime } from '../account/runtime.ts';
import { done, failed, type Outcome } from '../api/outcome.ts';
import { foundRoom } from './found.ts';
import { pursue } from '../handshake/handshake.ts';
import type { Intent } from '../handshake/intent.ts';
import { acceptRequest, meet } from '../people/contacts.ts';
import { CHANGE_FAILED } from '../repair/alarms.ts';
import { isAsking, isBlocked } from '../people/quiet.ts';
import type { Room } from './room.ts';
import { say } from './send.ts';
import { beginWork } from './working.ts';

export async function startDirect(runtime: AccountRuntime, account: AccountId): Promise<Outcome<RoomId>> {
  const { context } = runtime;
  if (account === context.me) return failed('self');
  const existing = directWith(runtime, account);
  // What waits there, or is blocked, is said and answered in the chat itself.
  if (existing !== null && (isAsking(context, existing) || isBlocked(context, existing)))
    return { ok: true, value: existing.id };
  if (context.ties.standing(account) === 'blocked') return failed('blocked');
  await meet(context, account);
  if (existing !== null) {
    const back = await acceptRequest(runtime, existing.id);
    return back.ok ? { ok: true, value: existing.id } : back;
  }
  return founded(runtime, await foundRoom(context, { kind: 'direct', people: [account], title: '' }));
}

export function directWith({ context }: AccountRuntime, account: AccountId): Room | null {
  return context.rooms.all().find(({ row }) => row.kind === 'direct' && row.peer === account) ?? null;
}

export async function createGroup(
  runtime: AccountRuntime,
  input: { readonly title: string; readonly people: readonly AccountId[] },
): Promise<Outcome<RoomId>> {
  const title = cleanLine(input.title, CONTENT_LIMIT.titleBytes);
  if (title === '') return failed('empty');
  const people = [...new Set(input.people)].filter((account) => account !== runtime.context.me);
  return founded(runtime, await foundRoom(runtime.context, { kind: 'group', people, title }));
}

function founded({ context, parts }: AccountRuntime, made: Outcome<RoomId>): Outcome<RoomId> {
  const room = made.ok ? context.rooms.get(made.value) : undefined;
  if (room !== undefined) parts.pump.kick(room);
  return made;
}

export async function renameRoom(runtime: AccountRuntime, id: RoomId, typed: string): Promise<Outcome> {
  const title = cleanLine(typed, CONTENT_LIMIT.titleBytes);
  if (title === '') return failed('empty');
  if (runtime.context.rooms.get(id)?.row.kind !== 'group') return failed('not-allowed');
  const said = await say(runtime, id, { type: 'state', key: 'title', value: title });
  return said.ok ? done : said;
}

export function addPeople(runtime: AccountRuntime, id: RoomId, people: readonly AccountId[]): Promise<Outcome> {
  return change(runtime, id, { kind: 'add', people: [...new Set(people)] });
}

export async function removePerson(runtime: AccountRuntime, id: RoomId, account: AccountId): Promise<Outcome> {
  return account === runtime.context.me
    ? leaveRoom(runtime, id)
    : change(runtime, id, { kind: 'remove', people: [account] });
}

/** The owner hands the room over first, to whoever has been a member longest. Leaving a secret room ends it. */
export async function leaveRoom(runtime: AccountRuntime, id: RoomId): Promise<Outcome> {
  const { context } = runtime;
  const room = context.rooms.get(id);
  if (room === undefined) return failed('not-member');
  if (room.row.kind === 'direct') return failed('not-allowed');
  const policy = await room.lane(async () => (await beginWork(context, room)).policy);
  const heir = [...(policy?.members.keys() ?? [])].find((account) => account !== context.me) ?? null;
  return change(runtime, id, { kind: 'leave', heir });
}

async function change({ context, parts }: AccountRuntime, id: RoomId, intent: Intent): Promise<Outcome> {
  const room = context.rooms.get(id);
  if (room === undefined || !room.row.member) return failed('not-member');
  if (room.row.kind === 'direct' || (room.row.kind === 'secret' && intent.kind !== 'leave'))
    return failed('not-allowed');
  if (context.gateway.state !== 'online') return failed('offline');
  const outcome = await pursue(context, room, intent);
  if (outcome.ok && room.alarms.some(({ code }) => code === CHANGE_FAILED)) context.mended(room, CHANGE_FAILED);
  parts.pump.kick(room);
  return outcome;
}
