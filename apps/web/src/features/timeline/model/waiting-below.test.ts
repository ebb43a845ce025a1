import { expect, test } from 'vitest';
import { ana, at, ben, message } from './items.fixture.ts';
import { litBelow, unreadCount } from './waiting-below.ts';

const items = [
  message(1, ben, at(9, 0)),
  message(2, ben, at(9, 1), { mentionsMe: true }),
  message(3, ana, at(9, 2), { mine: true }),
  message(4, ben, at(9, 3), { replyTo: { id: message(3, ana, 0).id, author: ana, text: '', deleted: false } }),
  message(5, ben, at(9, 4)),
];

test('in a room only mentions and replies to me are lit, in a chat of two everything of the other', () => {
  expect(litBelow(items, 0, false, ana.account)).toBe(2);
  expect(litBelow(items, 0, true, ana.account)).toBe(4);
});

test('what was on screen is not waiting', () => {
  expect(litBelow(items, 2, false, ana.account)).toBe(1);
  expect(litBelow(items, 5, true, ana.account)).toBe(0);
});

test('the unread count is of messages by others, from the line on', () => {
  expect(unreadCount(items, message(2, ben, 0).id)).toBe(3);
  expect(unreadCount(items, 'elsewhere')).toBe(0);
});
