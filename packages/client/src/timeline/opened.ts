/**
 * What the timeline is made from: entries of a room's log after opening, and this device's own messages that wait. Sender, place
 * and time come from MLS and the log, never from the payload.
 */
import type { ContentEvent } from '@alcove/content';
import { AccountId, DeviceKind, type DeviceId, type FrameId, type RoomId } from '@alcove/protocol';
import { z } from 'zod';

/** Something the room itself says: made from policy and membership entries. The one who did it is the author. */
export const RoomLine = z.discriminatedUnion('what', [
  z.strictObject({ type: z.literal('line'), what: z.literal('created') }),
  z.strictObject({ type: z.literal('line'), what: z.literal('added'), people: z.array(AccountId).min(1) }),
  z.strictObject({ type: z.literal('line'), what: z.literal('removed'), people: z.array(AccountId).min(1) }),
  z.strictObject({ type: z.literal('line'), what: z.literal('left') }),
  z.strictObject({ type: z.literal('line'), what: z.literal('host'), to: AccountId }),
  z.strictObject({ type: z.literal('line'), what: z.literal('device-added'), deviceKind: DeviceKind }),
  z.strictObject({ type: z.literal('line'), what: z.literal('device-removed') }),
  /** The author's newest commits could not be followed, and the room went back to where it was before. */
  z.strictObject({ type: z.literal('line'), what: z.literal('taken-back') }),
]);
export type RoomLine = z.infer<typeof RoomLine>;

/** An entry that could not be opened; the author is who the log says. */
export const Unopened = z.strictObject({ type: z.literal('unopened'), code: z.string().min(1).max(64) });
export type Unopened = z.infer<typeof Unopened>;

export type TimelineEvent = ContentEvent | RoomLine | Unopened;
export type TimelineEventOf<T extends TimelineEvent['type']> = Extract<TimelineEvent, { type: T }>;

export interface OpenedEvent<E extends TimelineEvent = TimelineEvent> {
  readonly room: RoomId;
  /** Place in the log; null while it waits in the outbox. */
  readonly seq: number | null;
  /** Order among what waits; null once it has its place. */
  readonly ord: number | null;
  readonly id: FrameId;
  /** Server time, ms; this device's own while it waits. */
  readonly at: number;
  readonly author: AccountId;
  readonly device: DeviceId;
  readonly event: E;
}

/** Log order; what waits comes last, in its own order. */
export function byPlace(a: OpenedEvent, b: OpenedEvent): number {
  return (
    (a.seq ?? Infinity) - (b.seq ?? Infinity) || (a.ord ?? 0) - (b.ord ?? 0) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}
