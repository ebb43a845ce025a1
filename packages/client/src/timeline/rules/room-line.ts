/** What the room itself says. */
import type { RoomLine } from '../opened.ts';
import type { ItemRule } from './rule.ts';

export const roomLine: ItemRule<RoomLine> = {
  kind: 'item',
  start: ({ event }) => ({ kind: 'line', line: event }),
};
