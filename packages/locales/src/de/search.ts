/** Looking for messages, in the jump box and beside a conversation, and going to a day of one. */
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
  allChosen: (count: number): string =>
    plural(count, 'Die eine Nachricht ansehen', `Alle ${String(count)} Nachrichten ansehen`),
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
  hint: 'Wörter in beliebiger Folge, „Wörter in Anführungszeichen“, wie sie dastehen.',
  operators: {
    from: { key: 'von', means: 'Von jemandem geschrieben', chip: (name: string): string => `von ${isolated(name)}` },
    in: { key: 'in', means: 'In einem Gespräch', chip: (title: string): string => `in ${isolated(title)}` },
    has: { key: 'mit', means: 'Mit etwas darin' },
    after: { key: 'ab', means: 'An einem Tag oder später', chip: (day: string): string => `ab dem ${day}` },
    before: { key: 'vor', means: 'Vor einem Tag', chip: (day: string): string => `vor dem ${day}` },
  },
  me: 'mir',
  having: {
    link: { means: 'Ein Link', chip: 'mit Link' },
    code: { means: 'Code', chip: 'mit Code' },
  },
  narrow: 'Eingrenzen',
  narrowed: 'Eingegrenzt auf',
  unnarrow: (what: string): string => `Wegnehmen: ${what}`,
  byMe: 'von dir',
  noValue: (text: string): string => `Nichts hier passt zu „${text}“`,
  days: {
    week: 'Vor einer Woche',
    month: 'Anfang dieses Monats',
    lastMonth: 'Anfang des letzten Monats',
    year: 'Anfang dieses Jahres',
    hint: 'Oder tippe einen Tag: 17.5.2026',
  },
  panel: {
    title: 'Suche',
    open: 'In diesem Gespräch suchen',
    back: 'Zurück zu dem, was gefunden wurde',
    close: 'Suche schließen',
    field: 'Nachrichten durchsuchen',
    placeholder: 'Nachrichten durchsuchen…',
    where: 'Wo gesucht wird',
    here: 'Hier',
    everywhere: 'Überall',
    lead: 'Es geschieht auf diesem Gerät, auch ohne Verbindung.',
    none: (text: string): string => `Nichts gefunden zu „${text}“`,
    noneMore: 'Wortanfänge werden auch gefunden, Tippfehler nicht.',
    noneArriving: 'Ältere Nachrichten kommen noch an und werden dabei durchsucht.',
    noneNarrow: 'Keine Nachricht passt zu all dem.',
    elsewhere: 'Überall suchen',
    offline: 'Keine Verbindung. Was auf diesem Gerät ist, wird durchsucht.',
    offlineArriving:
      'Keine Verbindung. Was auf diesem Gerät ist, wird durchsucht; ältere Teile kommen, wenn es wieder eine gibt.',
    step: (number: number, total: number): string => `${String(number)} von ${String(total)}`,
    older: 'Zum Fund davor',
    newer: 'Zum Fund danach',
    shown: (number: number, total: number): string =>
      `Gefundene Nachricht ${String(number)} von ${String(total)} ist zu sehen`,
  },
  day: {
    title: 'Zu einem Tag gehen',
    action: 'Zu einem Tag gehen…',
    another: 'Zu einem anderen Tag gehen',
    field: 'Tag',
    lead: 'Zur ersten Nachricht dieses Tages, oder des nächsten, der eine hat.',
    go: 'Hingehen',
    missing: 'Wähle einen Tag.',
    none: (day: string): string => `Am ${day} und danach wurde hier nichts gesagt.`,
    next: (day: string, date: string): string => `Am ${day} wurde nichts gesagt. Dies ist vom ${date}.`,
    begins: (day: string): string => `Dieses Gespräch beginnt am ${day}.`,
    arriving: (day: string): string => `Was vor dem ${day} gesagt wurde, kommt noch an.`,
    incomplete: (day: string): string => `Von dem, was vor dem ${day} gesagt wurde, fehlen auf diesem Gerät Teile.`,
    arrivingAny: 'Ältere Teile dieses Gesprächs kommen noch an.',
    incompleteAny: 'Teile dieses Gesprächs sind nicht auf diesem Gerät.',
  },
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
