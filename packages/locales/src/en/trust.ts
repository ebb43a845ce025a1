/** Words for making sure that somebody is who they say: comparing once, the mark, and what a changed identity means. */
import { isolated } from '../isolate.ts';

export const trust = {
  compare: 'Compare',
  compareName: (name: string) => `Compare with ${isolated(name)}`,
  verified: 'Verified',
  verifiedMore: 'You compared numbers with them.',
  title: (name: string) => `Make sure it is really ${isolated(name)}`,
  body: 'Scan each other’s squares, or read the numbers out loud, in person or in a call. You only do this once.',
  bodyChanged: (name: string) =>
    `The server says that ${isolated(name)} started their account anew. If it is true, they see this number. Ask them in person or in a call.`,
  digits: 'Sixty digits',
  square: 'These digits as a square to scan',
  same: 'They are the same',
  differ: 'They differ',
  notNow: 'Not now',
  scan: 'Scan their square',
  stopScan: 'Stop the camera',
  picture: 'Use a picture of it',
  paste: 'Or paste a picture of it, or their digits, here.',
  scanner: {
    camera: 'What the camera sees',
    point: 'Hold their square in front of the camera.',
    noCamera: 'There is no camera here, or it is not allowed. Read the numbers to each other instead.',
  },
  noSquare: 'No square could be read in that picture. Come closer, or read the numbers to each other.',
  scannedOther: 'That is another number. It may be the square of somebody else: open this very page on their device.',
  differs: (name: string) =>
    `Then someone may stand between you and ${isolated(name)}. Nothing was changed. Write nothing private here, and ask them in person.`,
  done: (name: string) => `${isolated(name)} is verified`,
  doneMore:
    'The mark is there in every room, on all your devices. If their account is ever started anew, nothing is sent until you say so.',
  unverify: 'Take the mark away',
  close: 'Done',

  changed: (name: string) => `${isolated(name)}’s account was started anew`,
  changedBlocks: 'Nothing is sent here. What you write is kept. Ask them in person, then compare.',
  changedInforms:
    'Messages still go only to the devices that were there before. Ask them in person before you write anything private.',
  accept: 'Go on without comparing',
  acceptTitle: (name: string) => `Go on without comparing with ${isolated(name)}?`,
  acceptEffect: (name: string) =>
    `If ${isolated(name)} did not start anew, somebody else will be taken for them from now on. The mark goes, and what waits is sent to the devices that are in the room.`,
  acceptPlain: 'Understood',
  waits: 'Waits for your answer',
} as const;
