/** An entry that could not be opened holds its place, so that a missing message is seen to be missing. */
import type { Unopened } from '../opened.ts';
import type { ItemRule } from './rule.ts';

export const unopened: ItemRule<Unopened> = {
  kind: 'item',
  start: ({ event }) => ({ kind: 'unopened', code: event.code }),
};
