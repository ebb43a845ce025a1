/** All rooms of the account in memory: loaded light at the start, heavy parts when a room is first worked on. */
import { decodeContent } from '@alcove/content';
import { decodeLogCore, EMPTY_HEAD, type FrameId, type RoomId } from '@alcove/protocol';
import type { EventRow, OutboxRow, Store, WordRow } from '@alcove/store';
import { newRoom, type Outgoing, type Room } from './room.ts';
import { frameOfRow, handshakeOfRow, lostOfRow } from '../handshake/stored-handshake.ts';

export interface RoomRegistry {
  get(room: RoomId): Room | undefined;
  all(): readonly Room[];
  add(room: Room): void;
  drop(room: RoomId): void;
}

export async function loadRegistry(store: Store): Promise<RoomRegistry> {
  const rooms = new Map<RoomId, Room>();
  const [rows, places, histories, outbox, unopened, alarms, words] = await Promise.all([
    store.rooms.all(),
    store.rooms.places(),
    store.histories.all(),
    store.outbox.all(),
    store.unopened.all(),
    store.alarms.all(),
    store.words.unsettled(),
  ]);
  for (const row of rows) {
    const place = places.get(row.room);
    const room = newRoom(
      row,
      place === undefined ? { seq: 0, head: EMPTY_HEAD } : { seq: place.cursor, head: place.head },
    );
    room.awaiting = place === undefined;
    if (place !== undefined) room.leaf = { since: place.leafSince, sealed: place.leafSealed };
    room.history = histories.get(row.room) ?? room.history;
    rooms.set(row.room, room);
  }
  for (const { room, seq, core } of unopened) {
    const known = rooms.get(room);
    if (known !== undefined) known.unopened = [...known.unopened, { seq, wanted: isWord(core) }];
  }
  for (const { room: id, ...alarm } of alarms) {
    const room = rooms.get(id);
    if (room === undefined) continue;
    // Nothing is under way yet.
    room.alarms = [...room.alarms, { ...alarm, repair: alarm.repair === 'trying' ? 'none' : alarm.repair }];
    if (alarm.code === 'history-forked' && alarm.repair !== 'done') room.forked = true;
  }
  for (const word of words) noteWord(rooms.get(word.room), word);
  for (const room of rooms.values())
    await loadOutbox(
      store,
      room,
      outbox.filter((row) => row.room === room.id),
    );
  return {
    get: (room) => rooms.get(room),
    all: () => [...rooms.values()],
    add: (room) => void rooms.set(room.id, room),
    drop: (room) => void rooms.delete(room),
  };
}

/** What somebody said of a room that does not fit, or was not compared yet. */
function noteWord(room: Room | undefined, { device, seq, state }: WordRow): void {
  if (room === undefined) return;
  if (state === 'apart') room.apart = new Set([...room.apart, device]);
  else room.unheardAt = Math.min(room.unheardAt, seq);
}

async function loadOutbox(store: Store, room: Room, rows: readonly OutboxRow[]): Promise<void> {
  const messages = rows.filter(({ kind }) => kind === 'application');
  const events =
    messages.length === 0
      ? []
      : await store.events.some(
          room.id,
          messages.map(({ id }) => id),
        );
  const contents = new Map(events.map((event) => [event.id, event]));
  room.outgoing = messages.flatMap((row) => outgoingOf(row, contents));
  for (const row of rows) {
    if (row.kind === 'application') continue;
    if (row.after === null) room.founding = { id: row.id, genesis: new Uint8Array(row.frame) };
    else if (row.state === 'failed') room.lost = [...room.lost, lostOfRow(row)];
    else room.handshake = handshakeOfRow(row);
  }
}

function outgoingOf(row: OutboxRow, contents: ReadonlyMap<FrameId, EventRow>): Outgoing[] {
  const stored = contents.get(row.id);
  if (stored === undefined) return [];
  const { event, envelope } = decodeContent(stored.content);
  // Written by this version or an older one: what it can send it can read.
  if (event.type === 'unknown') return [];
  const { id, ord, epoch, state, reason } = row;
  const frame = row.frame.length === 0 ? null : frameOfRow(row);
  return [{ id, ord, epoch, frame, event, sentAt: envelope.sentAt, state, reason, acknowledged: false }];
}

function isWord(core: Uint8Array): boolean {
  return decodeLogCore(core).kind === 'application';
}
