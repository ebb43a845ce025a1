/** An account's devices: coming in, letting in, looking after, removing. */
import { isolated } from '../isolate.ts';
import { plural } from './plural.ts';

export const devices = {
  /** At the new device. */
  door: {
    title: 'Let this device in',
    lead: 'Take a device where Alcove is open already. It asks about this one.',
    square: 'Square for your other device to scan',
    scanHint: 'Scan this with your other device',
    number: 'Number to compare',
    compareTitle: 'Is it the same number?',
    compareLead: 'Your other device shows a number too. Only say yes if every digit is the same.',
    waitingTitle: 'Now let it in over there',
    waitingLead: 'On your other device, press “Yes, let it in”.',
    confirmTitle: 'Did both show this number?',
    confirmLead: 'Your other device let this one in. Only say yes if it showed exactly this number.',
    same: 'Yes, the same number',
    differs: 'No, it differs',
    entering: 'Coming in',
    enteringLead: 'Your rooms follow by themselves.',
    asking: 'Preparing the square',
    otherWays: 'Another way in',
    byPassword: 'Use my password',
    byPasswordHint: 'Your other devices are told',
    byWords: 'Use my recovery code',
    byWordsHint: 'Twelve words from your card',
    words: 'Your twelve words',
    wordsHint: 'In order. The first four letters of each are enough.',
    wordsFirst: 'Enter all twelve words, in the order of the card.',
    password: 'Password',
    passwordMissing: 'Enter your password.',
    go: 'Come in',
    leave: 'Not now',
    again: 'Ask again',
    fine: 'The square and the number are made for this one time and run out after five minutes.',
    troubleTitle: 'This device is not in yet',
    trouble: {
      refused: 'Your other device turned this one away. Nothing was changed. Ask again, or take another way in.',
      expired: 'The request ran out. Nothing was changed. Ask again when your other device is at hand.',
      mismatch:
        'The numbers differ, so somebody may sit between your devices. Nothing was handed over here. Turn the request away on the other device, and use your password or your card.',
      forged:
        'The answer is not from a device of yours. Nothing was let in. Use your password or your card, and tell whoever runs this server.',
      offline: 'The server does not answer. Nothing was changed. Ask again in a moment.',
    },
  },

  removed: {
    title: 'This device was removed',
    lead: (username: string): string =>
      `Another device of ${isolated(`@${username}`)} removed it. Nothing of your messages is left here.`,
    more: 'If that was not you, change your password on a device that is still in.',
    go: 'Go on',
  },

  /** A copy of the device that may not go on. */
  copied: {
    title: 'This is an older copy of your device',
    lead: 'The device wrote more since this copy was made: a backup was put back, or another copy is in use. Nothing goes out from here, so that no key is used twice.',
    label: 'What follows',
    follows: [
      'What is here stays here, also what you had not sent yet. You decide whether it is sent again.',
      'You log in, and this device comes in as a new one.',
      'The old one goes off your list. Any other copy of it loses its way in and erases what it holds.',
    ],
    go: 'Come in as a new device',
    fine: 'If you did not copy this device or put a backup back, somebody else has a copy of it: come in here, then change your password.',
  },

  /** At a device that is in. */
  wanting: {
    task: 'A new device wants in',
    taskMore: 'Only let it in if you are holding it now',
    look: 'Look',
    title: 'Is this you, on another device?',
    lead: 'It will open your messages, so only say yes if you are holding it now.',
    scan: 'Scan its square',
    compare: 'Compare a number',
    meeting: 'Waiting for the new device',
    question: 'Does the new device show this number?',
    scannedTitle: 'The square fits',
    scanned: 'This is the device whose screen you scanned.',
    saysItIs: 'Says it is',
    kind: 'Kind',
    yes: 'Yes, let it in',
    no: 'No, turn it away',
    forged: 'What the new device sent is not what it promised, so somebody may sit in between. It was not let in.',
    gone: 'The request is over. Ask again on the new device.',
    password: 'Your password, to let it in',
    letIn: 'The new device is in',
    turnedAway: 'Turned away. Whoever it was knows your password: change it if it was not you.',
    point: 'Point the camera at the square on the new device.',
    noCamera: 'The camera cannot be used here. Compare the number instead.',
    camera: 'Picture of the camera',
    none: 'No device is asking',
    noneMore: 'On the new device, log in with your handle and password. It then asks here.',
  },

  /** Somebody came in by password or card, or another device let them in: a list of devices does not say which. */
  question: {
    task: 'New device: was this you?',
    taskMore: (name: string): string => isolated(name),
    title: 'New device: was this you?',
    lead: 'It came in with your password or your recovery code, or another device of yours let it in. It can read what is written from now on.',
    yes: 'Yes, it was me',
    no: 'No, remove it',
    removed:
      'Removed. If no device of yours let it in, whoever it was knew your password or has your card: change your password now.',
    kept: 'Kept',
  },

  list: {
    title: 'Devices',
    lead: 'Everything you write is sealed for these devices and no others.',
    add: 'Add a device',
    here: 'This one',
    fresh: 'New',
    added: (day: string): string => `came in ${day}`,
    seen: (day: string): string => `here ${day}`,
    today: 'today',
    yesterday: 'yesterday',
    more: (name: string): string => `More for ${isolated(name)}`,
    rename: 'Rename',
    renameTitle: 'What is it called?',
    renameLead: 'Only your own devices see the name.',
    name: 'Name',
    nameMissing: 'Enter a name.',
    remove: 'Remove',
    removeTitle: (name: string): string => `Remove ${isolated(name)}?`,
    removeLead:
      'It is signed out at once, forgets its messages, and leaves every room. What was read on it before cannot be called back.',
    removeOthers: 'Remove all others',
    removeOthersTitle: (count: number): string =>
      plural(count, 'Remove the other device?', `Remove ${String(count)} other devices?`),
    removeOthersLead:
      'They are signed out at once, forget their messages, and leave every room. Only this device stays.',
    removed: 'Removed',
    password: 'Your password',
    unenrolled: (count: number): string =>
      plural(
        count,
        'One log-in was never let in. It can read nothing.',
        `${String(count)} log-ins were never let in. They can read nothing.`,
      ),
    unnamed: 'A device',
    loading: 'Fetching your devices',
    offline: 'Not connected. This is the list as it was last known.',
  },
} as const;
