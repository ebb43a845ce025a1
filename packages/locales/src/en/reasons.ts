/** English words for every reason of reasons.ts. */
import { reasonsIn, type ReasonKind, type ReasonWords } from '../reasons.ts';

const inPerson = 'Ask someone in the room in person before you write anything private.';
const NO_KEY = 'It is locked with a key this device does not have.';
const DAMAGED = 'It arrived damaged.';

const words: Readonly<Record<ReasonKind, ReasonWords>> = {
  damaged: { told: 'A change to this room arrived damaged and was not accepted.', shut: DAMAGED },
  nonsense: { told: 'The server passed on something that makes no sense here. It was left out.', shut: DAMAGED },
  elsewhere: {
    told: 'The server passed on a change that belongs to another room, or to another time. It was not accepted.',
    shut: 'It belongs to another room, or to another time.',
  },
  otherName: {
    told: 'The server passed on a change under another name than its maker’s. It was not accepted.',
    shut: 'It was passed on under another name.',
  },
  unproven: {
    told: 'A device here could not prove that it is its person’s. It is kept out.',
    shut: 'The device it came from could not prove that it is its person’s.',
  },
  replaced: {
    told: 'A device came with a certificate that it had replaced. It is kept out.',
    shut: 'The device it came from showed a certificate that it had replaced.',
    next: 'Ask its person to look at their devices. A copy of an old one may be about.',
  },
  ranOut: {
    told: 'The certificate of a device here ran out. The device is kept out.',
    shut: 'The certificate of the device it came from ran out.',
    next: 'Its person can remove it in Settings and let it in anew.',
  },
  revoked: {
    told: 'A device that its person removed tried to go on here. It is kept out.',
    shut: 'It came from a device that its person removed.',
  },
  otherIdentity: {
    told: 'A device came with another identity than its person has. It is kept out.',
    shut: 'The device it came from has another identity than its person.',
    next: 'Compare numbers with them before you write anything private.',
  },
  startedAnew: {
    told: 'Someone here started their account anew. Compare before you write anything private.',
    shut: 'Its writer started their account anew.',
    next: 'Compare numbers with them before you write anything private.',
  },
  forgedList: {
    told: 'A list of devices here does not carry its person’s signature. Those devices are kept out.',
    shut: 'The list of its writer’s devices does not carry their signature.',
    next: 'Compare numbers with them before you write anything private.',
  },
  listWithheld: {
    told: 'The server did not show whose devices are in this room. A change was not accepted because of that.',
    shut: 'The server did not show whose device it came from.',
  },
  notHere: {
    told: 'Someone who is not in this room tried to change it. That was not accepted.',
    shut: 'It came from someone who is not in this room.',
  },
  otherDevice: {
    told: 'Another device tried to come into this secret chat. It is kept out.',
    shut: 'It came from a device that this secret chat is not with.',
  },
  closed: {
    told: 'Somebody tried to come into this secret chat. They are kept out.',
    shut: 'Somebody tried to come into this secret chat with it.',
  },
  notTheirs: {
    told: 'Someone tried a change of this room that is not theirs to make. It was not accepted.',
    shut: 'It is a change that was not theirs to make.',
  },
  badChange: {
    told: 'A change to this room broke the rules that every device keeps. It was not accepted.',
    shut: 'It broke the rules that every device keeps.',
  },
  tooLarge: {
    told: 'A change would have made this room larger than rooms may be. It was not accepted.',
    shut: 'It is larger than it may be.',
  },
  badKey: {
    told: 'The server handed out a key for a device that is not sound. It was not used.',
    shut: 'It came with a key that is not sound.',
  },
  notForUs: {
    told: 'An invitation to this room could not be opened on this device.',
    shut: 'It is meant for another device.',
    next: 'Ask the host to take this device out and add it again.',
  },
  missed: { told: 'A change to this room never arrived here.', shut: NO_KEY },
  gone: { told: 'A change to this room arrived too late to be followed.', shut: 'Its key was gone when it arrived.' },
  takenBack: { told: 'A change to this room did not work for everyone, and was taken back.', shut: NO_KEY },
  barred: {
    told: 'Changes of someone here did not work for everyone, again and again. They are not accepted any more.',
    shut: 'It is a change by someone whose changes did not work for everyone, again and again.',
  },
  ownAltered: {
    told: 'The server passed on another change than this device made. It was not accepted.',
    shut: 'It was passed on as yours, and this device did not write it.',
  },
  ownLost: {
    told: 'The server kept a change of yours to itself. This device has to come in again.',
    shut: 'It was passed on as yours, and this device did not write it.',
  },
  changeLost: {
    told: 'The server never passed on a change you made to who is in this room. This device makes it again.',
    shut: NO_KEY,
  },
  changeFailed: {
    told: 'A change you made to who is in this room could not be made in the end. Look who is in the room, and make it again.',
    shut: NO_KEY,
    next: 'Make the change again.',
  },
  forked: { told: 'The devices in this room were shown different histories.', shut: NO_KEY },
  apart: {
    told: 'Someone here was shown another history of this room than you. A message of theirs in another chat gives it away.',
    shut: NO_KEY,
  },
  outOfStep: {
    told: 'This device could not follow a change, and nobody comes back into a secret chat. It ended. You can start another one.',
    shut: NO_KEY,
    next: 'Start another secret chat.',
  },
  withheld: {
    told: 'The server does not show what happened in this room.',
    shut: 'The server does not show it.',
  },
  otherMessage: {
    told: 'The server passed on a message as another one. It was left out.',
    shut: 'It was passed on as another message.',
  },
  unreportable: {
    told: 'A message could not be held against what its writer signed. It was left out.',
    shut: 'It is not what its writer stands for, so nobody could prove who said it.',
  },
  unreadable: {
    told: 'A message makes no sense here. It was left out.',
    shut: 'It makes no sense here. Its writer’s app may be newer, or broken.',
  },
  pieceDiffers: {
    told: 'A piece of the history was not what your own devices put there. It was left out.',
    shut: DAMAGED,
  },
  pieceMissing: {
    told: 'The server keeps back a piece of the history that your own devices put there.',
    shut: 'The server keeps it back.',
  },
  pieceDamaged: { told: 'A piece of the history was damaged. It was left out.', shut: DAMAGED },
  pieceNonsense: { told: 'A piece of the history makes no sense here. It was left out.', shut: DAMAGED },
  pieceLocked: { told: 'A piece of the history is locked with a key that this device does not have.', shut: NO_KEY },
};

const unknown: ReasonWords = {
  told: 'A change to this room could not be checked and was not accepted.',
  shut: 'It did not pass a check.',
};

export const { told, shut, next } = reasonsIn({ words, unknown, inPerson });
