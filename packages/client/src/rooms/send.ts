/**
 * What a person says in a room: builds the event, and hands it to the outbox. Resolves when it is durable here; sending follows by
 * itself (outbox/pump.ts).
 */
import { CONTENT_LIMIT, type SendableEvent } from '@alcove/content';
import { MalformedError, utf8, type AccountId, type FrameId, type RoomId } from '@alcove/protocol';
import type { AccountRuntime } from '../account/runtime.ts';
import { done, failed, type Outcome } from '../api/outcome.ts';
import { queueEvent, replaceOutgoing } from '../outbox/seal.ts';
import { takeState } from '../inbox/after-content.ts';
import type { Room } from './room.ts';
import { beginWork, finishWork } from './working.ts';

export async function say(runtime: AccountRuntime, id: RoomId, event: SendableEvent): Promise<Outcome<FrameId>> {
  const { context, parts } = runtime;
  const room = context.rooms.get(id);
  if (room === undefined || !room.row.member) return failed('not-member');
  try {
    const frame = await room.lane(async () => {
      const work = await beginWork(context, room);
      const made = await queueEvent(context, work, event);
      if (event.type === 'state') takeState(context, work, event);
      await finishWork(context, work);
      return made;
    });
    parts.pump.kick(room);
    return { ok: true, value: frame };
  } catch (error) {
    if (error instanceof MalformedError) return failed(event.type === 'reaction' ? 'not-allowed' : 'too-large');
    throw error;
  }
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
    replaceOutgoing(context, work, { ...mine, state: 'waiting', reason: null, ord: context.nextOrd() });
    work.afterwards.push(() => context.changes.marks(id));
    await finishWork(context, work);
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
    work.statements.push(...context.store.outbox.drop(frame), ...context.store.events.dropWaiting(room.id, frame));
    await finishWork(context, work);
    const { event } = mine;
    return { ok: true, value: event.type === 'text' || event.type === 'edit' ? event.body : '' };
  });
}
