import { AccountId, encodeCbor, FrameId, MalformedError, RoomId } from '@alcove/protocol';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeContent, encodeContent, frankedBytes, type Envelope } from './codec.ts';
import { decodeMark, decodeWhisper, encodeMark, encodeWhisper } from './ephemeral.ts';
import type { SendableEvent } from './event.ts';
import { cleanLine } from './fields.ts';
import { CONTENT_LIMIT } from './limit.ts';

const id = FrameId.parse('01JD0000000000000000000000');
const target = FrameId.parse('01JD0000000000000000000001');
const account = AccountId.parse('A'.repeat(22));
const envelope: Envelope = { id, sentAt: 1, seenSeq: 7, seenHead: new Uint8Array(32) };

const EVENTS: { [T in SendableEvent['type']]: Extract<SendableEvent, { type: T }> } = {
  text: { type: 'text', body: 'hello **you**', replyTo: target, mentions: [account] },
  edit: { type: 'edit', target, body: 'hello', mentions: [] },
  delete: { type: 'delete', target },
  reaction: { type: 'reaction', target, emoji: '👩‍🚀', on: true },
  state: { type: 'state', key: 'title', value: 'Sunday walks' },
  snapshot: {
    type: 'snapshot',
    title: 'x',
    topic: '',
    groupInfoKey: new Uint8Array(32),
    seq: 3,
    head: new Uint8Array(32),
  },
  profile: { type: 'profile', displayName: 'Ada' },
  about: {
    type: 'about',
    at: 9,
    bio: 'Keeps bees.',
    status: { how: 'away', words: 'at the harbour', emoji: '⛵', until: 10 },
  },
  picture: { type: 'picture', at: 9, bytes: new Uint8Array(CONTENT_LIMIT.pictureBytes) },
  'group-info-key': { type: 'group-info-key', key: new Uint8Array(32) },
  again: { type: 'again', said: [new Uint8Array(9)] },
};
const wire = (fields: object): Uint8Array => encodeCbor({ v: 1, ...envelope, ...fields });

