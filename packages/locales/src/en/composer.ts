/** Words of the composer. */
import { isolated } from '../isolate.ts';

export const composer = {
  region: 'Write a message',
  placeholder: (title: string) => `Message ${isolated(title)}`,
  send: 'Send',
  save: 'Save the change',
  emoji: 'Emoji',
  emojiSearch: 'Search emoji',
  emojiNone: (typed: string) => `No emoji for ${isolated(typed)}`,
  emojiGroup: {
    faces: 'Faces',
    hands: 'Hands and people',
    nature: 'Nature',
    food: 'Food and drink',
    doing: 'Doing and going',
    things: 'Things',
    signs: 'Signs',
  },
  replyingTo: (name: string) => `Replying to ${isolated(name)}`,
  replyingToSelf: 'Replying to yourself',
  editing: 'Editing your message',
  stopReply: 'Stop replying',
  stopEdit: 'Stop editing',
  peopleList: 'People in this room',
  emojiList: 'Emoji',
  suggestions: (count: number) => (count === 1 ? '1 suggestion' : `${String(count)} suggestions`),
  writing: (names: readonly string[]) =>
    names.length === 1
      ? `${isolated(names[0] ?? '')} is writing`
      : names.length === 2
        ? `${isolated(names[0] ?? '')} and ${isolated(names[1] ?? '')} are writing`
        : 'Several people are writing',
  sendIn: (seconds: number) => `Send, in ${String(seconds)} s`,
  youLeft: 'You are not in this room any more. What was written before stays readable.',
  tooLong: (limit: string, over: string) => `A message holds ${limit}. This one is ${over} over. Your text is kept.`,
  size: (bytes: number) =>
    bytes < 1024 ? `${String(bytes)} bytes` : `${(bytes / 1024).toFixed(bytes % 1024 === 0 ? 0 : 1)} KB`,
} as const;
