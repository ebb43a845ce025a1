/** Looking for messages, in the jump box. */
import { isolated } from '../isolate.ts';
import { plural } from './plural.ts';

export const search = {
  messages: 'In messages',
  /** Where nothing but messages is listed. */
  only: 'Messages',
  key: 'messages',
  all: (count: number, text: string): string =>
    plural(count, `See the one message with “${text}”`, `See all ${String(count)} messages with “${text}”`),
  more: 'Show more',
  moreOf: (count: number, total: number): string => `${String(count)} of ${String(total)} are shown`,
  said: {
    inRoom: (who: string, title: string, day: string): string => `${isolated(who)} in ${isolated(title)}, ${day}`,
    toMe: (who: string, day: string): string => `${isolated(who)}, ${day}`,
    byMe: (who: string, day: string): string => `You to ${isolated(who)}, ${day}`,
    you: 'You',
    secret: (when: string): string => `${when}, secret chat`,
  },
  counted: (count: number): string =>
    count === 0 ? 'No message found' : plural(count, '1 message found', `${String(count)} messages found`),
  none: (text: string): string => `No message with “${text}” on this device.`,
  nothing: (text: string): string => `Nothing called “${text}”, and no message with it on this device.`,
  hint: 'Words in any order, “words in quotation marks” as they stand. Narrow it with from:name, in:room, after:2026-05 or before:2026-05-17.',
  failed:
    'Messages were not searched: this device could not read them just now. They are kept. Type again to try again.',
  reach: {
    here: 'Searched on this device',
    back: (day: string): string => `Searched on this device, back to ${day}`,
    arriving: (day: string): string => `Everything since ${day} is searched. Older parts are still arriving.`,
    arrivingAny: 'Older parts are still arriving. What is here is searched.',
    incomplete: (day: string): string => `Everything since ${day} is searched. Of what is older, parts are not here.`,
    incompleteAny: 'Parts of the past are not on this device. What is here is searched.',
    behind: (count: number): string =>
      plural(count, 'One message here is still being read', `${String(count)} messages here are still being read`),
  },
  /** On the way to a message far back. */
  going: (day: string): string => `Going back to ${day}`,
  gone: 'This message is not here any more',
} as const;