describe('content codec', () => {
  test.each(Object.values(EVENTS))('$type comes back as it was sent', (event) => {
    const decoded = decodeContent(encodeContent(event, { ...envelope, fallback: 'f' }));
    expect(decoded.event).toEqual(event);
    expect(decoded.envelope).toMatchObject({ ...envelope, fallback: 'f' });
  });

  test('what was seen of other rooms comes back, of a type that is not known too, and of a few at most', () => {
    const one = { room: RoomId.parse('R'.repeat(43)), seq: 9, head: new Uint8Array(32), under: new Uint8Array(16) };
    const elsewhere = [one, { ...one, lock: { epoch: 3, mark: new Uint8Array(16) } }];
    expect(decodeContent(encodeContent(EVENTS.text, { ...envelope, elsewhere })).envelope.elsewhere).toEqual(elsewhere);
    expect(decodeContent(wire({ type: 'poll', elsewhere })).envelope.elsewhere).toEqual(elsewhere);
    expect(() => encodeContent(EVENTS.text, { ...envelope, elsewhere: Array.from({ length: 5 }, () => one) })).toThrow(
      MalformedError,
    );
  });

  test('a type this version does not know keeps its fallback', () => {
    expect(decodeContent(wire({ type: 'poll', options: ['a'], fallback: 'A poll' })).event).toEqual({
      type: 'unknown',
      fallback: 'A poll',
    });
  });

  test('a newer envelope version of a known type is unknown, not misread', () => {
    expect(decodeContent(encodeCbor({ ...envelope, v: 2, type: 'text', body: 'x', mentions: [] })).event.type).toBe(
      'unknown',
    );
  });

  test('names of Object.prototype are no known types', () => {
    expect(decodeContent(wire({ type: 'toString' })).event.type).toBe('unknown');
  });

  test('a known type with a field too many, or one missing, is refused', () => {
    expect(() => decodeContent(wire({ ...EVENTS.text, extra: 1 }))).toThrow(MalformedError);
    expect(() => decodeContent(wire({ type: 'edit', body: 'x', mentions: [] }))).toThrow(MalformedError);
  });

  test('bytes that are not the canonical encoding are refused', () => {
    const bytes = encodeContent(EVENTS.text, envelope);
    expect(() => decodeContent(new Uint8Array([...bytes, 0]))).toThrow(MalformedError);
  });

  test('too large is refused on both sides', () => {
    const body = 'x'.repeat(CONTENT_LIMIT.bodyBytes + 1);
    expect(() => encodeContent({ type: 'text', body, mentions: [] }, envelope)).toThrow(MalformedError);
    expect(() =>
      decodeContent(wire({ type: 'poll', fallback: 'x', filler: 'x'.repeat(CONTENT_LIMIT.eventBytes) })),
    ).toThrow(MalformedError);
  });

  test('the largest text with every mention fits one event', () => {
    const mentions = Array.from({ length: CONTENT_LIMIT.mentions }, () => account);
    const event: SendableEvent = { type: 'text', body: 'x'.repeat(CONTENT_LIMIT.bodyBytes), replyTo: target, mentions };
    expect(
      encodeContent(event, { ...envelope, fallback: 'x'.repeat(1024), frankKey: new Uint8Array(32) }).length,
    ).toBeLessThan(CONTENT_LIMIT.eventBytes);
  });

  test('franking covers the same bytes for sender and receiver, whatever the type', () => {
    const frankKey = new Uint8Array(32).fill(9);
    const sent = frankedBytes(EVENTS.text, envelope);
    expect(decodeContent(encodeContent(EVENTS.text, { ...envelope, frankKey })).franked).toEqual(sent);
    expect(decodeContent(wire({ type: 'poll', a: 1, frankKey })).franked).toEqual(wire({ type: 'poll', a: 1 }));
  });

  test.each(['a', '1', '', '👍 👍', '👍a', '<b>', '\u200d'])('%j is not a reaction', (emoji) => {
    expect(() => encodeContent({ ...EVENTS.reaction, emoji }, envelope)).toThrow(MalformedError);
  });
  test.each(['👍', '👍🏽', '❤️', '🇸🇪', '1️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'])('%s is a reaction', (emoji) => {
    expect(decodeContent(encodeContent({ ...EVENTS.reaction, emoji }, envelope)).event).toMatchObject({ emoji });
  });

  test('a name cannot break its line or turn the text around it', () => {
    for (const displayName of ['a\nb', 'a\u202Eb', '\u2066x']) {
      expect(() => encodeContent({ type: 'profile', displayName }, envelope)).toThrow(MalformedError);
      const cleaned = cleanLine(displayName, CONTENT_LIMIT.displayNameBytes);
      expect(encodeContent({ type: 'profile', displayName: cleaned }, envelope).length).toBeGreaterThan(0);
    }
  });

  test('cleaning cuts at a whole character', () => {
    expect(cleanLine('ab👩‍🚀', 4)).toBe('ab');
  });

  test('lone surrogates become U+FFFD for everyone, the author included', () => {
    expect(
      decodeContent(encodeContent({ type: 'text', body: 'a\uD800b', mentions: [] }, envelope)).event,
    ).toMatchObject({ body: 'a\uFFFDb' });
  });

  test('random and damaged bytes give MalformedError and nothing else', () => {
    const good = encodeContent(EVENTS.snapshot, envelope);
    const damaged = fc.tuple(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, by]) => {
      const bytes = good.slice();
      bytes[at] = (bytes[at] ?? 0) ^ by;
      return bytes;
    });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), damaged), (bytes) => {
        try {
          decodeContent(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedError);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('marks and whispers come back, and nothing else does', () => {
    expect(decodeMark(encodeMark({ delivered: 4, read: 2 }))).toEqual({ delivered: 4, read: 2 });
    expect(decodeWhisper(encodeWhisper({ at: 5, typing: true }))).toEqual({ at: 5, typing: true });
    expect(() => decodeMark(encodeWhisper({ at: 5, typing: true }))).toThrow(MalformedError);
    expect(() => decodeWhisper(encodeCbor({ typing: true }))).toThrow(MalformedError);
    expect(() => decodeMark(encodeCbor({ delivered: -1, read: 0 }))).toThrow(MalformedError);
  });
});
