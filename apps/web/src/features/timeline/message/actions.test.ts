import { expect, test } from 'vitest';
import { ana, at, message } from '../model/items.fixture.ts';
import { actForKey, actionsFor } from './actions.ts';

const acts = (item: Parameters<typeof actionsFor>[0]): string[] => actionsFor(item).map((action) => action.act);

test('only own messages can be edited and deleted for everyone', () => {
  expect(acts(message(1, ana, at(9, 0)))).toEqual(['reply', 'copy', 'unread']);
  expect(acts(message(1, ana, at(9, 0), { mine: true }))).toEqual(['reply', 'edit', 'copy', 'unread', 'delete']);
});

test('what still waits in line, and what is deleted, offers only what makes sense', () => {
  expect(acts(message(1, ana, at(9, 0), { mine: true, seq: null }))).toEqual(['copy']);
  expect(acts(message(1, ana, at(9, 0), { mine: true, deleted: true }))).toEqual([]);
});

test('a letter works only where its act is offered', () => {
  expect(actForKey(message(1, ana, at(9, 0), { mine: true }), 'e')).toBe('edit');
  expect(actForKey(message(1, ana, at(9, 0)), 'e')).toBeNull();
  expect(actForKey(message(1, ana, at(9, 0)), 'u')).toBe('unread');
});
