/**
 * Opened events to rows of the store and back. Content is stored as it was decoded from the frame, envelope and all, so that a
 * later version, which knows more kinds, reads more of it.
 */
import { decodeContent, targetOf } from '@alcove/content';
import { decodeCbor, encodeCbor } from '@alcove/protocol';
import type { EventRow } from '@alcove/store';
import { RoomLine, Unopened, type OpenedEvent, type TimelineEvent } from './opened.ts';
import { isItem } from './rules/index.ts';

/** `content` is what was opened: the encoded content event. Lines and unopened entries have none. */
export function rowOf(opened: OpenedEvent, content: Uint8Array | null, notice: EventRow['notice']): EventRow {
  const { event, ...place } = opened;
  const isContent = event.type !== 'line' && event.type !== 'unopened';
  if (isContent && content === null) throw new TypeError(`a ${event.type} event is stored with its content`);
  return {
    ...place,
    type: event.type,
    item: isItem(opened),
    notice,
    target: isContent ? (targetOf(event) ?? null) : null,
    quote: event.type === 'text' ? (event.replyTo ?? null) : null,
    content: content ?? encodeCbor(event),
  };
}

/** Throws MalformedError when the row does not hold what its type says. */
export function openedOf({ room, seq, ord, id, at, author, device, type, content }: EventRow): OpenedEvent {
  return { room, seq, ord, id, at, author, device, event: eventOf(type, content) };
}

function eventOf(type: string, content: Uint8Array): TimelineEvent {
  if (type === 'line') return decodeCbor(RoomLine, content, 'room line');
  if (type === 'unopened') return decodeCbor(Unopened, content, 'unopened');
  return decodeContent(content).event;
}
