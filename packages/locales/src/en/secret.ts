/** Words of secret chats: of two devices, kept nowhere else, and over with either. */
import { isolated } from '../isolate.ts';
import { rooms } from './rooms.ts';

/** As in the middle of a sentence. */
const device = (kind: string): string => (kind === '' ? 'device' : rooms.deviceKind(kind).toLowerCase());

export const secret = {
  mark: 'Secret chat',
  start: 'Start a secret chat',
  startWith: (name: string) => `Start a secret chat with ${isolated(name)}`,
  title: (name: string) => `A secret chat with ${isolated(name)}`,
  lead: (name: string) =>
    `Only this device and one of ${isolated(name)}’s will ever have it. It is not in your history on the server, not on your other devices, and in no copy you save. When either device is lost or removed, it ends.`,
  which: (name: string) => `Which of ${isolated(name)}’s devices`,
  numbered: (kind: string, number: number) => `${rooms.deviceKind(kind)} ${String(number)}`,
  wroteLast: 'wrote from here last',
  only: (name: string, kind: string) => `With ${isolated(name)}’s ${device(kind)}, the only device they have.`,
  looking: (name: string) => `Looking for ${isolated(name)}’s devices`,
  none: (name: string) => `${isolated(name)} has no device at the moment.`,
  go: 'Start',
  notNow: 'Not now',

  readers: (name: string, kind: string) =>
    `Only this device and ${isolated(name)}’s ${device(kind)}. Kept nowhere else.`,
  over: 'This chat has ended',
  beginning: (name: string) => `A secret chat with ${isolated(name)} starts here`,
  beginningMore: 'It stays on these two devices and goes with them.',
  wouldLike: (name: string) => `${isolated(name)} would like to start a secret chat with you`,
  untilAccepted: 'They were not told. Accept, and the secret chat goes on.',
  endedBy: (name: string) => `${isolated(name)} ended this chat`,

  privateBody:
    'Messages are locked on one of these two devices and opened on the other. The server passes them on without being able to read them.',
  privateNowhere:
    'Nothing of it goes to your other devices, into your history on the server or into a copy of everything.',
  privateEnds: 'Nobody else can come in, and nobody can come back: when one of the two devices is gone, the chat ends.',

  end: 'End this chat',
  endTitle: (name: string) => `End the secret chat with ${isolated(name)}?`,
  endEffect: 'Neither of you can write here any more. What was said stays on both devices.',
  endNow: 'End it',
  keepOn: 'Keep it',

  ended: {
    'by-me': (_name: string) => 'You ended this chat',
    'by-them': (name: string) => `${isolated(name)} ended this chat`,
    'device-gone': (name: string) => `${isolated(name)}’s device was removed`,
    'out-of-step': (_name: string) => 'The two devices no longer fit together',
  },
  endedMore: {
    'by-me': 'What was said stays here to read.',
    'by-them': 'What was said stays here to read.',
    'device-gone': 'The chat ended with it. What was said stays here to read.',
    'out-of-step':
      'A change never arrived here as it was made, so the chat ended. What was said stays here to read. You can start another one.',
  },
} as const;
