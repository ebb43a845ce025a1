/** Timeline items for the tests of this folder: two people, one morning, frame ids by number. */
import { AccountId, FrameId, RoomId, Username } from '@alcove/protocol';
import type { LineItem, MessageItem, PersonView, TimelineItem, TimelineView, UnopenedItem } from '@alcove/client';

const person = (letter: string, name: string, hue: number): PersonView => ({
  account: AccountId.parse(letter.repeat(22)),
  username: Username.parse(name.toLowerCase()),
  name,
  hue,
  verified: false,
  standing: 'none',
  picture: null,
  status: null,
});
export const ana: PersonView = person('a', 'Ana', 1);
export const ben: PersonView = person('b', 'Ben', 2);

const frame = (n: number): FrameId => FrameId.parse(`01${String(n).padStart(24, '0')}`);

/** Hours may pass 24: the next day. */
export const at = (hour: number, minute: number): number => new Date(2026, 2, 3, hour, minute).getTime();

export const message = (n: number, author: PersonView, time: number, more: Partial<MessageItem> = {}): MessageItem => ({
  kind: 'message',
  id: frame(n),
  seq: n,
  at: time,
  author,
  mine: false,
  text: `message ${String(n)}`,
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

export const line = (n: number, time: number, what: LineItem['line']): LineItem => ({
  kind: 'line',
  id: frame(n),
  seq: n,
  at: time,
  line: what,
});
export const joined = (n: number, by: PersonView, time: number): LineItem => line(n, time, { what: 'created', by });

export const unopened = (n: number, author: PersonView, time: number): UnopenedItem => ({
  kind: 'unopened',
  id: frame(n),
  seq: n,
  at: time,
  author,
  code: 'no-secret',
  repairing: true,
});

export const timeline = (items: readonly TimelineItem[]): TimelineView => ({
  room: RoomId.parse('r'.repeat(43)),
  items,
  hasOlder: false,
  loadingOlder: false,
  unreadFrom: null,
  history: { state: 'complete', reachesBackTo: null, gaps: [] },
});
