/**
 * What a person says in a room: builds the event, shows it, and hands it to the outbox. Resolves when it is durable here, or when the
 * disk refused it and the timeline says so; sending follows by itself (outbox/pump.ts).
 */
import { CONTENT_LIMIT, type SendableEvent } from '@alcove/content';
import { MalformedError, utf8, type AccountId, type FrameId, type RoomId } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import type { AccountRuntime } from '../account/runtime.ts';
import { done, failed, type Outcome } from '../api/outcome.ts';
import { newOutgoing, queueOutgoing, replaceOutgoing, waitingRow } from '../outbox/seal.ts';
import { keepUnstored, showFirst } from '../outbox/show-first.ts';
import { takeState } from '../inbox/after-content.ts';
import { acceptRequest } from '../people/contacts.ts';
import { isBlocked } from '../people/quiet.ts';
import type { Outgoing, Room } from './room.ts';
import { beginWork, finishWork, type Working } from './working.ts';

export async function say(runtime: AccountRuntime, id: RoomId, event: SendableEvent): Promise<Outcome<FrameId>> {
  const { context, parts } = runtime;
  const room = context.rooms.get(id);
  if (room === undefined || !room.row.member) return failed('not-member');
  if (isBlocked(context, room)) return failed('blocked');
  // Writing in it is accepting it.
  const accepted = await acceptRequest(runtime, id);
  if (!accepted.ok) return accepted;
  const outgoing = newOutgoing(context, event);
  try {
    showFirst(context, room, outgoing);
  } catch (error) {
    if (error instanceof MalformedError) return failed(event.type === 'reaction' ? 'not-allowed' : 'too-large');
    throw error;
  }
  try {
    await room.lane(async () => {
      const work = await beginWork(context, room);
      await queueOutgoing(context, work, outgoing);
      if (event.type === 'state') takeState(context, work, event);
      if (event.type === 'text') emptyDraft(context, work);
      await finishWork(context, work);
      room.unstored.delete(outgoing.id);
    });
  } catch (error) {
    if (!(await keepUnstored(context, room, outgoing, error))) throw error;
  }
  parts.pump.kick(room);
  if (event.type === 'text') {
    parts.about.spoken(room);
    parts.picture.spoken(room);
    parts.presence.here.spoken(room);
  }
  return { ok: true, value: outgoing.id };
}

/** What was written in the room's field leaves the disk in the step that stores it as a message. */
function emptyDraft({ store, changes }: AccountContext, work: Working): void {
  work.statements.push(...store.drafts.put(work.room.id, ''));
  work.afterwards.push(() => changes.draftSaid(work.room.id));
}

/** A text fit to be sent, or why it is not. */
export function checkText(text: string): Outcome<string> {
  const body = text.toWellFormed();
  if (body.trim() === '') return failed('empty');
  return utf8(body).length > CONTENT_LIMIT.bodyBytes ? failed('too-large') : { ok: true, value: body };
}

export async function sendText(
  runtime: AccountRuntime,
  room: RoomId,
  input: { readonly text: string; readonly replyTo: FrameId | null; readonly mentions: readonly AccountId[] },
): Promise<Outcome<FrameId>> {
  const text = checkText(input.text);
  if (!text.ok) return text;
  const mentions = [...new Set(input.mentions)].slice(0, CONTENT_LIMIT.mentions);
  const reply = input.replyTo === null ? {} : { replyTo: input.replyTo };
  return say(runtime, room, { type: 'text', body: text.value, mentions, ...reply });
}

/** A failed message goes to the end of what waits. */
export async function retrySend(runtime: AccountRuntime, id: RoomId, frame: FrameId): Promise<Outcome> {
  const { context, parts } = runtime;
  const room = context.rooms.get(id);
  if (room === undefined) return failed('not-member');
  await room.lane(async () => {
    const work = await beginWork(context, room);
    const mine = work.outgoing.find((each) => each.id === frame);
    if (mine?.state !== 'failed') return;
    const again: Outgoing = { ...mine, state: 'waiting', reason: null, ord: context.nextOrd() };
    replaceOutgoing(context, work, again);
    if (room.unstored.has(frame)) {
      const row = waitingRow(context, id, again, work.place);
      work.events.push(row);
      work.statements.push(...context.store.events.putWaiting(row));
    }
    work.afterwards.push(() => context.changes.marks(id));
    await finishWork(context, work);
    room.unstored.delete(frame);
  });
  parts.pump.kick(room);
  return done;
}

/** Takes a message out that the server does not have, and gives its text back. */
export async function discardSend(runtime: AccountRuntime, id: RoomId, frame: FrameId): Promise<Outcome<string>> {
  const room = runtime.context.rooms.get(id);
  return room === undefined ? failed('not-member') : takeOut(runtime, room, frame);
}

function takeOut({ context }: AccountRuntime, room: Room, frame: FrameId): Promise<Outcome<string>> {
  return room.lane(async (): Promise<Outcome<string>> => {
    const work = await beginWork(context, room);
    const mine = work.outgoing.find((each) => each.id === frame);
    // What was sealed may have been sent: it could still arrive.
    if (mine === undefined || (mine.state !== 'failed' && mine.frame !== null)) return failed('conflict');
    work.outgoing = work.outgoing.filter((each) => each.id !== frame);
    work.dropped.push(frame);
    // A full disk takes no deletions either, and what it never took needs none.
    if (!room.unstored.has(frame))
      work.statements.push(...context.store.outbox.drop(frame), ...context.store.events.dropWaiting(room.id, frame));
    await finishWork(context, work);
    room.unstored.delete(frame);
    const { event } = mine;
    return { ok: true, value: event.type === 'text' || event.type === 'edit' ? event.body : '' };
  });
}
