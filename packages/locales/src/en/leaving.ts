/** Taking everything along, and going: from this device, or altogether. */
import { plural } from './plural.ts';

export const leaving = {
  title: 'Leaving',
  lead: 'Your messages are yours: take them along whenever you like.',

  save: 'Save a copy of everything',
  saveLead:
    'One file with every conversation that is on this device, to read in any browser and by any program. It is not encrypted: keep it where nobody else reads it.',
  saving: (done: number, total: number): string => `Conversation ${String(done)} of ${String(total)}`,
  saved: 'Saved to your downloads',
  saveAgain: 'Something went wrong, and nothing was saved. Try again.',
  saveSecret: 'Secret chats are left out: they stay on their two devices.',
  savePartly: 'Older messages are still arriving on this device. The copy has what is here by now.',

  eraseLead: 'Everything of yours goes from this device, and it leaves your account.',
  eraseOthers: 'Your other devices stay in, and have all your messages.',
  eraseOnly:
    'This is your only device. Your messages come back when you log in again, with your password or your recovery code.',
  eraseCheck: 'Before that, see that your card still works.',
  eraseNotKept:
    'Your recovery code is not kept yet. Keep it first: without it and without your password, nothing opens your messages again.',
  eraseWaiting: (count: number): string =>
    `${String(count)} ${plural(count, 'message is', 'messages are')} not sent yet, and would be lost. Wait until there is a connection.`,
  eraseOffline:
    'Not connected, so the server cannot be told. Everything goes from this device all the same; it stays on your list, and its log-in counts, until you remove it on another device.',
  eraseGo: 'Log out and erase',
  erased: 'This device is erased',

  remove: 'Delete my account',
  removeTitle: 'Delete your account?',
  removeLead:
    'You leave every group, and all that the server keeps of you goes: your devices, your sealed history, your address. What you wrote stays with those you wrote to. Nobody else can take your name.',
  removeLast: 'Nobody can undo this, whoever runs the server included.',
  removeSave: 'Save a copy of everything first, if you want to keep it.',
  removeGo: 'Delete for ever',
  removed: 'Your account is deleted',

  exportTitle: (name: string): string => `What ${name} can read`,
  exportMade: (when: string): string => `Saved on ${when} from one device. Nothing in it is encrypted.`,
  exportRooms: 'Conversations',
  exportEmpty: 'Nothing was said here.',
  exportCount: (count: number): string => `${String(count)} ${plural(count, 'message', 'messages')}`,
  exportDeleted: 'Deleted',
  exportEdited: 'edited',
  exportClosed: 'A message that this device could not open',
  exportAnswer: (name: string): string => `to ${name}`,
} as const;
