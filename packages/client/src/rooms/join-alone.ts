/**
 * A device of a member's account joins by itself: a new device comes into its account's rooms, and a device whose state is of no
 * more use comes back. Needs the room's GroupInfo key, which own devices keep for each other in a sealed record. History that is
 * here already stays.
 */
import { groupInfo, joinExternally, type PendingJoin } from '@alcove/crypto';
import type { AppendFrame, Bytes, Policy, RoomId, ServerFrameOf } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import { arriveAt, type Arrival } from './arrival.ts';
import { noteRequest } from '../people/requests.ts';
import { isQuiet } from '../people/quiet.ts';
import { awaitRoom } from './await-room.ts';
import { enterRoom, peerIn } from './enter.ts';
import { newFrameId } from './frame-id.ts';
import { resume } from '../handshake/handshake.ts';
import { hashOfCommit, openInfo, sealInfo } from '../handshake/kept-info.ts';
import { roomRecord, type RoomRecord } from '../records/kinds/room.ts';
import { settling, type Handshake, type Room } from './room.ts';
import { rowOfHandshake } from '../handshake/stored-handshake.ts';
import { codeAtEntrance, trustAtEntrance } from '../handshake/strays.ts';
import { backOffMs, REJOIN } from '../sync/back-off.ts';
import { beginWork, finishWork, type Working } from './working.ts';

/** `no-key`: no own device left the room's GroupInfo key, or the server has no GroupInfo. */
export type JoinedAlone = 'joined' | 'later' | 'no-key' | { readonly code: string };

/** However busy the room is: who comes back waits for its turn (handshake/turn.ts), and gives up for now after so long. */
const TRIED_MS = 120_000;

/** One at a time for each room: of two joins the log would take one, and the other is what this device would wait for. */
export function joinAlone(context: AccountContext, id: RoomId): Promise<JoinedAlone> {
  const running = context.joins.get(id) ?? tryToJoin(context, id).finally(() => context.joins.delete(id));
  context.joins.set(id, running);
  return running;
}

async function tryToJoin(context: AccountContext, id: RoomId): Promise<JoinedAlone> {
  const { clock, random } = context.ports;
  const until = clock.now() + TRIED_MS;
  for (let tries = 0; context.open && clock.now() < until; tries++) {
    const tried = await tryOnce(context, id);
    if (tried !== 'again') return tried;
    await context.sleep(backOffMs(tries, random, REJOIN));
  }
  return { code: 'room-busy' };
}

async function tryOnce(context: AccountContext, id: RoomId): Promise<JoinedAlone | 'again'> {
  const known = context.rooms.get(id);
  if (known !== undefined && isQuiet(context, known)) return 'later';
  await context.certified();
  const info = await context.gateway.ask<'fetch-group-info'>({ t: 'fetch-group-info', room: id });
  if (info.kind === 'disconnected') return 'later';
  if (info.kind === 'refused') return { code: info.error.code };
  if (info.value.body === null) return 'no-key';
  const opened = await openByKey(context, id, info.value);
  if (opened === null) return 'no-key';
  const arrived = await arriveAt(context, id, info.value.seq);
  // A call was lost and the connection was not: nothing else would bring this up again.
  if (arrived.kind === 'later') return context.gateway.state === 'online' ? 'again' : 'later';
  if (arrived.kind === 'refused') return { code: arrived.code };
  const { arrival } = arrived;
  const policy = arrival.policy;
  // Its commit would tell whoever asks that somebody is here.
  if (await waitsForAnswer(context, arrival, opened.record)) return 'later';
  const made = await joinExternally({
    identity: context.identity,
    info: opened.info,
    room: id,
    epoch: info.value.epoch,
    trust: trustAtEntrance(context, policy),
    nowMs: context.now(),
  });
  if (made.kind !== 'pending') return { code: codeAtEntrance(made) };
  const room = await storeJoin(context, arrival, opened, made, info.value);
  // The key is not written down for the others again: another may have made a newer one that this device has not read yet.
  const outcome = await resume(context, room);
  if (room.keys?.group != null && room.broken === null) return 'joined';
  return outcome.ok || outcome.code === 'conflict' ? 'again' : { code: outcome.code };
}

