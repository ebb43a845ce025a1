/** A new version of a text. Counts only from its author, and not after the message was deleted. */
import type { Edit } from '@alcove/content';
import type { ChangeRule } from './rule.ts';

export const edit: ChangeRule<Edit> = {
  kind: 'change',
  target: ({ target }) => target,
  apply: (message, { author, at, event }) => {
    if (author !== message.author || message.deleted || message.unknownType) return message;
    const versions = [...message.versions, { text: message.text, at: message.textAt }];
    return { ...message, text: event.body, textAt: at, mentions: event.mentions, versions };
  },
};
