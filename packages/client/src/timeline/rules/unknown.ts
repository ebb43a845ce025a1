/** A message of a kind that only newer versions know: its fallback text stands for it. */
import type { UnknownEvent } from '@alcove/content';
import { newMessage } from '../draft.ts';
import type { ItemRule } from './rule.ts';

export const unknown: ItemRule<UnknownEvent> = {
  kind: 'item',
  start: ({ author, at, event }) => ({ ...newMessage(author, at, event.fallback), unknownType: true }),
};