/** A request stands in the list, and is entered when it is accepted (people/contacts.ts). */
async function waitsForAnswer(
  context: AccountContext,
  arrival: Arrival,
  { title, topic }: Pick<RoomRecord, 'title' | 'topic'>,
): Promise<boolean> {
  await noteRequest(context, arrival);
  const { room: id, kind } = arrival.policy;
  const peer = peerIn(arrival.policy, context.me);
  if (!isQuiet(context, { id, row: { kind, peer } })) return false;
  if (context.rooms.get(id) === undefined) await awaitRoom(context, id, { kind, peer, title, topic });
  else context.changes.room(id);
  return true;
}

interface OpenedInfo {
  readonly info: Bytes;
  readonly record: RoomRecord;
}

async function openByKey(
  context: AccountContext,
  room: RoomId,
  info: ServerFrameOf<'group-info'>,
): Promise<OpenedInfo | null> {
  const row = context.rooms.get(room)?.row;
  const own =
    row === undefined || row.groupInfoKey === null
      ? null
      : { key: row.groupInfoKey, title: row.title, topic: row.topic };
  for (const record of [own, await roomRecord(context, room)]) {
    if (record === null || info.body === null) continue;
    try {
      return { info: openInfo(record.key, room, info.epoch, info.body).info, record };
    } catch {
      // Sealed under another key: the account's record may hold it.
    }
  }
  return null;
}

async function storeJoin(
  context: AccountContext,
  arrival: Arrival,
  opened: OpenedInfo,
  made: PendingJoin,
  { epoch, seq }: ServerFrameOf<'group-info'>,
): Promise<Room> {
  const { room: id } = arrival.policy;
  const { title, topic, key } = opened.record;
  // The commit whose GroupInfo this is made from: was it taken back, this one goes with it.
  const handshake = await joinHandshake(context, arrival.policy, made, { epoch, seen: seq, key });
  const begin = (work: Working): void => putJoin(context, work, handshake);
  const known = context.rooms.get(id);
  if (known === undefined || known.awaiting) {
    const entrance = { title, topic, groupInfoKey: key, joinEpoch: made.next.epoch, first: false };
    return enterRoom(context, arrival, entrance, begin);
  }
  // It stays where it is in the log, and reads on from there.
  await known.lane(async () => {
    const work = await beginWork(context, known);
    begin(work);
    await finishWork(context, work);
  });
  return known;
}

interface JoinPlace {
  /** The epoch that it ends. */
  readonly epoch: number;
  readonly seen: number;
  /** The room's, for the GroupInfo that others of this account come in by. */
  readonly key: Bytes;
}

export async function joinHandshake(
  context: AccountContext,
  { room, version }: Policy,
  { commit, next }: Pick<PendingJoin, 'commit' | 'next'>,
  { epoch, seen, key }: JoinPlace,
): Promise<Handshake> {
  const id = newFrameId(context.now());
  const info = sealInfo(key, room, next.epoch, { info: await groupInfo(next), commit: hashOfCommit(commit) });
  const frame: AppendFrame = { t: 'append', kind: 'commit', room, id, epoch, seen, body: commit, groupInfo: info };
  const intent = { kind: 'join' } as const;
  return { id, intent, epoch, frame, next, groupInfoKey: null, policyVersion: version, ...settling() };
}

export function putJoin({ store, nextOrd }: AccountContext, work: Working, handshake: Handshake): void {
  work.handshake = handshake;
  work.statements.push(...store.outbox.put(rowOfHandshake(work.room.id, nextOrd(), handshake)));
}
