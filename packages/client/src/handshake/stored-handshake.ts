/** The outbox row of an own commit or policy change, and back: the frame to send, and what to adopt when the log has it. */
import { loadGroup, storeGroup, type GroupParts } from '@alcove/crypto';
import {
  bytesSchema,
  ClientFrame,
  decodeCbor,
  encodeCbor,
  encodeFrame,
  type AppendFrame,
  type RoomId,
} from '@alcove/protocol';
import type { OutboxRow } from '@alcove/store';
import { z } from 'zod';
import { Intent } from './intent.ts';
import { settling, type Handshake } from '../rooms/room.ts';

const PartMap = z.array(z.tuple([z.int(), bytesSchema]));
const After = z.strictObject({
  intent: Intent,
  next: z.strictObject({ head: bytesSchema, ratchets: PartMap, past: PartMap }).nullable(),
  groupInfoKey: bytesSchema.nullable(),
  policyVersion: z.int(),
});

export function rowOfHandshake(
  room: RoomId,
  ord: number,
  { id, epoch, frame, intent, next, groupInfoKey, policyVersion }: Handshake,
): OutboxRow {
  const parts = next === null ? null : storeGroup(next);
  const stored: z.infer<typeof After> = {
    intent,
    next: parts === null ? null : { head: parts.head, ratchets: [...parts.ratchets], past: [...parts.past] },
    groupInfoKey,
    policyVersion,
  };
  const kind = frame.kind === 'commit' ? 'commit' : 'policy';
  return {
    id,
    room,
    kind,
    ord,
    epoch,
    state: 'waiting',
    reason: null,
    frame: encodeFrame(frame),
    after: encodeCbor(stored),
  };
}

export function handshakeOfRow(row: OutboxRow): Handshake {
  const { intent, next, groupInfoKey, policyVersion } = decodeCbor(
    After,
    row.after ?? new Uint8Array(),
    'stored handshake',
  );
  const parts: GroupParts | null =
    next === null ? null : { head: next.head, ratchets: new Map(next.ratchets), past: new Map(next.past) };
  return {
    id: row.id,
    intent,
    epoch: row.epoch,
    frame: frameOfRow(row),
    next: parts === null ? null : loadGroup(parts),
    groupInfoKey,
    policyVersion,
    ...settling(),
  };
}

export function frameOfRow(row: OutboxRow): AppendFrame {
  const frame = decodeCbor(ClientFrame, row.frame, 'outbox frame');
  if (frame.t !== 'append') throw new Error('the outbox holds something else than an append');
  return frame;
}
