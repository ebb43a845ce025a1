/** Words for finding people and starting a chat. */
import type { Catalogue } from '../catalogue.ts';
import { isolated } from '../isolate.ts';

export const people: Catalogue['people'] = {
  newChatTitle: 'Jemandem schreiben',
  findLabel: 'Nutzername',
  findHint: 'Ganz und genau, zum Beispiel ines.c',
  find: 'Finden',
  writeTo: (name: string) => `${isolated(name)} schreiben`,
  openChat: (name: string) => `Den Chat mit ${isolated(name)} öffnen`,
  haveChat: 'Ihr habt schon einen Chat.',
  unknown: (typed: string) =>
    `Niemand hier hat den Nutzernamen ${isolated(typed)}. Prüfe mit der Person, wie er sich schreibt, oder frag nach ihrem Link.`,
  self: 'Das ist dein eigener Nutzername. Gib anderen den Link unten.',
  ownLink: 'Dein Link',
  ownLinkHint: 'Wer ihn öffnet, kann dir schreiben, wenn du annimmst.',
  copyLink: 'Deinen Link kopieren',
  copied: 'Kopiert',
  known: 'Leute, die du kennst',
  handle: (username: string) => `@${username}`,
};
