/** Looking for messages, in the jump box. */
import type { Catalogue } from '../catalogue.ts';
import { isolated } from '../isolate.ts';
import { plural } from './plural.ts';

export const search: Catalogue['search'] = {
  messages: 'In Nachrichten',
  /** Where nothing but messages is listed. */
  only: 'Nachrichten',
  key: 'Nachrichten',
  all: (count: number, text: string): string =>
    plural(
      count,
      `Die eine Nachricht mit „${text}“ ansehen`,
      `Alle ${String(count)} Nachrichten mit „${text}“ ansehen`,
    ),
  more: 'Mehr zeigen',
  moreOf: (count: number, total: number): string => `${String(count)} von ${String(total)} sind zu sehen`,
  said: {
    inRoom: (who: string, title: string, day: string): string => `${isolated(who)} in ${isolated(title)}, ${day}`,
    toMe: (who: string, day: string): string => `${isolated(who)}, ${day}`,
    byMe: (who: string, day: string): string => `Du an ${isolated(who)}, ${day}`,
    you: 'Du',
    secret: (when: string): string => `${when}, geheimer Chat`,
  },
  counted: (count: number): string =>
    count === 0
      ? 'Keine Nachricht gefunden'
      : plural(count, '1 Nachricht gefunden', `${String(count)} Nachrichten gefunden`),
  none: (text: string): string => `Keine Nachricht mit „${text}“ auf diesem Gerät.`,
  nothing: (text: string): string => `Nichts heißt „${text}“, und keine Nachricht auf diesem Gerät enthält es.`,
  hint: 'Wörter in beliebiger Folge, „Wörter in Anführungszeichen“, wie sie dastehen. Enger mit from:Name, in:Raum, after:2026-05 oder before:2026-05-17.',
  failed:
    'Nachrichten wurden nicht durchsucht: Dieses Gerät konnte sie gerade nicht lesen. Sie sind noch da. Tippe weiter, um es noch einmal zu versuchen.',
  reach: {
    here: 'Auf diesem Gerät gesucht',
    back: (day: string): string => `Auf diesem Gerät gesucht, zurück bis ${day}`,
    arriving: (day: string): string => `Alles seit ${day} ist durchsucht. Ältere Teile kommen noch an.`,
    arrivingAny: 'Ältere Teile kommen noch an. Was hier ist, ist durchsucht.',
    incomplete: (day: string): string => `Alles seit ${day} ist durchsucht. Von dem, was älter ist, fehlen hier Teile.`,
    incompleteAny: 'Teile der Vergangenheit sind nicht auf diesem Gerät. Was hier ist, ist durchsucht.',
    behind: (count: number): string =>
      plural(count, 'Eine Nachricht wird hier noch gelesen', `${String(count)} Nachrichten werden hier noch gelesen`),
  },
  /** On the way to a message far back. */
  going: (day: string): string => `Zurück zum ${day}`,
  gone: 'Diese Nachricht ist nicht mehr hier',
};
