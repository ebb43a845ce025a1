/**
 * Seals one event at the group's current epoch: the new ratchet state, the sealed bytes, the plaintext and the outbox row go into
 * the same step, so that a key is never used twice and a retry sends the same bytes (protocol.md §6).
 */
import { encodeContent, frankedBytes, type SendableEvent } from '@alcove/content';
import { frank, seal, type GroupState } from '@alcove/crypto';
import { encodeFrame, isOpen, type AppendFrame, type RoomId } from '@alcove/protocol';
import type { OutboxRow, WaitingRow } from '@alcove/store';
import type { AccountContext } from '../account/context.ts';
import { withElsewhere } from '../gossip/tell.ts';
import { heldBy } from '../people/held.ts';
import { newFrameId } from '../rooms/frame-id.ts';
import type { Outgoing, Room } from '../rooms/room.ts';
import { straysOf } from '../handshake/strays.ts';
import type { Working } from '../rooms/working.ts';
import type { LogPlace } from '../sync/merge.ts';
import { rowOf } from '../timeline/stored.ts';
import { encodeVisible } from './visible.ts';

/** Whether something may be sealed now; if not, it waits unsealed until the room is in order. */
export function canSeal(context: AccountContext, work: Working): boolean {
  const { group, policy, row, broken, founding, handshake } = work;
  if (!isAbreast(context, work)) return false;
  if (group === null || policy === null || !row.member || broken !== null) return false;
  // The people a room was made for are not in it yet: what is sealed now they could never read.
  if (heldBy(context, policy).length > 0) return false;
  if (founding !== null || (group.epoch === 0 && handshake !== null)) return false;
  // What is said while the newest commits are judged would be taken back with them, or be read by half of the room.
  if (isOpen(work.court.settlement)) return false;
  return !isBehind(work.room, group) && straysOf(context, work).length === 0;
}

/**
 * D10: this copy of the device has read as far as the device wrote, as of a connection that stands. Before that it may be an older copy, whose
 * keys were used since.
 */
export function isAbreast({ gateway }: AccountContext, { room, place }: Pick<Working, 'room' | 'place'>): boolean {
  return gateway.state === 'online' && place.seq >= room.told.own;
}

/** Everything of the log was opened, and yet the group is in an older epoch: a commit was refused before a restart. */
export function isBehind({ row, keys, told, place }: Room, group: GroupState): boolean {
  // Being behind ends a secret room: what the log itself says counts, and not what the server says of it.
  if (row.kind === 'secret') return group.epoch < (keys?.court.settlement.epoch ?? 0);
  return place.seq >= told.seq && group.epoch < told.epoch;
}

/** A new event, with its id and its place among what waits. */
export function newOutgoing(context: AccountContext, event: SendableEvent): Outgoing {
  return {
    id: newFrameId(context.now()),
    ord: context.nextOrd(),
    epoch: 0,
    frame: null,
    event,
    sentAt: context.now(),
    state: 'waiting',
    reason: null,
    acknowledged: false,
  };
}

/** What the database holds of a message that waits. Throws MalformedError when it cannot be encoded. */
export function waitingRow(
  { me, device }: AccountContext,
  room: RoomId,
  { id, ord, sentAt, event }: Outgoing,
  place: LogPlace,
): WaitingRow {
  const entry = { room, seq: null, ord, id, at: sentAt, author: me, device, event };
  const content = encodeContent(event, { id, sentAt, seenSeq: place.seq, seenHead: place.head });
  return { ...rowOf(entry, content, 0), seq: null, ord };
}

/** Puts a new event into the outbox, sealed if that is possible now. */
export function queueEvent(context: AccountContext, work: Working, event: SendableEvent): Promise<void> {
  return queueOutgoing(context, work, newOutgoing(context, event));
}

/**
 * Nothing written before still has to be sealed. Keys are used in the order in which messages go out: whoever opens a later key first keeps
 * only some of those before it.
 */
function isNext({ outgoing, group }: Working): boolean {
  return outgoing.every(
    ({ state, acknowledged, frame, epoch }) =>
      state !== 'waiting' || acknowledged || (frame !== null && epoch === group?.epoch),
  );
}

export async function queueOutgoing(context: AccountContext, work: Working, blank: Outgoing): Promise<void> {
  const outgoing = isNext(work) && canSeal(context, work) ? await sealed(context, work, blank) : blank;
  const row = waitingRow(context, work.room.id, outgoing, work.place);
  work.outgoing = [...work.outgoing, outgoing];
  work.events.push(row);
  work.statements.push(...context.store.events.putWaiting(row), ...context.store.outbox.put(outboxRow(work, outgoing)));
}

/** Seals a waiting event, or seals it again at the current epoch; same id, so that the server takes it once. */
export async function sealWaiting(context: AccountContext, work: Working, waiting: Outgoing): Promise<Outgoing> {
  const outgoing = await sealed(context, work, waiting);
  replaceOutgoing(context, work, outgoing);
  return outgoing;
}

export function replaceOutgoing(context: AccountContext, work: Working, outgoing: Outgoing): void {
  work.outgoing = work.outgoing
    .map((each) => (each.id === outgoing.id ? outgoing : each))
    .toSorted((a, b) => a.ord - b.ord);
  work.statements.push(...context.store.outbox.put(outboxRow(work, outgoing)));
}

async function sealed(context: AccountContext, work: Working, outgoing: Outgoing): Promise<Outgoing> {
  const { group, place, room } = work;
  if (group === null) throw new Error('sealing without a group');
  const { id, event, sentAt } = outgoing;
  const envelope = withElsewhere(context, work, event, { id, sentAt, seenSeq: place.seq, seenHead: place.head });
  const { commitment, key } = frank(frankedBytes(event, envelope));
  const { bytes, next } = await seal(
    group,
    encodeContent(event, { ...envelope, frankKey: key }),
    encodeVisible(id, commitment),
  );
  work.group = next;
  work.sealed += 1;
  const { epoch } = group;
  const seen = place.seq;
  const frame: AppendFrame = { t: 'append', kind: 'application', room: room.id, id, epoch, seen, body: bytes };
  return { ...outgoing, epoch, frame };
}

export function outboxRow({ room }: Working, { id, ord, epoch, frame, state, reason }: Outgoing): OutboxRow {
  const bytes = frame === null ? new Uint8Array(0) : encodeFrame(frame);
  return { id, room: room.id, kind: 'application', ord, epoch, state, reason, frame: bytes, after: null };
}
