/** Looking for messages, in the jump box and beside a conversation, and going to a day of one. */
import { isolated } from '../isolate.ts';
import { plural } from './plural.ts';

export const search = {
  messages: 'In messages',
  /** Where nothing but messages is listed. */
  only: 'Messages',
  key: 'messages',
  all: (count: number, text: string): string =>
    plural(count, `See the one message with “${text}”`, `See all ${String(count)} messages with “${text}”`),
  allChosen: (count: number): string => plural(count, 'See the one message', `See all ${String(count)} messages`),
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
  hint: 'Words in any order, “words in quotation marks” as they stand.',
  /** What narrows a search: the word typed before the colon, what it means, and what a finished one says. */
  operators: {
    from: { key: 'from', means: 'Said by somebody', chip: (name: string): string => `from ${isolated(name)}` },
    in: { key: 'in', means: 'In one conversation', chip: (title: string): string => `in ${isolated(title)}` },
    has: { key: 'has', means: 'With something in it' },
    after: { key: 'after', means: 'On a day or later', chip: (day: string): string => `since ${day}` },
    before: { key: 'before', means: 'Before a day', chip: (day: string): string => `before ${day}` },
  },
  /** Typed after from: for oneself. */
  me: 'me',
  /** What a message may have in it. */
  having: {
    link: { means: 'A link', chip: 'with a link' },
    code: { means: 'Code', chip: 'with code' },
  },
  narrow: 'Narrow it',
  narrowed: 'Narrowed to',
  unnarrow: (what: string): string => `Take away: ${what}`,
  byMe: 'from you',
  noValue: (text: string): string => `Nothing here fits “${text}”`,
  days: {
    week: 'A week ago',
    month: 'Start of this month',
    lastMonth: 'Start of last month',
    year: 'Start of this year',
    hint: 'Or type a day: 2026-05-17',
  },
  panel: {
    title: 'Search',
    open: 'Search in this conversation',
    back: 'Back to what was found',
    close: 'Close search',
    field: 'Search messages',
    placeholder: 'Search messages…',
    where: 'Where to search',
    here: 'Here',
    everywhere: 'Everywhere',
    lead: 'It happens on this device, also without a connection.',
    none: (text: string): string => `Nothing found for “${text}”`,
    noneMore: 'Beginnings of words are found as well; typing errors are not.',
    noneArriving: 'Older messages are still arriving, and are looked through as they come.',
    noneNarrow: 'No message fits all of that.',
    elsewhere: 'Search everywhere',
    offline: 'No connection. What is on this device is searched.',
    offlineArriving: 'No connection. What is on this device is searched; older parts come when there is one again.',
    step: (number: number, total: number): string => `${String(number)} of ${String(total)}`,
    older: 'To the find before this one',
    newer: 'To the find after this one',
    shown: (number: number, total: number): string => `Found message ${String(number)} of ${String(total)} is shown`,
  },
  day: {
    title: 'Go to a day',
    action: 'Go to a day…',
    another: 'Go to another day',
    field: 'Day',
    lead: 'To the first message of that day, or of the next one that has one.',
    go: 'Go',
    missing: 'Choose a day.',
    none: (day: string): string => `Nothing was said here on ${day} or later.`,
    next: (day: string, date: string): string => `Nothing was said on ${day}. This is from ${date}.`,
    begins: (day: string): string => `This conversation begins on ${day}.`,
    arriving: (day: string): string => `What was said before ${day} is still arriving.`,
    incomplete: (day: string): string => `Of what was said before ${day}, parts are not on this device.`,
    arrivingAny: 'Older parts of this conversation are still arriving.',
    incompleteAny: 'Parts of this conversation are not on this device.',
  },
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
