/** Words for finding people and starting a chat. */
import { isolated } from '../isolate.ts';

export const people = {
  newChatTitle: 'Write to someone',
  findLabel: 'Handle',
  findHint: 'Whole and exact, for example ines.c',
  find: 'Find',
  writeTo: (name: string) => `Write to ${isolated(name)}`,
  openChat: (name: string) => `Open the chat with ${isolated(name)}`,
  haveChat: 'You have a chat already.',
  unknown: (typed: string) =>
    `Nobody here has the handle ${isolated(typed)}. Check the spelling with them, or ask for their link.`,
  self: 'That is your own handle. Give others the link below.',
  ownLink: 'Your link',
  ownLinkHint: 'Whoever opens it can ask to write to you.',
  copyLink: 'Copy your link',
  copied: 'Copied',
  known: 'People you know',
  handle: (username: string) => `@${username}`,
} as const;
