/**
 * Words of the timeline. Names inside a sentence are isolated (U+2068 … U+2069), so that a name in another direction stays whole
 * in plain text; the web turns the isolates into elements.
 */
import { isolated } from '../isolate.ts';
import { listOf, minutesSeconds } from './plural.ts';
import { shut } from './reasons.ts';

const people = (count: number): string => (count === 1 ? '1 person' : `${String(count)} people`);
const devices = (count: number): string => (count === 1 ? '1 device' : `${String(count)} devices`);

export const timeline = {
  label: (title: string) => `Messages in ${isolated(title)}`,
  beginning: (title: string) => `This is where ${isolated(title)} starts`,
  beginningDirect: (name: string) => `This is where you and ${isolated(name)} start`,
  readFrom: (date: string) => `You can read from ${date}.`,
  arriving: 'Older messages are arriving…',
  arrivingTitle: 'Bringing your messages',
  arrivingMore: 'Newest first. You can write already.',
  incomplete: 'The history here is incomplete',
  reachesBackTo: (date: string) =>
    `Messages reach back to ${date}. What was said before that is on none of your devices that are connected.`,
  reachesNowhere:
    'What was said before you came in with this device has not arrived. It comes when your other device is connected.',
  gap: 'Messages are missing here. They come when the device that has them is connected.',
  empty: 'Say the first thing',
  emptyMore: 'Nothing is written here yet.',
  stillFetching: 'Still fetching. You can keep writing.',
  today: 'Today',
  yesterday: 'Yesterday',

  newSince: (when: string) => `New since ${when}`,
  since: (count: number, when: string) => `${String(count)} since ${when}`,
  toUnread: (count: number, when: string) =>
    count === 1 ? `To the new message since ${when}` : `To the first of ${String(count)} new messages since ${when}`,
  newest: 'Newest',
  toNewest: 'To the newest message',

  you: 'You',
  edited: 'edited',
  showVersions: 'Edited. Show earlier versions',
  versionsTitle: 'Versions of this message',
  versionNow: 'Now',
  deletedBy: (name: string) => `Deleted by ${isolated(name)}`,
  deletedByYou: 'Deleted by you',
  newerKind: 'Written with a newer Alcove. Update this app to see all of it.',
  quoteGone: 'Deleted',
  quoteAway: 'An earlier message',
  jumpToQuote: (name: string) => `Go to the message of ${isolated(name)}`,

  fetchingToOpen: 'Fetching what is needed to open this',
  couldNotOpen: (name: string | null, code: string) => {
    const ask = name === null ? '' : ` Ask ${isolated(name)} to send it again.`;
    return `Could not be opened. ${shut(code)}${ask}`;
  },

  waiting: 'Waiting to be sent',
  /** By what keeps it here. */
  waitingFor: {
    offline: 'Waiting for connection',
    'rate-limited': 'Slowed down, goes on by itself',
    'storage-full-server': 'Waiting: the server has no space left',
    'server-unreachable': 'Waiting for the server',
    internal: 'Waiting for the server',
    conflict: 'Waiting until a change in this room is settled',
  },
  slowedDown: (seconds: number) =>
    `Slowed down, goes on in ${seconds < 60 ? `${String(seconds)} s` : minutesSeconds(seconds)}`,
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  readBy: (count: number) => `Read by ${String(count)}`,
  tryAgain: 'Try again',
  copyText: 'Copy text',
  takeBack: 'Take it back',

  reactions: 'Reactions',
  addReaction: 'Add a reaction',
  reaction: (emoji: string, count: number, names: readonly string[], mine: boolean) =>
    `${emoji} ${String(count)}: ${listOf(names, count)}${mine ? '. Yours too' : ''}`,
  reactors: (names: readonly string[], count: number) => listOf(names, count),
  moreReactions: (count: number) => `+${String(count)}`,
  showReactions: (count: number) => `Show ${String(count)} more kinds`,

  toolbar: 'Actions on this message',
  reactWith: (emoji: string) => `React with ${emoji}`,
  reply: 'Reply',
  edit: 'Edit',
  more: 'More',
  unreadFromHere: 'Unread from here',
  deleteForEveryone: 'Delete for everyone',
  deleteTitle: 'Delete this message for everyone?',
  deleteBody: 'It goes from every device we reach. Someone may have kept a copy.',
  delete: 'Delete',
  keep: 'Keep it',
  copied: 'Copied',
  copyCode: 'Copy code',

  created: (by: string) => `${isolated(by)} made this room`,
  createdDirect: (by: string) => `${isolated(by)} began this chat`,
  added: (by: string, names: readonly string[]) => `${isolated(by)} added ${listOf(names)}, who can read from then on`,
  removed: (by: string, names: readonly string[]) => `${isolated(by)} removed ${listOf(names)}`,
  left: (by: string) => `${isolated(by)} left`,
  host: (by: string, to: string) => `${isolated(by)} made ${isolated(to)} host`,
  renamed: (by: string, title: string) => `${isolated(by)} named the room ${isolated(title)}`,
  deviceAdded: (by: string, kind: string) => `${isolated(by)} added a device: ${kind}`,
  deviceRemoved: (by: string) => `${isolated(by)} removed a device`,
  takenBack: (by: string) =>
    `A change by ${isolated(by)}’s device did not work for everyone. The room went back to where it was before.`,
  foldedAdded: (count: number) => `${people(count)} came in`,
  foldedRemoved: (count: number) => `${people(count)} were removed`,
  foldedLeft: (count: number) => `${people(count)} left`,
  foldedDeviceAdded: (count: number) => `${devices(count)} were added`,
  foldedDeviceRemoved: (count: number) => `${devices(count)} were removed`,
  showEach: 'Show each',
  fold: 'Fold',

  newMessages: (count: number) => (count === 1 ? '1 new message' : `${String(count)} new messages`),
  announce: (name: string, text: string) => `${isolated(name)}: ${text}`,
  codeIn: (language: string) => `Code, ${language}`,
  code: 'Code',
  task: (done: boolean) => (done ? 'Done' : 'Not done'),
} as const;
