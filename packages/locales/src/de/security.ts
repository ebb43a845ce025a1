/** The page that says in one sentence how safe things stand, and leads to each part. */
import type { Catalogue } from '../catalogue.ts';
import { isolated } from '../isolate.ts';
import { plural } from './plural.ts';

export const security: Catalogue['security'] = {
  title: 'Sicherheit',
  looking: 'Sieht nach',
  again: 'Noch einmal nachsehen',
  calm: 'Alles ist in Ordnung',
  toDo: (count: number): string => plural(count, 'Eine Sache ist zu tun', `${String(count)} Dinge sind zu tun`),
  now: (count: number): string =>
    plural(
      count,
      'Etwas stimmt nicht. Sieh es dir jetzt an',
      `${String(count)} Dinge stimmen nicht. Sieh sie dir jetzt an`,
    ),
  mending: 'Etwas wird gerade in Ordnung gebracht',
  open: (count: number): string =>
    plural(count, 'Dein Konto ist nur auf diesem Gerät offen.', `Dein Konto ist auf ${String(count)} Geräten offen.`),
  looked: (time: string): string => `Zuletzt nachgesehen um ${time}.`,
  offline: (time: string): string => `Keine Verbindung. Das war um ${time} bekannt.`,
  points: 'Was anzusehen ist',

  goRoom: 'Raum öffnen',
  go: 'Ansehen',
  inRoom: (title: string, what: string): string => `${isolated(title)}: ${what}`,
  unready: (count: number): string =>
    plural(count, 'Ein Raum wartet auf seine Schlüssel', `${String(count)} Räume warten auf ihre Schlüssel`),
  unreadyMore: 'Ein Gerät von jemandem drinnen lässt dieses herein. Nichts zu tun.',
  clock: 'Die Uhr dieses Geräts geht falsch',
  history: 'Ältere Nachrichten',

  devices: 'Deine Geräte',
  devicesAll: 'Alle Geräte',
  waysBack: 'Wege zurück',
  passkeys: (count: number): string => plural(count, 'Ein Passkey', `${String(count)} Passkeys`),
  noPasskeys: 'Noch keine',
  unknown: 'Ohne Verbindung nicht bekannt',
  secondOn: 'An',
  secondOff: 'Aus',
  address: 'E-Mail-Adresse',
  noAddress: 'Keine, und es braucht keine',

  opened: 'Geöffnete Nachrichten, letzte 30 Tage',
  openedOf: (opened: string, all: string): string => `${opened} von ${all}`,
  noMessages: 'Keine Nachrichten in diesen Tagen.',
  allOpened: 'Jede Nachricht ließ sich öffnen.',
  unopened: (count: number): string =>
    plural(count, '1 Nachricht ließ sich nicht öffnen.', `${String(count)} Nachrichten ließen sich nicht öffnen.`),
  today: 'Heute',
  roomsCalm: (count: number): string =>
    plural(
      count,
      'Dein Raum ist jetzt für die Leute darin versiegelt.',
      `Alle ${String(count)} Räume sind jetzt für die Leute darin versiegelt.`,
    ),
  roomsSome: (calm: number, all: number): string =>
    `${String(calm)} von ${String(all)} Räumen sind jetzt für die Leute darin versiegelt.`,

  roomByRoom: 'Raum für Raum',
  roundOf: (number: number): string => `Runde der Schlösser: ${String(number)}.`,
  roomStates: { sealed: 'Versiegelt', waiting: 'Wartet auf Schlüssel', alarmed: 'Sieh nach' },

  verified: 'Leute, mit denen du verglichen hast',
  noneVerified: 'Noch niemand. Vergleiche einmal mit denen, denen du Privates schreibst: in ihrem Chat, unter Leute.',

  connection: 'Verbindung',
  states: { online: 'Verbunden', connecting: 'Wird verbunden', offline: 'Nicht verbunden' },
  since: (time: string): string => `Seit ${time}`,
  server: 'Server',
  delay: 'zum Server und zurück',
  delayOf: (ms: number): string => `${String(Math.round(ms))} ms`,
  before: 'Frühere Verbindungen',
  between: (from: string, until: string): string => `${from} bis ${until}`,
  lostBy: {
    network: 'Dieses Gerät hat sein Netz verloren.',
    silence: 'Der Server hat nicht geantwortet.',
    closed: 'Die Leitung wurde geschlossen.',
    nonsense: 'Die Antwort des Servers ergab keinen Sinn.',
    here: 'Auf diesem Gerät beendet.',
  },
  waiting: 'Wartet aufs Senden',
  kept: 'Verlauf',
  keptCurrent: 'Für dein nächstes Gerät aufbewahrt',
  keptMoving: 'Wird abgelegt',

  happened: 'Was geschehen ist',
  happenedAll: 'Alles davon',
};
