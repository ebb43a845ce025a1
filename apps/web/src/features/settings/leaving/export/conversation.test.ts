import { AccountId, FrameId, RoomId, Username } from '@alcove/protocol';
import type { MessageItem, RoomSummary, TimelineItem } from '@alcove/client';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { conversationData, conversationPage } from './conversation.ts';

const author = {
  account: AccountId.parse('a'.repeat(22)),
  username: Username.parse('ana'),
  name: '<b>Ana</b> & "co"',
  hue: 1,
  verified: false,
  standing: 'none' as const,
  picture: null,
  status: null,
};
const said = (n: number, text: string, more: Partial<MessageItem> = {}): MessageItem => ({
  kind: 'message',
  id: FrameId.parse(`01${String(n).padStart(24, '0')}`),
  seq: n,
  at: Date.UTC(2026, 2, 3, 8, n),
  author,
  mine: false,
  text,
  edited: false,
  versions: [],
  deleted: false,
  replyTo: null,
  reactions: [],
  mentionsMe: false,
  send: null,
  unknownType: false,
  ...more,
});
const room = { id: RoomId.parse('r'.repeat(43)), title: '</title><script>', kind: 'group' } as RoomSummary;

test('whatever people wrote is text in the page, never markup', () => {
  const hostile = '</p><script>alert(1)</script><img src="https://example.org/x">';
  const items: TimelineItem[] = [said(1, hostile, { reactions: [{ emoji: '<i>', count: 1, mine: false, names: [] }] })];
  const html = conversationPage(room, items, () => null);
  const tags = new Set([...html.matchAll(/<\/?([a-z!][a-z0-9]*)/giu)].map(([, name]) => name?.toLowerCase()));
  for (const name of ['script', 'img', 'i']) expect(tags).not.toContain(name);
  expect(html).toContain('&lt;/p&gt;&lt;script&gt;alert(1)');
  expect(html).toContain("default-src 'none'");
});

test('a deleted message keeps its place and says nothing; an edited one keeps its versions', () => {
  const items = [
    said(1, 'gone', { deleted: true }),
    said(2, 'now', { edited: true, versions: [{ text: 'before', at: Date.UTC(2026, 2, 3, 7) }] }),
  ];
  expect(conversationPage(room, items, () => null)).not.toContain('gone');
  const data = z
    .object({ entries: z.array(z.object({ text: z.string().nullable(), versions: z.array(z.unknown()) })) })
    .parse(JSON.parse(conversationData(room, items, () => null)));
  expect(data.entries).toMatchObject([
    { text: null, versions: [] },
    { text: 'now', versions: [{ text: 'before', at: '2026-03-03T07:00:00.000Z' }] },
  ]);
});
