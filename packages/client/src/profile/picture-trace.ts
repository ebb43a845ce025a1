/**
 * A picture is kept once per person and not with every event that told it: in a room's events stands that it was told. Such a trace is
 * never sent.
 */
import { decodeContent, encodeContent, type ContentEvent, type EventOf } from '@alcove/content';
import type { Bytes } from '@alcove/protocol';

const NO_BYTES = new Uint8Array(0);

export function withoutBytes(event: EventOf<'picture'>): EventOf<'picture'> {
  return event.bytes === null ? event : { ...event, bytes: NO_BYTES };
}

/** What is stored of an opened or sent event: the content itself, but for pictures. With the bytes put back it is what was told, and can be reported. */
export function traceOf(event: ContentEvent, content: Bytes): Bytes {
  if (event.type !== 'picture' || event.bytes === null) return content;
  return encodeContent(withoutBytes(event), decodeContent(content).envelope);
}

export function isTrace(event: ContentEvent): boolean {
  return event.type === 'picture' && event.bytes?.length === 0;
}
