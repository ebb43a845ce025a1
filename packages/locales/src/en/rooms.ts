/** Words of a room: who can read, people, privacy, and the dialogs that change it. */
import { isolated } from '../isolate.ts';
import { next, told } from './reasons.ts';

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
    `Messages are locked on the device that writes them and opened on ${count === 1 ? 'the one device' : `the ${String(count)} devices`} listed here. The server passes them on without being able to read them, and does not know this room’s name.`,
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
  alarm: (code: string) => told(code),
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
  noRepair: (code: string) => next(code),

  newGroupTitle: 'Make a room',
  whoComes: 'Who comes in',
  whoComesHint: 'Handle, whole and exact',
  make: 'Make the room',
  known: 'People you know',
} as const;
