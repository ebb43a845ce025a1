/**
 * A device of a member's account joins by itself: a new device comes into its account's rooms, and a device whose state is of no
 * more use comes back. Needs the room's GroupInfo key, which own devices keep for each other in a sealed record. History that is
 * here already stays.
 */
import {
  groupInfo,
  joinExternally,
  openGroupInfo,
  sealGroupInfo,
  type PendingJoin,
  type Refused,
} from '@alcove/crypto';
import type { AppendFrame, Bytes, RoomId, ServerFrameOf } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import { startLog } from '../sync/merge.ts';
import { arriveAt, type Arrival } from './arrival.ts';
import { newFrameId } from './frame-id.ts';
import { resume } from './handshake.ts';
import { keepRoomKey, roomKeyFromRecords } from './room-records.ts';
import { newRoom, settling, type Handshake, type Room } from './room.ts';
import { rowOfHandshake } from './stored-handshake.ts';
import { trustAt } from './strays.ts';
import { beginWork, finishWork } from './working.ts';

/** `no-key`: no own device left the room's GroupInfo key, or the server has no GroupInfo. */
export type JoinedAlone = 'joined' | 'later' | 'no-key' | { readonly code: string };

const MOST_TRIES = 5;

export async function joinAlone(context: AccountContext, id: RoomId): Promise<JoinedAlone> {
  for (let tries = 0; tries < MOST_TRIES && context.open; tries++) {
    const tried = await tryOnce(context, id);
    if (tried !== 'lost-race') return tried;
    await context.sleep(200 * (tries + 1) * (0.5 + context.ports.random()));
  }
  return { code: 'conflict' };
}

async function tryOnce(context: AccountContext, id: RoomId): Promise<JoinedAlone | 'lost-race'> {
  const info = await context.gateway.ask<'fetch-group-info'>({ t: 'fetch-group-info', room: id });
  if (info.kind === 'disconnected') return 'later';
  if (info.kind === 'refused') return { code: info.error.code };
  if (info.value.body === null) return 'no-key';
  const opened = await openInfo(context, id, info.value);
  if (opened === null) return 'no-key';
  const arrived = await arriveAt(context, id, info.value.seq);
  if (arrived.kind === 'later') return 'later';
  if (arrived.kind === 'refused') return { code: arrived.code };
  const { arrival } = arrived;
  const policy = arrival.policy;
  const made = await joinExternally({
    identity: context.identity,
    info: opened.info,
    room: id,
    epoch: info.value.epoch,
    trust: trustAt(context, policy, context.now(), new Set(policy.members.keys())),
    nowMs: context.now(),
  });
  if (made.kind !== 'pending') return { code: refusalOf(made) };
  const room = await storeJoin(context, id, arrival, opened.key, made, info.value.epoch);
  keepRoomKey(context, id, opened.key);
  const outcome = await resume(context, room);
  if (room.keys?.group != null && room.broken === null) return 'joined';
  return outcome.ok || outcome.code === 'conflict' ? 'lost-race' : { code: outcome.code };
}

function refusalOf(made: Refused): string {
  return made.kind === 'refused' ? made.code : 'device-list-missing';
}

async function openInfo(
  context: AccountContext,
  room: RoomId,
  info: ServerFrameOf<'group-info'>,
): Promise<{ info: Bytes; key: Bytes } | null> {
  const own = context.rooms.get(room)?.row.groupInfoKey ?? null;
  for (const key of [own, await roomKeyFromRecords(context, room)]) {
    if (key === null || info.body === null) continue;
    try {
      return { info: openGroupInfo(key, room, info.epoch, info.body), key };
    } catch {
      // Sealed under another key: the record may hold it.
    }
  }
  return null;
}

async function storeJoin(
  context: AccountContext,
  id: RoomId,
  arrival: Arrival,
  key: Bytes,
  made: PendingJoin,
  epoch: number,
): Promise<Room> {
  const { store } = context;
  const { policy, frames, place, entries, last } = arrival;
  const frameId = newFrameId(context.now());
  const frame: AppendFrame = {
    t: 'append',
    kind: 'commit',
    room: id,
    id: frameId,
    epoch,
    body: made.commit,
    groupInfo: sealGroupInfo(key, id, made.next.epoch, await groupInfo(made.next)),
  };
  const handshake: Handshake = {
    id: frameId,
    intent: { kind: 'join' },
    epoch,
    frame,
    next: made.next,
    groupInfoKey: null,
    policyVersion: policy.version,
    ...settling(),
  };
  const known = context.rooms.get(id);
  const peer =
    policy.kind === 'direct' ? ([...policy.members.keys()].find((account) => account !== context.me) ?? null) : null;
  const row = known?.row ?? {
    room: id,
    kind: policy.kind,
    peer,
    title: '',
    topic: '',
    groupInfoKey: key,
    joinSeq: place.seq,
    member: true,
  };
  const room = known ?? newRoom(row, place, context.now());
  const fresh = known === undefined || known.awaiting;
  await room.lane(async () => {
    const work = await beginWork(context, room);
    work.handshake = handshake;
    work.statements.push(...store.outbox.put(rowOfHandshake(id, context.nextOrd(), handshake)));
    if (fresh) {
      work.policy = policy;
      work.place = place;
      work.row = { ...row, groupInfoKey: key, member: true };
      work.statements.push(
        ...store.rooms.put(work.row),
        ...store.rooms.putPlace({ room: id, epoch, cursor: place.seq, head: place.head }),
        ...store.heads.put(id, place.seq, place.head),
        ...frames.flatMap((each, version) => store.policies.put(id, version, each)),
      );
    }
    context.rooms.add(room);
    await finishWork(context, work);
    if (!fresh) return;
    room.awaiting = false;
    room.log = startLog(place);
    room.arrived = [];
  });
  if (fresh) context.take(room, { kind: 'page', after: place.seq, head: place.head, entries, last });
  return room;
}
