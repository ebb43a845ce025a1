/** The page that says in one sentence how safe things stand, and leads to each part. */
import { isolated } from '../isolate.ts';
import { plural } from './plural.ts';

export const security = {
  title: 'Security',
  looking: 'Looking',
  again: 'Look again',
  calm: 'Everything is in order',
  toDo: (count: number): string => plural(count, 'There is one thing to do', `There are ${String(count)} things to do`),
  now: (count: number): string =>
    plural(count, 'Something is wrong. Look at it now', `${String(count)} things are wrong. Look at them now`),
  mending: 'Something is being mended',
  open: (count: number): string =>
    plural(count, 'Your account is open on this device alone.', `Your account is open on ${String(count)} devices.`),
  looked: (time: string): string => `Last looked at ${time}.`,
  offline: (time: string): string => `No connection. This is what was known at ${time}.`,
  points: 'What to look at',

  goRoom: 'Open the room',
  go: 'Look',
  inRoom: (title: string, what: string): string => `${isolated(title)}: ${what}`,
  unready: (count: number): string =>
    plural(count, 'One room waits for its keys', `${String(count)} rooms wait for their keys`),
  unreadyMore: 'A device of somebody inside lets this one in. Nothing to do.',
  clock: 'The clock of this device is wrong',
  history: 'Older messages',

  devices: 'Your devices',
  devicesAll: 'All devices',
  waysBack: 'Ways back in',
  passkeys: (count: number): string => plural(count, 'One passkey', `${String(count)} passkeys`),
  noPasskeys: 'None yet',
  unknown: 'Not known without a connection',
  secondOn: 'On',
  secondOff: 'Off',
  address: 'E-mail address',
  noAddress: 'None, and none is needed',

  opened: 'Messages that opened, last 30 days',
  openedOf: (opened: string, all: string): string => `${opened} of ${all}`,
  noMessages: 'No messages in these days.',
  allOpened: 'Every message could be opened.',
  unopened: (count: number): string =>
    plural(count, '1 message could not be opened.', `${String(count)} messages could not be opened.`),
  today: 'Today',
  roomsCalm: (count: number): string =>
    plural(
      count,
      'Your room is sealed to the people in it now.',
      `All ${String(count)} rooms are sealed to the people in them now.`,
    ),
  roomsSome: (calm: number, all: number): string =>
    `${String(calm)} of ${String(all)} rooms are sealed to the people in them now.`,

  roomByRoom: 'Room by room',
  roundOf: (number: number): string => `Round of locks: ${String(number)}.`,
  roomStates: { sealed: 'Sealed', waiting: 'Waits for its keys', alarmed: 'Look at it' },

  verified: 'People you compared with',
  noneVerified: 'Nobody yet. Compare once with those you write private things to: in their chat, under People.',

  connection: 'Connection',
  states: { online: 'Connected', connecting: 'Connecting', offline: 'Not connected' },
  since: (time: string): string => `Since ${time}`,
  server: 'Server',
  delay: 'to the server and back',
  delayOf: (ms: number): string => `${String(Math.round(ms))} ms`,
  before: 'Earlier connections',
  between: (from: string, until: string): string => `${from} to ${until}`,
  lostBy: {
    network: 'This device lost its network.',
    silence: 'The server did not answer.',
    closed: 'The line was closed.',
    nonsense: 'The server’s answer made no sense.',
    here: 'Ended on this device.',
  },
  waiting: 'Waiting to be sent',
  kept: 'History',
  keptCurrent: 'Kept for your next device',
  keptMoving: 'Being put away',

  happened: 'What happened',
  happenedAll: 'All of it',
} as const;
