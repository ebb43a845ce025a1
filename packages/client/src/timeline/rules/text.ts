/** A message. */
import type { Text } from '@alcove/content';
import { newMessage } from '../draft.ts';
import type { ItemRule } from './rule.ts';

export const text: ItemRule<Text> = {
  kind: 'item',
  start: ({ author, at, event }) => ({
    ...newMessage(author, at, event.body),
    mentions: event.mentions,
    replyTo: event.replyTo ?? null,
  }),
};
