/** Words for finding people and starting a chat. */
import { isolated } from '../isolate.ts';

export const people = {
  newChat: 'New chat',
  newChatTitle: 'Write to someone',
  findLabel: 'User name',
  findHint: 'Whole and exact, for example ines.c',
  find: 'Find',
  finding: 'Looking',
  writeTo: (name: string) => `Write to ${isolated(name)}`,
  openChat: (name: string) => `Open the chat with ${isolated(name)}`,
  haveChat: 'You have a chat already.',
  unknown: (typed: string) => `Nobody here is called ${isolated(typed)}. Check the spelling, or ask for their link.`,
  invalid: 'User names have 2 to 32 small letters, digits, and . _ - between them.',
  self: 'That is you. Your own link is below.',
  ownLink: 'Your link',
  ownLinkHint: 'Whoever opens it can write to you.',
  copyLink: 'Copy your link',
  copied: 'Copied',
  known: 'People you know',
  handle: (username: string) => `@${username}`,
} as const;
