/**
 * Events to bytes and back: one canonical CBOR map holding the envelope and the fields of the kind (protocol.md §7).
 * Does not pad or seal: packages/crypto does. Unknown fields of a known kind are refused; an unknown kind, or a newer envelope
 * version, becomes `unknown` with its fallback text, so that old devices keep reading a room in which new ones speak.
 */
import { bytesSchema, decodeCbor, encodeCbor, FrameId, MalformedError, type Bytes } from '@alcove/protocol';
import { z } from 'zod';
import { Elsewhere } from './elsewhere.ts';
import { KINDS, type ContentEvent, type SendableEvent } from './event.ts';
import { bytes32, logSeq, textOf } from './fields.ts';
import { CONTENT_LIMIT } from './limit.ts';

const Envelope = z.object({
  /** The frame's id, repeated where the server cannot change it: whoever opens a frame compares the two. */
  id: FrameId,
  /** The sender's clock, ms since 1970. */
  sentAt: z.int().nonnegative(),
  /** The last place of the log the sender has seen, and the chain's head there. */
  seenSeq: logSeq,
  seenHead: bytes32,
  /** The same of other rooms. */
  elsewhere: z.array(Elsewhere).min(1).max(CONTENT_LIMIT.elsewhere).optional(),
  /** What a device shows that does not know the type. */
  fallback: textOf(CONTENT_LIMIT.fallbackBytes).optional(),
  /** Key of the franking commitment in the frame's authenticated data. */
  frankKey: bytes32.optional(),
});
export type Envelope = z.infer<typeof Envelope>;

const Wire = Envelope.extend({ v: z.int().positive(), type: z.string().min(1).max(32) }).catchall(z.unknown());

export interface Decoded {
  readonly event: ContentEvent;
  readonly envelope: Envelope;
  /** What the franking commitment covers: the encoding without `frankKey`. */
  readonly franked: Bytes;
}

/** Throws MalformedError when the event does not fit its schema or is too large. */
export function encodeContent(event: SendableEvent, envelope: Envelope): Bytes {
  const schema: z.ZodType<SendableEvent> = KINDS[event.type];
  if (!schema.safeParse(event).success || !Envelope.safeParse(envelope).success) {
    throw new MalformedError(`content: ${event.type}`);
  }
  const bytes = encodeCbor({ v: 1, ...envelope, ...event });
  if (bytes.length > CONTENT_LIMIT.eventBytes) throw new MalformedError('content: too large');
  return bytes;
}

/** Throws MalformedError; never anything else. */
export function decodeContent(bytes: Uint8Array): Decoded {
  if (bytes.length > CONTENT_LIMIT.eventBytes) throw new MalformedError('content: too large');
  const wire = decodeCbor(Wire, bytes, 'content');
  const { frankKey, ...unkeyed } = wire;
  const franked = frankKey === undefined ? bytesSchema.parse(bytes) : encodeCbor(unkeyed);
  const { v, id, sentAt, seenSeq, seenHead, elsewhere, fallback, ...own } = unkeyed;
  const envelope: Envelope = { id, sentAt, seenSeq, seenHead, elsewhere, fallback, frankKey };
  if (v !== 1 || !isKnown(own.type)) return { event: { type: 'unknown', fallback: fallback ?? '' }, envelope, franked };
  const event: z.ZodSafeParseResult<SendableEvent> = KINDS[own.type].safeParse(own);
  if (!event.success) throw new MalformedError(`content: ${own.type} ${event.error.issues[0]?.path.join('.') ?? ''}`);
  return { event: event.data, envelope, franked };
}

/** Exactly the bytes to frank, before the key that franking makes is put into the envelope. */
export function frankedBytes(event: SendableEvent, envelope: Omit<Envelope, 'frankKey'>): Bytes {
  return encodeContent(event, { ...envelope, frankKey: undefined });
}

function isKnown(type: string): type is SendableEvent['type'] {
  return Object.hasOwn(KINDS, type);
}
