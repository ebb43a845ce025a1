/** The outbox row of an own commit or policy change, and back: the frame to send, and what to adopt when the log has it. */
import { loadGroup, storeGroup } from '@alcove/crypto';
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
import { settling, type Handshake, type LostIntent } from '../rooms/room.ts';
import { groupParts, storedParts, StoredParts } from '../rooms/stored-court.ts';

const After = z.strictObject({
  intent: Intent,
  next: StoredParts.nullable(),
  groupInfoKey: bytesSchema.nullable(),
  policyVersion: z.int(),
});

export function rowOfHandshake(
  room: RoomId,
  ord: number,
  { id, epoch, frame, intent, next, groupInfoKey, policyVersion }: Handshake,
): OutboxRow {
  const stored: z.infer<typeof After> = {
    intent,
    next: next === null ? null : storedParts(storeGroup(next)),
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

/** A commit that lost its race, or that the log never had: nothing of it is of use but what was wanted. */
export function rowOfWanted(room: RoomId, ord: number, { id, intent }: LostIntent): OutboxRow {
  const stored: z.infer<typeof After> = { intent, next: null, groupInfoKey: null, policyVersion: 0 };
  return {
    id,
    room,
    kind: 'commit',
    ord,
    epoch: 0,
    state: 'failed',
    reason: 'lost-race',
    frame: new Uint8Array(0),
    after: encodeCbor(stored),
  };
}

export function lostOfRow({ id, after }: OutboxRow): LostIntent {
  return { id, intent: decodeCbor(After, after ?? new Uint8Array(), 'stored intent').intent };
}

export function handshakeOfRow(row: OutboxRow): Handshake {
  const { intent, next, groupInfoKey, policyVersion } = decodeCbor(
    After,
    row.after ?? new Uint8Array(),
    'stored handshake',
  );
  return {
    id: row.id,
    intent,
    epoch: row.epoch,
    frame: frameOfRow(row),
    next: next === null ? null : loadGroup(groupParts(next)),
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
