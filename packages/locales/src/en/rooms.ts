/** Words of a room: who can read, people, privacy, and the dialogs that change it. */
import { isolated } from '../isolate.ts';

const others = (count: number): string => `${String(count)} people`;

export const rooms = {
  onlyYou: 'Only you can read this',
  onlyYouAnd: (name: string) => `Only you and ${isolated(name)} can read this`,
  onlyPeople: (count: number) => `Only the ${others(count)} here can read this`,
  noLonger: 'You left. You can read what came before.',
  people: 'People in this room',
  peopleShort: 'People',
  about: 'About this chat',
  more: 'More',
  close: 'Close',
  cancel: 'Cancel',

  members: (count: number) => (count === 1 ? '1 person' : others(count)),
  you: 'you',
  host: 'Host',
  thisDevice: 'this one',
  devices: (count: number) => (count === 1 ? '1 device' : `${String(count)} devices`),
  peerGone: (name: string): string => `${isolated(name)} deleted this account. Nobody reads what you write here.`,
  deviceKind: (kind: string) =>
    ({ browser: 'Browser', phone: 'Phone', terminal: 'Terminal', bot: 'Bot' })[kind] ?? kind,
  showDevices: (name: string) => `Devices of ${isolated(name)}`,

  addPeople: 'Add people',
  addTitle: (title: string) => `Add people to ${isolated(title)}`,
  addEffect: 'They can read from now on, not what came before.',
  add: (count: number) => (count === 0 ? 'Add' : count === 1 ? 'Add 1 person' : `Add ${others(count)}`),
  alreadyHere: 'Already here',
  removeName: (name: string) => `Remove ${isolated(name)}`,
  removeTitle: (name: string) => `Remove ${isolated(name)} from this room?`,
  removeEffect: (name: string) => `${isolated(name)} stops receiving now. What they already have stays with them.`,
  rename: 'Rename the room',
  renameTitle: 'Rename the room',
  nameLabel: 'Name',
  nameHint: 'Everyone here sees it. The server does not.',
  nameEmpty: 'A room needs a name.',
  saveName: 'Save the name',
  leave: 'Leave the room',
  leaveTitle: (title: string) => `Leave ${isolated(title)}?`,
  leaveEffect:
    'You stop receiving now. What you already have stays on this device. To come back, someone inside has to add you.',
  leaveNow: 'Leave',
  stay: 'Stay',

  privateTitle: 'How this is kept private',
  privateBody: (count: number) =>
    `Messages are locked on the device that writes them and opened on ${count === 1 ? 'the one device' : `the ${String(count)} devices`} listed here. The server passes them on without being able to read them, and does not know this room's name.`,
  privateChange: 'When someone comes in or goes, the locks change, so nobody reads what was not meant for them.',
  allInOrder: 'Everything is in order.',
  unopened: (count: number) =>
    count === 0
      ? 'Every message could be opened.'
      : count === 1
        ? '1 message could not be opened on this device.'
        : `${String(count)} messages could not be opened on this device.`,
  historyWhole: 'Everything since you came in is on this device.',
  historyArriving: 'Older messages are still arriving on this device.',
  historyFrom: (date: string) => `The history on this device is incomplete. It reaches back to ${date} without a gap.`,
  historyNone: 'The history from before this device came in is not here.',
  details: 'Details',
  round: 'Round of locks',
  roundHint: 'Goes up each time the locks change.',
  suite: 'Kind of lock',
  alarm: (code: string) => ALARMS[code] ?? 'A change to this room could not be checked and was not accepted.',
  repairing: 'Being mended. Nothing to do.',
  repairSteps: 'What this device tries, in this order',
  repairStep: {
    fetch: 'Ask for what came here once more',
    drain: 'Open what is still closed',
    rejoin: 'Come into the room again as this device',
    'ask-devices': 'Ask your other devices. This cannot be done yet',
  },
  repairPassed: 'Done or not needed',
  repairNow: 'Now',
  repairLater: 'If that does not help',
  repairNot: 'Not possible yet',
  repaired: 'Mended.',
  noRepair: 'Ask someone in the room in person before you write anything private.',

  newGroupTitle: 'Make a room',
  whoComes: 'Who comes in',
  whoComesHint: 'Handle, whole and exact',
  make: 'Make the room',
  known: 'People you know',
} as const;

/** Codes of AlarmView; an unknown one gets a sentence that claims no more than is known. */
const ALARMS: Readonly<Record<string, string>> = {
  'identity-changed': 'Someone here started their account anew. Compare before you write anything private.',
  'leaf-identity-key': 'A device came with another identity than its person has. It is kept out.',
  'device-list-forged': 'A list of devices here does not carry its person’s signature. Those devices are kept out.',
  'history-forked': 'The devices in this room were shown different histories.',
  'history-apart':
    'Someone here was shown another history of this room than you. A message of theirs in another chat gives it away.',
  'own-change-lost': 'The server never passed on a change you made to who is in this room. This device makes it again.',
  'change-failed':
    'A change you made to who is in this room could not be made in the end. Look who is in the room, and make it again.',
  'own-commit-lost': 'The server kept a change of yours to itself. This device has to come in again.',
  'epoch-missed': 'A change to this room never arrived here.',
  'leaf-other-device': 'Another device tried to come into this secret chat. It is kept out.',
  'secret-closed': 'Somebody tried to come into this secret chat. They are kept out.',
  'secret-out-of-step':
    'This device could not follow a change, and nobody comes back into a secret chat. It ended. You can start another one.',
  'entry-malformed': 'The server passed on something that makes no sense here. It was left out.',
  'archive-segment-differs': 'A piece of the history was not what your own devices put there. It was left out.',
  'archive-segment-missing': 'The server keeps back a piece of the history that your own devices put there.',
  'archive-segment-damaged': 'A piece of the history was damaged. It was left out.',
  'archive-segment-malformed': 'A piece of the history makes no sense here. It was left out.',
  damaged: 'A change to this room arrived damaged and was not accepted.',
};
