import { expect, test } from 'vitest';
import { ana, at, message } from '../model/items.fixture.ts';
import { actForKey, actionsFor } from './actions.ts';

const acts = (item: Parameters<typeof actionsFor>[0], closed = false): string[] =>
  actionsFor(item, closed).map((action) => action.act);

test('only own messages can be edited and deleted for everyone', () => {
  expect(acts(message(1, ana, at(9, 0)))).toEqual(['reply', 'copy', 'unread']);
  expect(acts(message(1, ana, at(9, 0), { mine: true }))).toEqual(['reply', 'edit', 'copy', 'unread', 'delete']);
});

test('where nothing can be said, a message can be read', () => {
  expect(acts(message(1, ana, at(9, 0), { mine: true }), true)).toEqual(['copy', 'unread']);
  expect(actForKey(message(1, ana, at(9, 0)), 'r', true)).toBeNull();
});

test('what still waits in line, and what is deleted, offers only what makes sense', () => {
  expect(acts(message(1, ana, at(9, 0), { mine: true, seq: null }))).toEqual(['copy']);
  expect(acts(message(1, ana, at(9, 0), { mine: true, deleted: true }))).toEqual([]);
});

test('a letter works only where its act is offered', () => {
  expect(actForKey(message(1, ana, at(9, 0), { mine: true }), 'e', false)).toBe('edit');
  expect(actForKey(message(1, ana, at(9, 0)), 'e', false)).toBeNull();
  expect(actForKey(message(1, ana, at(9, 0)), 'u', false)).toBe('unread');
});
