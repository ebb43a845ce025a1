/** One person's emoji on a message: for each person and emoji, the last one in the log wins. */
import type { Reaction } from '@alcove/content';
import type { ChangeRule } from './rule.ts';

export const reaction: ChangeRule<Reaction> = {
  kind: 'change',
  target: ({ target }) => target,
  apply: (message, { author, event: { emoji, on } }) => {
    const before = message.reactions.get(emoji);
    if (message.deleted || (before?.has(author) ?? false) === on) return message;
    const accounts = new Set(before);
    if (on) accounts.add(author);
    else accounts.delete(author);
    const reactions = new Map(message.reactions);
    if (accounts.size > 0) reactions.set(emoji, accounts);
    else reactions.delete(emoji);
    return { ...message, reactions };
  },
};
