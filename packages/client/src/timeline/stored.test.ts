import { encodeContent, type SendableEvent } from '@alcove/content';
import { encodeCbor, MalformedError } from '@alcove/protocol';
import { describe, expect, test } from 'vitest';
import { openedOf, rowOf } from './stored.ts';
import { ADA, at, BEN, CAT, frame, react, say } from './story.test-kit.ts';
import { noticeOf } from './unread.ts';

const envelope = { id: frame(1), sentAt: 1, seenSeq: 0, seenHead: new Uint8Array(32) };

describe('rows', () => {
  test('[TL25] content comes back from its row, with what the store indexes', () => {
    const event: SendableEvent = { type: 'text', body: 'x', mentions: [ADA], replyTo: frame(3) };
    const row = rowOf(at(5, BEN, event), encodeContent(event, envelope), 2);
    expect(row).toMatchObject({ type: 'text', item: true, notice: 2, target: null, quote: frame(3), seq: 5 });
    expect(openedOf(row)).toEqual(at(5, BEN, event));
    const reaction: SendableEvent = { type: 'reaction', target: frame(5), emoji: '👍', on: true };
    expect(rowOf(at(6, BEN, reaction), encodeContent(reaction, envelope), 0)).toMatchObject({
      item: false,
      target: frame(5),
    });
  });

  test('[TL26] lines and gaps come back, and only in their own shape', () => {
    for (const event of [
      { type: 'line', what: 'added', people: [CAT] },
      { type: 'unopened', code: 'damaged' },
    ] as const) {
      const opened = at(5, BEN, event.type === 'line' ? { ...event, people: [...event.people] } : event);
      const row = rowOf(opened, null, 0);
      expect(row.item).toBe(true);
      expect(openedOf(row)).toEqual(opened);
      expect(() => openedOf({ ...row, content: encodeCbor({ ...event, more: 1 }) })).toThrow(MalformedError);
    }
  });

  test('[TL27] content is not stored without its bytes', () => {
    expect(() => rowOf(at(1, BEN, say('x')), null, 0)).toThrow(TypeError);
  });
});

describe('unread', () => {
  const group = { me: ADA, kind: 'group', answersMe: false } as const;
  test('[TL28] messages of others count; mentions, answers and direct chats are lit; changes do not count', () => {
    expect(noticeOf(at(1, BEN, say('x')), group)).toBe(1);
    expect(noticeOf(at(1, BEN, say('x', [ADA])), group)).toBe(2);
    expect(noticeOf(at(1, BEN, say('x', [CAT])), group)).toBe(1);
    expect(noticeOf(at(1, BEN, say('x')), { ...group, answersMe: true })).toBe(2);
    expect(noticeOf(at(1, BEN, say('x')), { ...group, kind: 'direct' })).toBe(2);
    expect(noticeOf(at(1, BEN, { type: 'unknown', fallback: 'f' }), group)).toBe(1);
    expect(noticeOf(at(1, ADA, say('x', [ADA])), { ...group, kind: 'direct' })).toBe(0);
    expect(noticeOf(at(1, BEN, react(1, '👍')), { ...group, kind: 'direct' })).toBe(0);
  });
});
