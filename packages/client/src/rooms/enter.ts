/**
 * This device comes into a room: the room's row, its policy chain and the place from which the log is followed are written in one
 * step with whatever brought it in (a joined group, or a join that is on its way).
 */
import type { AccountId, Policy } from '@alcove/protocol';
import type { RoomRow } from '@alcove/store';
import { cameIn } from '../archive/history.ts';
import type { AccountContext } from '../account/context.ts';
import { startLog } from '../sync/merge.ts';
import type { Arrival } from './arrival.ts';
import { newRoom, type Room } from './room.ts';
import { beginWork, finishWork, type Working } from './working.ts';

export interface Entrance extends Pick<RoomRow, 'title' | 'topic' | 'groupInfoKey' | 'joinEpoch'> {
  /** The account comes in with this device: nothing before was meant for it. */
  readonly first: boolean;
}

export async function enterRoom(
  context: AccountContext,
  arrival: Arrival,
  entrance: Entrance,
  step: (work: Working) => void,
): Promise<Room> {
  const { policy, place } = arrival;
  const { first, ...known } = entrance;
  const row: RoomRow = {
    ...known,
    room: policy.room,
    kind: policy.kind,
    peer: peerIn(policy, context.me),
    joinSeq: place.seq,
    member: true,
  };
  const before = context.rooms.get(policy.room);
  const room = before ?? newRoom(row, place, context.now());
  await room.lane(async () => {
    const work = await beginWork(context, room);
    work.policy = policy;
    work.place = place;
    work.court = { settlement: arrival.settlement, mine: { type: 'accept' } };
    work.base = null;
    work.row = row;
    work.history = cameIn(
      before === undefined ? null : { history: room.history, cursor: room.place.seq },
      place.seq,
      first,
    );
    work.broken = null;
    work.statements.push(...entryStatements(context, arrival, row));
    step(work);
    context.rooms.add(room);
    await finishWork(context, work);
    room.awaiting = false;
    room.log = startLog(place);
    room.arrived = [];
  });
  const { entries, last } = arrival;
  context.take(room, { kind: 'page', after: place.seq, head: place.head, entries, last });
  return room;
}

/** Whom a chat of two is with; null for a group. */
export function peerIn({ kind, members }: Policy, me: AccountId): AccountId | null {
  return kind === 'group' ? null : ([...members.keys()].find((each) => each !== me) ?? null);
}

function entryStatements(
  { store, now }: AccountContext,
  { place, frames }: Arrival,
  row: RoomRow,
): Working['statements'] {
  const { room, joinEpoch } = row;
  return [
    ...store.rooms.put(row),
    ...store.rooms.putPlace({
      room,
      epoch: joinEpoch,
      cursor: place.seq,
      head: place.head,
      leafSince: now(),
      leafSealed: 0,
    }),
    ...store.heads.put(room, place.seq, place.head),
    ...frames.flatMap((frame, version) => store.policies.put(room, version, frame, place.seq)),
  ];
}
