import type { RoomSummary } from '@alcove/client';
import { en } from '@alcove/locales';
import { RoomId, toBase64url } from '@alcove/protocol';
import { expect, test } from 'vitest';
import { newsSince, type Choice } from './news.ts';

const idOf = (n: number): RoomId => RoomId.parse(toBase64url(new Uint8Array(32).fill(n)));
const room = (n: number, more: Partial<RoomSummary> = {}): RoomSummary => ({
  id: idOf(n),
  kind: 'group',
  title: `Room ${String(n)}`,
  peer: null,
  lastLine: { who: 'Ines', text: 'The tide turns at six' },
  lastAt: 0,
  unread: 0,
  lit: 0,
  request: null,
  draft: false,
  waiting: 0,
  left: false,
  ...more,
});
const asker = { account: 'a', username: 'x', name: 'X', hue: 1 } as unknown as RoomSummary['request'];

const ALL: Choice = { notices: 'all', noticesShow: 'text' };
const FOR_ME: Choice = { notices: 'for-me', noticesShow: 'text' };
const bodies = (before: readonly RoomSummary[], now: readonly RoomSummary[], choice: Choice): readonly string[] =>
  newsSince(before, now, choice).map(({ title, body }) => `${title} | ${body}`);

test('what is told of is what was chosen', () => {
  const now = [room(1, { unread: 1 }), room(2, { unread: 3, lit: 1 })];
  const before = [room(1), room(2, { unread: 2 })];
  expect(newsSince(before, now, ALL).map((news) => news.room)).toEqual([idOf(1), idOf(2)]);
  expect(newsSince(before, now, FOR_ME).map((news) => news.room)).toEqual([idOf(2)]);
  expect(newsSince(before, now, { ...ALL, notices: 'none' })).toEqual([]);
});

test('a room that stays as it is, is read, or was not there before', () => {
  expect(newsSince([room(1, { unread: 2 })], [room(1, { unread: 2 })], ALL)).toEqual([]);
  expect(newsSince([room(1, { unread: 2 })], [room(1, { unread: 1 })], ALL)).toEqual([]);
  expect(newsSince([], [room(1, { unread: 1 })], ALL)).toHaveLength(1);
});

test('a notice shows no more than was chosen', () => {
  const [before, now] = [[room(1)], [room(1, { unread: 2, lit: 2 })]];
  expect(bodies(before, now, FOR_ME)).toEqual(['Room 1 | Ines: The tide turns at six']);
  expect(bodies(before, now, { ...FOR_ME, noticesShow: 'who' })).toEqual(['Room 1 | 2 new messages']);
  const [least] = newsSince(before, now, { ...FOR_ME, noticesShow: 'nothing' });
  expect(least).toEqual({ room: idOf(1), title: 'Alcove', body: en.settings.noticeOf(1), tag: 'alcove' });
});

test('in a chat of two the text alone; of a secret chat, of somebody blocked and of what has no text only that there is something', () => {
  const said = (more: Partial<RoomSummary>): readonly string[] =>
    bodies([], [room(1, { unread: 1, lit: 1, ...more })], FOR_ME);
  expect(said({ kind: 'direct' })).toEqual(['Room 1 | The tide turns at six']);
  for (const more of [{ kind: 'secret' }, { lastLine: null }, { lastLine: { who: 'Ines', text: '' } }] as const)
    expect(said(more)).toEqual(['Room 1 | New message']);
});

test('nothing of whoever asks, nor of a room that was left', () => {
  expect(newsSince([], [room(1, { unread: 1, request: asker }), room(2, { unread: 1, left: true })], ALL)).toEqual([]);
});

test('many rooms at once are one notice that names none', () => {
  const now = [1, 2, 3, 4].map((n) => room(n, { unread: n }));
  expect(newsSince([], now, ALL)).toEqual([{ room: idOf(1), title: 'Alcove', body: '10 new messages', tag: 'alcove' }]);
  expect(newsSince([], now.slice(1), ALL)).toHaveLength(3);
});
