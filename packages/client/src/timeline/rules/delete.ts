/** Deletion for everyone, by the author alone: takes the words, their earlier versions and the reactions with it. */
import type { Delete } from '@alcove/content';
import { newMessage } from '../draft.ts';
import type { ChangeRule } from './rule.ts';

export const deletion: ChangeRule<Delete> = {
  kind: 'change',
  target: ({ target }) => target,
  apply: (message, { author }) =>
    author === message.author ? { ...newMessage(author, message.textAt, ''), deleted: true } : message,
};
