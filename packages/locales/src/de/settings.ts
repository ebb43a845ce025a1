/** The settings pages. */
import type { Catalogue } from '../catalogue.ts';
import { plural } from './plural.ts';

export const settings: Catalogue['settings'] = {
  title: 'Einstellungen',
  securityLead: 'Wie es steht, in einem Satz.',
  sections: {
    you: 'Du',
    appearance: 'Aussehen',
    notices: 'Benachrichtigungen',
    privacy: 'Privatsphäre',
    recovery: 'Wiederherstellungscode',
    history: 'Verlauf',
    keys: 'Tasten',
    about: 'Über Alcove',
  },

  name: 'Name',
  nameHint: 'Alle, mit denen du einen Raum teilst, sehen ihn.',
  nameMissing: 'Gib einen Namen ein.',
  nameSaved: 'Name geändert',
  handle: 'Nutzername',
  link: 'Dein Link',
  linkHint: 'Wer ihn öffnet und hier angemeldet ist, kann dir schreiben, wenn du annimmst.',
  linkCopied: 'Link kopiert',
  linkNotCopied: 'Nicht kopiert. Markiere den Link und kopiere ihn selbst.',
  qr: 'Dein Link als QR-Code',
  showQr: 'Als QR-Code zeigen',
  hideQr: 'QR-Code verbergen',

  appearanceLead: 'Was du wählst, gilt auf allen deinen Geräten.',
  choiceWaits: 'Gilt auf diesem Gerät. Die anderen folgen, wenn es eine Verbindung gibt.',
  theme: 'Licht',
  themeHint: 'Folgt deinem System, solange du nichts wählst.',
  textSize: 'Größe der Schrift',
  textSizes: { normal: 'Normal', large: 'Groß', larger: 'Größer' },
  language: 'Sprache',
  languageBrowser: 'Wie dieser Browser',
  languageHint: 'Auch die von Daten und Zahlen.',
  languageMissing: 'Diese Sprache ließ sich nicht holen. Bis es eine Verbindung gibt, siehst du eine andere.',
  hours: 'Uhrzeiten',
  hoursOf: { language: 'Wie die Sprache', '12': '12 Stunden', '24': '24 Stunden' },
  hoursHint: (example) => `Zum Beispiel ${example}.`,
  enter: 'Was die Eingabetaste tut',
  enters: { send: 'Senden', line: 'Neue Zeile' },
  enterHint: {
    send: 'Umschalt und Eingabe machen eine neue Zeile.',
    line: 'Der Pfeil sendet, oder Strg und Eingabe (auf einem Mac ⌘ und Eingabe).',
  },

  privacyLead: 'Was andere von dir erfahren. Was du hier ausschaltest, siehst du auch von ihnen nicht mehr.',
  receipts: 'Zeigen, was ich gelesen habe',
  receiptsOn:
    'Andere sehen, welche ihrer Nachrichten du gelesen hast, und du siehst, welche von dir sie gelesen haben.',
  receiptsOff:
    'Ab jetzt erfährt niemand, was du liest, und du siehst nicht, was sie lesen. Dass eine Nachricht ankam, ist weiter zu sehen. Deine eigenen Geräte merken es sich füreinander.',
  typing: 'Zeigen, wenn ich schreibe',
  typingOn: 'Andere sehen, dass du schreibst, und du siehst, wenn sie es tun.',
  typingOff: 'Niemand erfährt, dass du schreibst, und du siehst nicht, wenn andere es tun.',
  presence: 'Zeigen, wenn ich hier bin',
  presenceOn:
    'Leute, mit denen du einen kleinen Raum teilst, sehen, wenn du Alcove offen hast, und du siehst es von ihnen.',
  presenceOff: 'Niemand erfährt, dass du hier bist, und du siehst nicht, wer es ist.',
  themes: { system: 'Wie das System', light: 'Tag', dark: 'Abend' },

  noticesLead:
    'Während Alcove in einem Tab offen ist, den du nicht ansiehst. Was darin steht, verlässt dieses Gerät nie.',
  noticesAsk: 'In diesem Browser einschalten',
  noticesAskHint: 'Dein Browser fragt dich einmal, jeder deiner Browser für sich.',
  noticesAsking: 'Dein Browser fragt gerade',
  noticesOn: 'Dieser Browser zeigt sie.',
  noticesTry: 'Zeig mir eine',
  noticesDenied:
    'Dieser Browser hat sie für Alcove ausgeschaltet. Drücke auf das Zeichen neben der Adresse und erlaube dort Benachrichtigungen, dann kommen sie.',
  noticesUnsupported: 'Dieser Browser zeigt für eine Seite keine. Die Zahl im Titel des Tabs sagt, was wartet.',
  noticesOf: 'Wovon du erfährst',
  noticesOfs: { all: 'Alles', 'for-me': 'Für mich', none: 'Nichts' },
  noticesOfHint: {
    all: 'Jede neue Nachricht.',
    'for-me': 'Chats zu zweit, und wo dich jemand erwähnt oder dir antwortet.',
    none: 'Die Zahl im Titel des Tabs sagt weiter, was wartet.',
  },
  noticesShow: 'Was sie zeigen',
  noticesShows: { text: 'Name und Text', who: 'Name', nothing: 'Nichts davon' },
  noticesShowHint: {
    text: 'Wer diesen Bildschirm sieht, liest mit. Von geheimen Chats nur der Name.',
    who: 'Wer geschrieben hat, und nicht was.',
    nothing: 'Dass es eine neue Nachricht gibt, und nicht mehr.',
  },
  noticeOf: (count: number): string => plural(count, 'Neue Nachricht', `${String(count)} neue Nachrichten`),
  noticeTry: 'So sieht eine aus.',

  recoveryTitle: 'Wiederherstellungscode',
  recoveryLead: 'Zwölf Wörter, die deine Nachrichten öffnen, wenn alle deine Geräte weg sind. Nur du hast sie.',
  recoveryKept: 'Zwei Wörter hast du zurückgelesen. Prüfe ab und zu die ganze Karte.',
  recoveryPutOff: 'Noch nicht aufbewahrt. Es dauert zwei Minuten.',
  recoveryUnknown: 'Ob du die Karte noch hast, weißt nur du. Eine Prüfung dauert eine Minute.',
  recoveryChecked: (day: string): string => `Die Karte wurde zuletzt am ${day} geprüft.`,
  recoveryNew: 'Neuen Code machen',
  recoveryNewLead:
    'Zwölf neue Wörter. Die alte Karte öffnet damit nichts mehr. Wirf sie also weg, sobald die neue aufbewahrt ist.',
  recoveryNewGo: 'Machen',
  recoveryKeep: 'Karte zeigen',
  recoveryCheck: 'Meine Karte prüfen',
  typeTwelve: 'Tippe die zwölf Wörter',
  typeTwelveHint: 'Der Reihe nach, mit Leerzeichen dazwischen. Die ersten vier Buchstaben von jedem reichen.',
  typeTwelveCount: (count: number): string => `${String(count)} von 12`,
  typeTwelveFirst: 'Gib alle zwölf Wörter ein, in der Reihenfolge der Karte.',
  checkGo: 'Prüfen',
  checking: 'Wird geprüft',
  checkGood: 'Diese Wörter öffnen dein Konto. Leg die Karte zurück, wo sie war.',

  historyLead:
    'Deine Geräte bewahren deine Nachrichten füreinander auf, versiegelt mit einem Schlüssel, den nur sie haben. Ein neues Gerät bringt alles mit, das Neueste zuerst.',
  historyCurrent: 'Alles auf diesem Gerät ist für das nächste aufbewahrt.',
  historyWriting: 'Was neu ist, wird gerade abgelegt.',
  historyReading: (done: number, total: number): string =>
    `Ältere Nachrichten kommen an: ${String(done)} von ${String(total)} Stücken.`,
  historyWaiting: 'Geht weiter, wenn es eine Verbindung gibt.',
  historyTrouble: (code: string): string => TROUBLE[code] ?? TROUBLE_OTHER,

  logOut: 'Abmelden',
  logOutTitle: 'Von diesem Gerät abmelden?',
  logOutKeep: 'Hier verschlossen behalten',
  logOutErase: 'Dieses Gerät löschen',
  logOutWay: 'Was aus dem wird, was hier ist',
  logOutLead:
    'Die Nachrichten, die hier gespeichert sind, werden verschlossen, und dein Passwort öffnet sie wieder. Bis dahin kommt nichts Neues an. Deine anderen Geräte bleiben drin.',
  logOutWaiting: (count: number): string =>
    count === 1
      ? 'Eine Nachricht ist noch nicht gesendet. Sie geht hinaus, wenn du dich wieder anmeldest.'
      : `${String(count)} Nachrichten sind noch nicht gesendet. Sie gehen hinaus, wenn du dich wieder anmeldest.`,
  logOutNotKept:
    'Dein Wiederherstellungscode ist noch nicht aufbewahrt. Ohne ihn und ohne dein Passwort öffnet nichts deine Nachrichten.',

  aboutLead:
    'Alcove ist privater Chat, den Leute selbst betreiben. Jede Nachricht ist Ende-zu-Ende-verschlüsselt: Sie wird auf deinem Gerät versiegelt und auf den Geräten derer geöffnet, denen du schreibst. Wer den Server betreibt, sieht, wer in welchem Raum wann redet, nie was gesagt wird.',
  aboutNot:
    'Es schützt eine Nachricht nicht vor denen, die sie lesen dürfen, und nicht vor jemandem, der dein entsperrtes Gerät in der Hand hat.',
  aboutFree: 'Alcove ist freie Software unter der AGPL-3.0-or-later.',
  server: 'Server',
  device: 'Dieses Gerät',
  keysLead: 'Alles in Alcove lässt sich ohne Maus erreichen.',
  keysShow: 'Alle Tasten zeigen',
};

/** Codes of ArchiveView; an unknown one gets a sentence that claims no more than is known. */
const TROUBLE_OTHER =
  'Der Server hat einen Verlauf herausgegeben, den deine Geräte nicht dort abgelegt haben. Nichts davon wurde übernommen; was hier ist, bleibt.';
const TROUBLE: Readonly<Record<string, string>> = {
  'archive-rolled-back':
    'Der Server ist zu einem älteren Verlauf zurückgekehrt. Deine Geräte legen wieder ab, was fehlt. Frag den, der den Server betreibt, ob eine Sicherung eingespielt wurde.',
  'archive-full': 'Auf dem Server ist kein Platz mehr für deinen Verlauf. Frag den, der ihn betreibt, nach mehr.',
  'archive-key-missing':
    'Ein Gerät wurde entfernt, und der Verlauf hat einen neuen Schlüssel, den dieses Gerät noch nicht hat. Melde dich ab und mit deinem Passwort wieder an.',
  'archive-key-old':
    'Ein Gerät wurde entfernt, und der Verlauf hat seinen neuen Schlüssel noch nicht. Verbinde das Gerät, das es entfernt hat.',
};
