/** Words for who may reach this person: requests, contacts, and people who are blocked. */
import { isolated } from '../isolate.ts';

export const contacts = {
  requests: 'Requests',
  wouldLike: (name: string) => `${isolated(name)} would like to write to you`,
  addedYou: (name: string) => `${isolated(name)} would like to have you in this room`,
  until: 'Until you accept, they do not see that you are here or what you have read.',
  youDeclined: (name: string) => `You declined ${isolated(name)}`,
  untilAccepted: 'They were not told. Accept, and this is a chat like any other.',
  youBlocked: (name: string) => `You blocked ${isolated(name)}`,
  untilUnblocked: 'They cannot reach you here, and were not told.',
  declined: 'Declined. They are not told. Settings brings it back.',
  blockedNow: 'Blocked. They are not told. Settings takes it back.',
  accept: 'Accept',
  decline: 'Decline',
  block: 'Block',
  blockName: (name: string) => `Block ${isolated(name)}`,
  blockTitle: (name: string) => `Block ${isolated(name)}?`,
  blockEffect: (name: string) =>
    `The chat with ${isolated(name)} leaves your list and nothing more of it arrives there. In rooms you share, their messages are folded. They are not told.`,
  unblock: 'Unblock',
  unblockName: (name: string) => `Unblock ${isolated(name)}`,
  add: 'Add to contacts',
  addName: (name: string) => `Add ${isolated(name)} to contacts`,
  remove: 'Remove from contacts',
  removeHere: 'Remove',
  removeName: (name: string) => `Remove ${isolated(name)} from contacts`,
  removed: 'Removed from contacts. They ask before they write again.',
  keep: 'Not now',
  blockedMessage: 'From somebody you blocked.',
  show: 'Show',

  sectionTitle: 'Contacts and requests',
  sectionLead:
    'People you wrote to, accepted or verified may write to you. Everyone else asks first. This list is sealed: the server does not know it.',
  contactsTitle: 'Contacts',
  blockedTitle: 'Blocked',
  declinedTitle: 'Declined requests',
  nobody: 'Nobody',
  bringBack: 'Bring back',
  bringBackName: (name: string) => `Bring back the request of ${isolated(name)}`,
} as const;
