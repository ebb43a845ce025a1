/** A new title is a line of the room. The topic is read in the room's panel and says nothing here. */
import type { State } from '@alcove/content';
import type { ItemRule } from './rule.ts';

export const state: ItemRule<State> = {
  kind: 'item',
  start: ({ event }) =>
    event.key === 'title' ? { kind: 'line', line: { what: 'renamed', title: event.value } } : null,
};
