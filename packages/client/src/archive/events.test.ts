import { encodeContent, type SendableEvent } from '@alcove/content';
import { FrameId, MalformedError } from '@alcove/protocol';
import type { EventRow } from '@alcove/store';
import { expect, test } from 'vitest';
import { ADA, at, BEN, frame, ROOM } from '../timeline/story.test-kit.ts';
import { rowOf } from '../timeline/stored.ts';
import { archivedOf, decodeSegment, encodeSegment, isWordless, type Archived } from './events.ts';

const NONE: ReadonlySet<FrameId> = new Set();

function rowAt(n: number, author: typeof ADA, event: SendableEvent): EventRow {
  const envelope = { id: frame(n), sentAt: n, seenSeq: 0, seenHead: new Uint8Array(32) };
  return rowOf(at(n, author, event), encodeContent(event, envelope), 1);
}
const text = (body: string): SendableEvent => ({ type: 'text', body, mentions: [] });
const put = (rows: readonly EventRow[], gone = NONE): Archived[] =>
  rows.flatMap((row) => {
    const archived = archivedOf(row, gone);
    return archived === null ? [] : [archived];
  });

test('events come back as they were opened, whoever wrote them down', () => {
  const rows = [
    rowAt(3, ADA, text('One')),
    rowAt(5, BEN, { type: 'reaction', target: frame(3), emoji: '🌊', on: true }),
  ];
  const back = decodeSegment(ROOM, [3, 9], encodeSegment(put(rows)));
  expect(back.map(({ opened }) => opened)).toEqual([
    at(3, ADA, text('One')),
    at(5, BEN, { type: 'reaction', target: frame(3), emoji: '🌊', on: true }),
  ]);
});

test('a deleted message leaves without its words, its edits and its reactions, and its deletion stays', () => {
  const rows = [
    rowAt(3, ADA, text('Wrong words')),
    rowAt(4, ADA, { type: 'edit', target: frame(3), body: 'Other wrong words', mentions: [] }),
    rowAt(5, BEN, { type: 'reaction', target: frame(3), emoji: '🌊', on: true }),
    rowAt(6, ADA, { type: 'delete', target: frame(3) }),
    rowAt(7, BEN, text('Still here')),
  ];
  const sealed = encodeSegment(put(rows, new Set([frame(3)])));
  const plain = new TextDecoder().decode(sealed);
  expect(plain).not.toContain('rong words');
  expect(plain).toContain('Still here');
  const events = decodeSegment(ROOM, [3, 7], sealed).map(({ opened }) => opened.event);
  expect(events.map(({ type }) => type)).toEqual(['text', 'delete', 'text']);
  expect(events.map(isWordless)).toEqual([true, false, false]);
});

test.each<[string, (events: Archived[]) => unknown]>([
  ['an event outside of its stretch', (events) => encodeSegment(events.map(([, ...rest]): Archived => [10, ...rest]))],
  [
    'content that is not of its type',
    (events) => encodeSegment(events.map((e): Archived => [e[0], e[1], e[2], e[3], e[4], 'line', e[6]])),
  ],
  ['no segment at all', () => new Uint8Array([1, 2, 3])],
])('%s makes the segment malformed', (_what, make) => {
  const bytes = make(put([rowAt(3, ADA, text('One'))])) as Uint8Array;
  expect(() => decodeSegment(ROOM, [3, 9], bytes)).toThrow(MalformedError);
});
