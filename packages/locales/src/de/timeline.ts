/** Words of the timeline. */
import type { Catalogue } from '../catalogue.ts';
import { isolated } from '../isolate.ts';
import { listOf, minutesSeconds } from './plural.ts';
import { shut } from './reasons.ts';

const people = (count: number): string => (count === 1 ? '1 Person' : `${String(count)} Leute`);
const devices = (count: number): string => (count === 1 ? '1 Gerät' : `${String(count)} Geräte`);

export const timeline: Catalogue['timeline'] = {
  label: (title: string) => `Nachrichten in ${isolated(title)}`,
  beginning: (title: string) => `Hier beginnt ${isolated(title)}`,
  beginningDirect: (name: string) => `Hier beginnt dein Chat mit ${isolated(name)}`,
  readFrom: (date: string) => `Du kannst ab ${date} lesen.`,
  arriving: 'Ältere Nachrichten kommen an…',
  arrivingTitle: 'Deine Nachrichten kommen',
  arrivingMore: 'Das Neueste zuerst. Schreiben kannst du schon.',
  incomplete: 'Der Verlauf hier ist unvollständig',
  reachesBackTo: (date: string) =>
    `Nachrichten reichen bis ${date} zurück. Was davor gesagt wurde, ist auf keinem deiner verbundenen Geräte.`,
  reachesNowhere:
    'Was gesagt wurde, bevor du mit diesem Gerät dazukamst, ist nicht da. Es kommt, wenn dein anderes Gerät verbunden ist.',
  gap: 'Hier fehlen Nachrichten. Sie kommen, wenn das Gerät verbunden ist, das sie hat.',
  empty: 'Sag das Erste',
  emptyMore: 'Hier steht noch nichts.',
  stillFetching: 'Wird noch geholt. Du kannst weiterschreiben.',
  today: 'Heute',
  yesterday: 'Gestern',

  newSince: (when: string) => `Neu seit ${when}`,
  since: (count: number, when: string) => `${String(count)} seit ${when}`,
  toUnread: (count: number, when: string) =>
    count === 1 ? `Zur neuen Nachricht seit ${when}` : `Zur ersten von ${String(count)} neuen Nachrichten seit ${when}`,
  newest: 'Neueste',
  toNewest: 'Zur neuesten Nachricht',

  you: 'Du',
  edited: 'geändert',
  showVersions: 'Geändert. Frühere Fassungen zeigen',
  versionsTitle: 'Fassungen dieser Nachricht',
  versionNow: 'Jetzt',
  deletedBy: (name: string) => `Gelöscht von ${isolated(name)}`,
  deletedByYou: 'Von dir gelöscht',
  newerKind: 'Mit einem neueren Alcove geschrieben. Aktualisiere diese App, um alles zu sehen.',
  quoteGone: 'Gelöscht',
  quoteAway: 'Eine frühere Nachricht',
  jumpToQuote: (name: string) => `Zur Nachricht von ${isolated(name)}`,

  fetchingToOpen: 'Was zum Öffnen fehlt, wird geholt',
  couldNotOpen: (name: string | null, code: string) => {
    const ask = name === null ? '' : ` Frag ${isolated(name)}, ob sie noch einmal kommt.`;
    return `Ließ sich nicht öffnen. ${shut(code)}${ask}`;
  },

  waiting: 'Wartet aufs Senden',
  /** By what keeps it here. */
  waitingFor: {
    offline: 'Wartet auf Verbindung',
    'rate-limited': 'Gebremst, geht von selbst weiter',
    'storage-full-server': 'Wartet: Der Server hat keinen Platz mehr',
    'server-unreachable': 'Wartet auf den Server',
    internal: 'Wartet auf den Server',
    conflict: 'Wartet, bis eine Änderung in diesem Raum geklärt ist',
  },
  slowedDown: (seconds: number) =>
    `Gebremst, geht weiter in ${seconds < 60 ? `${String(seconds)} s` : minutesSeconds(seconds)}`,
  sent: 'Gesendet',
  delivered: 'Angekommen',
  read: 'Gelesen',
  readBy: (count: number) => `Gelesen von ${String(count)}`,
  tryAgain: 'Noch einmal versuchen',
  copyText: 'Text kopieren',
  takeBack: 'Zurücknehmen',

  reactions: 'Reaktionen',
  addReaction: 'Reaktion hinzufügen',
  reaction: (emoji: string, count: number, names: readonly string[], mine: boolean) =>
    `${emoji} ${String(count)}: ${listOf(names, count)}${mine ? '. Auch deine' : ''}`,
  reactors: (names: readonly string[], count: number) => listOf(names, count),
  moreReactions: (count: number) => `+${String(count)}`,
  showReactions: (count: number) => `${String(count)} weitere Arten zeigen`,

  toolbar: 'Aktionen für diese Nachricht',
  reactWith: (emoji: string) => `Mit ${emoji} reagieren`,
  reply: 'Antworten',
  edit: 'Ändern',
  more: 'Mehr',
  unreadFromHere: 'Ab hier ungelesen',
  deleteForEveryone: 'Für alle löschen',
  deleteTitle: 'Diese Nachricht für alle löschen?',
  deleteBody: 'Sie verschwindet von jedem Gerät, das wir erreichen. Jemand kann eine Kopie behalten haben.',
  delete: 'Löschen',
  keep: 'Behalten',
  copied: 'Kopiert',
  copyCode: 'Code kopieren',

  created: (by: string) => `${isolated(by)} hat diesen Raum gemacht`,
  createdDirect: (by: string) => `${isolated(by)} hat diesen Chat begonnen`,
  added: (by: string, names: readonly string[]) =>
    `${isolated(by)} hat ${listOf(names)} hinzugefügt, ab da lesen sie mit`,
  removed: (by: string, names: readonly string[]) => `${isolated(by)} hat ${listOf(names)} entfernt`,
  left: (by: string) => `${isolated(by)} ist gegangen`,
  host: (by: string, to: string) => `${isolated(by)} hat ${isolated(to)} zum Host gemacht`,
  renamed: (by: string, title: string) => `${isolated(by)} hat den Raum ${isolated(title)} genannt`,
  deviceAdded: (by: string, kind: string) => `${isolated(by)} hat ein Gerät hinzugefügt: ${kind}`,
  deviceRemoved: (by: string) => `${isolated(by)} hat ein Gerät entfernt`,
  takenBack: (by: string) =>
    `Eine Änderung vom Gerät von ${isolated(by)} ging nicht bei allen. Der Raum ist wieder da, wo er vorher war.`,
  foldedAdded: (count: number) => (count === 1 ? '1 Person kam dazu' : `${people(count)} kamen dazu`),
  foldedRemoved: (count: number) => (count === 1 ? '1 Person wurde entfernt' : `${people(count)} wurden entfernt`),
  foldedLeft: (count: number) => (count === 1 ? '1 Person ist gegangen' : `${people(count)} sind gegangen`),
  foldedDeviceAdded: (count: number) =>
    count === 1 ? '1 Gerät wurde hinzugefügt' : `${devices(count)} wurden hinzugefügt`,
  foldedDeviceRemoved: (count: number) =>
    count === 1 ? '1 Gerät wurde entfernt' : `${devices(count)} wurden entfernt`,
  showEach: 'Einzeln zeigen',
  fold: 'Einklappen',

  newMessages: (count: number) => (count === 1 ? '1 neue Nachricht' : `${String(count)} neue Nachrichten`),
  announce: (name: string, text: string) => `${isolated(name)}: ${text}`,
  codeIn: (language: string) => `Code, ${language}`,
  code: 'Code',
  task: (done: boolean) => (done ? 'Erledigt' : 'Nicht erledigt'),
};
