/** The settings pages. */
import { plural } from './plural.ts';

export const settings = {
  title: 'Settings',
  securityLead: 'How things stand, in one sentence.',
  sections: {
    you: 'You',
    appearance: 'Appearance',
    notices: 'Notifications',
    privacy: 'Privacy',
    recovery: 'Recovery code',
    history: 'History',
    keys: 'Keys',
    about: 'About',
  },

  name: 'Name',
  nameHint: 'Everyone you share a room with sees it.',
  nameMissing: 'Enter a name.',
  nameSaved: 'Name changed',
  handle: 'Handle',
  link: 'Your link',
  linkHint: 'Whoever opens it can ask to write to you, once they are logged in here.',
  linkCopied: 'Link copied',
  linkNotCopied: 'Not copied. Select the link and copy it yourself.',
  qr: 'Your link as a square to scan',
  showQr: 'Show it as a square to scan',
  hideQr: 'Hide the square',

  appearanceLead: 'What you choose holds on all your devices.',
  choiceWaits: 'Holds on this device. Your others follow when there is a connection.',
  theme: 'Light',
  themeHint: 'Follows your system unless you choose.',
  textSize: 'Size of the text',
  textSizes: { normal: 'Normal', large: 'Large', larger: 'Larger' },
  language: 'Language',
  languageBrowser: 'As this browser',
  languageHint: 'Also of dates and numbers.',
  languageMissing: 'This language could not be fetched. Another one is shown until there is a connection.',
  hours: 'Times',
  hoursOf: { language: 'As the language', '12': '12 hours', '24': '24 hours' },
  hoursHint: (example: string): string => `Like ${example}.`,
  enter: 'What Enter does',
  enters: { send: 'Sends', line: 'Makes a new line' },
  enterHint: {
    send: 'Shift and Enter make a new line.',
    line: 'The arrow sends, or Ctrl and Enter (on a Mac, ⌘ and Enter).',
  },

  privacyLead: 'What others are told of you. Whatever you turn off here, you no longer see of them either.',
  receipts: 'Show what I have read',
  receiptsOn: 'Others see which of their messages you have read, and you see which of yours they have.',
  receiptsOff:
    'Nobody is told what you read from now on, and you do not see what they read. That a message arrived is still shown. Your own devices keep it for each other.',
  typing: 'Show when I am writing',
  typingOn: 'Others see that you are writing, and you see when they are.',
  typingOff: 'Nobody is told that you are writing, and you do not see when they are.',
  presence: 'Show when I am here',
  presenceOn: 'People you share a small room with see when you have Alcove open, and you see when they do.',
  presenceOff: 'Nobody is told that you are here, and you do not see who is.',
  themes: { system: 'As the system', light: 'Day', dark: 'Evening' },

  noticesLead: 'While Alcove is open in a tab that you do not look at. What they say never leaves this device.',
  noticesAsk: 'Turn on in this browser',
  noticesAskHint: 'Your browser asks you once. Each of your browsers is asked for itself.',
  noticesAsking: 'Your browser is asking',
  noticesOn: 'This browser shows them.',
  noticesTry: 'Show me one',
  noticesDenied:
    'This browser has turned them off for Alcove. Press the sign beside the address, allow notifications there, and they come.',
  noticesUnsupported: 'This browser shows none for a page. The number in the title of the tab says what waits.',
  noticesOf: 'What you are told of',
  noticesOfs: { all: 'Everything', 'for-me': 'For me', none: 'Nothing' },
  noticesOfHint: {
    all: 'Every new message.',
    'for-me': 'Chats of two, and where somebody mentions or answers you.',
    none: 'The number in the title of the tab still says what waits.',
  },
  noticesShow: 'What they show',
  noticesShows: { text: 'Name and text', who: 'Name', nothing: 'Neither' },
  noticesShowHint: {
    text: 'Whoever sees this screen reads along. Of secret chats the name alone.',
    who: 'Who wrote, and not what.',
    nothing: 'That there is a new message, and no more.',
  },
  noticeOf: (count: number): string => plural(count, 'New message', `${String(count)} new messages`),
  noticeTry: 'This is what one looks like.',

  recoveryTitle: 'Recovery code',
  recoveryLead: 'Twelve words that open your messages when all your devices are gone. Only you have them.',
  recoveryKept: 'You read two words back. Check the whole card once in a while.',
  recoveryPutOff: 'Not kept yet. It takes two minutes.',
  recoveryUnknown: 'Whether you still have the card, only you know. A check takes a minute.',
  recoveryChecked: (day: string): string => `The card was last checked on ${day}.`,
  recoveryNew: 'Make a new code',
  recoveryNewLead:
    'Twelve new words. With that the old card opens nothing any more, so throw it away once the new one is kept.',
  recoveryNewGo: 'Make it',
  recoveryKeep: 'Show the card',
  recoveryCheck: 'Check my card',
  typeTwelve: 'Type the twelve words',
  typeTwelveHint: 'In order, with spaces between them. The first four letters of each are enough.',
  typeTwelveCount: (count: number): string => `${String(count)} of 12`,
  typeTwelveFirst: 'Enter all twelve words, in the order of the card.',
  checkGo: 'Check them',
  checking: 'Checking',
  checkGood: 'These words open your account. Put the card back where it was.',

  historyLead:
    'Your devices keep your messages for each other, sealed with a key that only they have. A new device brings everything, newest first.',
  historyCurrent: 'Everything on this device is kept for the next one.',
  historyWriting: 'What is new is being put away.',
  historyReading: (done: number, total: number): string =>
    `Older messages are arriving: ${String(done)} of ${String(total)} pieces.`,
  historyWaiting: 'Goes on when there is a connection.',
  historyTrouble: (code: string): string => TROUBLE[code] ?? TROUBLE_OTHER,

  logOut: 'Log out',
  logOutTitle: 'Log out of this device?',
  logOutKeep: 'Keep it here, sealed',
  logOutErase: 'Erase this device',
  logOutWay: 'What becomes of what is here',
  logOutLead:
    'The messages stored here are locked, and your password opens them again. Nothing new arrives until then. Your other devices stay in.',
  logOutWaiting: (count: number): string =>
    count === 1
      ? 'One message is not sent yet. It goes when you log in again.'
      : `${String(count)} messages are not sent yet. They go when you log in again.`,
  logOutNotKept:
    'Your recovery code is not kept yet. Without it and without your password, nothing opens your messages.',

  aboutLead:
    'Alcove is private chat that people host themselves. Every message is end-to-end encrypted: it is sealed on your device and opened on the devices of the people you write to. Whoever runs the server sees who talks in which room and when, never what is said.',
  aboutNot:
    'It does not protect a message from the people who may read it, or from someone who has your unlocked device in hand.',
  aboutFree: 'Alcove is free software under the AGPL-3.0-or-later.',
  server: 'Server',
  device: 'This device',
  keysLead: 'Everything in Alcove can be reached without a mouse.',
  keysShow: 'Show all keys',
} as const;

/** Codes of ArchiveView; an unknown one gets a sentence that claims no more than is known. */
const TROUBLE_OTHER =
  'The server handed out a history that your devices did not put there. None of it was taken; what is here stays.';
const TROUBLE: Readonly<Record<string, string>> = {
  'archive-rolled-back':
    'The server went back to an older history. Your devices put what is missing back in. Ask whoever runs the server whether a backup was restored.',
  'archive-full': 'There is no room left for your history on the server. Ask whoever runs it for more.',
  'archive-key-missing':
    'A device was removed, and the history has a new key that this device does not have yet. Log out and in again with your password.',
  'archive-key-old':
    'A device was removed, and the history has not moved on to its new key yet. Connect the device that removed it.',
};
