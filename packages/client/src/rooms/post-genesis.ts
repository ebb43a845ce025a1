/**
 * A room that was founded here gets to the server. Posting is idempotent by the room's id, so whoever waits for the room posts it again until
 * there is an answer; a refusal for good takes the room back.
 */
import { encodeFrame, RoomId, toBase64url } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import { failed, type Outcome } from '../api/outcome.ts';
import { endRest, noteRest } from '../outbox/rest.ts';
import { notYetMs } from '../sync/back-off.ts';
import { queueEvent } from '../outbox/seal.ts';
import { failureOf, isPassing } from '../session/failure.ts';
import { awaitRoom } from './await-room.ts';
import type { Room } from './room.ts';
import { beginWork, finishWork } from './working.ts';

/** Also after a restart, for a room whose genesis was not posted. One at a time for each room. `ok` also when the server was not reached. */
export function postGenesis(context: AccountContext, room: Room): Promise<Outcome<RoomId>> {
  const running = context.posts.get(room.id) ?? post(context, room).finally(() => context.posts.delete(room.id));
  context.posts.set(room.id, running);
  return running;
}

async function post(context: AccountContext, room: Room): Promise<Outcome<RoomId>> {
  const { founding } = room;
  if (founding === null) return { ok: true, value: room.id };
  const { genesis, id } = founding;
  const reply = await context.calls.call('createRoom', { genesis: toBase64url(genesis), id, ...firstOf(room) });
  if (reply.kind === 'ok') {
    if (reply.value.room !== room.id) return failed('server-garbage');
    await settleFounding(context, room);
    endRest(context, room);
    context.noteKnown(room, reply.value.seq);
    return { ok: true, value: room.id };
  }
  if (reply.kind === 'unreachable') return { ok: true, value: room.id };
  const existing =
    reply.kind === 'refused' && reply.error.code === 'direct-exists'
      ? RoomId.safeParse(reply.error.details?.['room'])
      : null;
  if (existing?.success === true) return { ok: true, value: await moveTo(context, room, existing.data) };
  const failure = failureOf(reply);
  if (reply.kind === 'refused' && isPassing(reply.error))
    noteRest(context, room, reply.error, notYetMs(reply.error, 0));
  // What says nothing about the room leaves it here, to be posted later.
  if (reply.kind !== 'refused' || isPassing(reply.error) || reply.error.code === 'unauthorized') return failure;
  await forget(context, room);
  return failure;
}

/** The commit that brings the people in is stored with the genesis: whatever becomes of this device then, the room has keys. */
function firstOf({ handshake }: Room): { readonly first?: string } {
  const frame = handshake?.epoch === 0 && handshake.frame.kind === 'commit' ? handshake.frame : null;
  return frame === null ? {} : { first: toBase64url(encodeFrame(frame)) };
}

function settleFounding(context: AccountContext, room: Room): Promise<void> {
  return room.lane(async () => {
    const work = await beginWork(context, room);
    if (work.founding === null) return;
    work.statements.push(...context.store.outbox.drop(work.founding.id));
    work.founding = null;
    await finishWork(context, work);
  });
}

/** The two of them made the chat at the same time, and the other room is the one: what was written here goes there. */
async function moveTo(context: AccountContext, from: Room, id: RoomId): Promise<RoomId> {
  const written = from.outgoing.map(({ event }) => event).filter(({ type }) => type === 'text');
  await forget(context, from);
  const to = context.rooms.get(id) ?? (await awaitRoom(context, id, from.row));
  await to.lane(async () => {
    const work = await beginWork(context, to);
    for (const event of written) await queueEvent(context, work, event);
    await finishWork(context, work);
  });
  return id;
}

function forget(context: AccountContext, room: Room): Promise<void> {
  return room.lane(async () => {
    const { store } = context;
    const waiting = [...room.outgoing, ...room.lost].map(({ id }) => id);
    const ids = [...waiting, room.handshake?.id, room.founding?.id].filter((id) => id !== undefined);
    await store.write(
      store.rooms.drop(room.id),
      store.groups.drop(room.id),
      ids.flatMap((id) => [...store.outbox.drop(id), ...store.events.dropWaiting(room.id, id)]),
    );
    context.rooms.drop(room.id);
    // Nobody is to wait for it any longer.
    room.founding = null;
    room.handshake = null;
    room.lost = [];
    context.changes.room(room.id);
  });
}
