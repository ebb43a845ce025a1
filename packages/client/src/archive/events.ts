/**
 * Opened events to the plaintext of a segment and back. They go in as they were opened, sender and place as MLS and the log gave
 * them; a device that reads them trusts its own account's other devices, and nobody else. What was deleted goes in without its words.
 */
import { decodeContent, encodeContent } from '@alcove/content';
import {
  AccountId,
  bytesSchema,
  decodeCbor,
  DeviceId,
  encodeCbor,
  FrameId,
  type Bytes,
  type RoomId,
} from '@alcove/protocol';
import type { EventRow } from '@alcove/store';
import { z } from 'zod';
import type { OpenedEvent, TimelineEvent } from '../timeline/opened.ts';
import { openedOf } from '../timeline/stored.ts';

const Archived = z.tuple([
  z.int().positive(), // seq
  z.int().nonnegative(), // at
  FrameId,
  AccountId,
  DeviceId,
  z.string().min(1).max(64), // type
  bytesSchema,
]);
export type Archived = z.infer<typeof Archived>;
const Segment = z.strictObject({ v: z.literal(1), events: z.array(Archived) });

/** Stands for what was said and is not to be known any more. */
const NO_WORDS = '\u2060';

/** `gone`: ids of deleted messages. Null: nothing of the event is kept. */
export function archivedOf(row: EventRow, gone: ReadonlySet<FrameId>): Archived | null {
  if (row.seq === null) return null;
  if (row.target !== null && gone.has(row.target) && row.type !== 'delete') return null;
  const content = gone.has(row.id) && row.type === 'text' ? withoutWords(row.content) : row.content;
  return [row.seq, row.at, row.id, row.author, row.device, row.type, content as Bytes];
}

function withoutWords(content: Uint8Array): Bytes {
  const { event, envelope } = decodeContent(content);
  if (event.type !== 'text') return content as Bytes;
  const { id, sentAt, seenSeq, seenHead } = envelope;
  return encodeContent({ type: 'text', body: NO_WORDS, mentions: [] }, { id, sentAt, seenSeq, seenHead });
}

/** The place of a deleted message. */
export function isWordless(event: TimelineEvent): boolean {
  return event.type === 'text' && event.body === NO_WORDS;
}

/** About what it takes in a segment. */
export function sizeOf(archived: Archived): number {
  return archived[6].length + 110;
}

export function encodeSegment(events: readonly Archived[]): Bytes {
  return encodeCbor({ v: 1, events: [...events] } satisfies z.output<typeof Segment>);
}

/** Throws MalformedError. Events outside of the stretch, or whose content is not what it says, make the whole segment malformed. */
export function decodeSegment(
  room: RoomId,
  stretch: readonly [first: number, last: number],
  plain: Uint8Array,
): readonly { readonly opened: OpenedEvent; readonly content: Uint8Array }[] {
  const within = Archived.refine(([seq]) => seq >= stretch[0] && seq <= stretch[1]);
  const schema = Segment.extend({ events: z.array(within) });
  return decodeCbor(schema, plain, 'segment').events.map(([seq, at, id, author, device, type, content]) => ({
    opened: openedOf({ ...BARE, room, seq, at, id, author, device, type, content }),
    content,
  }));
}

/** What the timeline makes of an event is made anew. */
const BARE = { ord: null, item: false, notice: 0, target: null, quote: null } as const;
