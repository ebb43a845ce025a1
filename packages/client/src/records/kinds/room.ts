/** Of every room what another device of the account needs to join it by itself. */
import { bytesSchema, type Bytes, type RoomId } from '@alcove/protocol';
import { z } from 'zod';
import type { AccountContext } from '../../account/context.ts';
import type { Room } from '../../rooms/room.ts';
import { readRecord } from '../mirror.ts';
import { keepRecord } from '../write.ts';

const StoredRoom = z.strictObject({
  v: z.literal(1),
  key: bytesSchema.refine((b) => b.length === 32),
  title: z.string(),
  topic: z.string(),
});

/** What a new device cannot learn from the room itself. */
export interface RoomRecord {
  readonly key: Bytes;
  readonly title: string;
  readonly topic: string;
}

/** Called when the room's key or title changed; only the last state counts. */
export function keepRoomRecord(context: AccountContext, room: Room): void {
  const { title, topic, groupInfoKey } = room.row;
  if (groupInfoKey !== null)
    keepRecord(context, `room:${room.id}`, { v: 1, key: groupInfoKey, title, topic } satisfies z.input<
      typeof StoredRoom
    >);
}

/** The room as this account's devices keep it for each other. */
export function roomRecord(context: AccountContext, room: RoomId): Promise<RoomRecord | null> {
  return readRecord(context, `room:${room}`, StoredRoom);
}
