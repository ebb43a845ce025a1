/** Sign-up, recovery card, log-in, and the screens before the first room. */
import type { Catalogue } from '../catalogue.ts';
import { minutesSeconds } from './plural.ts';

export const arriving: Catalogue['arriving'] = {
  onServer: (server: string): string => `auf ${server}`,
  steps: ['Du', 'Wiederherstellung', 'Deine Räume'],
  stepOf: (step: number, of: number): string => `Schritt ${String(step)} von ${String(of)}`,
  stepDone: 'fertig',

  signUp: {
    title: 'Ein ruhiger Ort zum Reden',
    lead: 'Was du schreibst, wird auf deinem Gerät versiegelt. Lesen können es nur die, denen du schreibst. Auch wer diesen Server betreibt, kann es nicht.',
    name: 'Dein Name',
    nameHint: 'So, wie dich die Leute hier kennen. Du kannst ihn später ändern.',
    nameMissing: 'Gib einen Namen ein, unter dem man dich hier kennt.',
    handle: 'Nutzername',
    handleHint: 'Damit findet man dich. Er bleibt, wie er ist.',
    handleGood: (handle: string): string => `Man findet dich als @${handle}.`,
    handleMissing: 'Wähle einen Nutzernamen.',
    handleShort: 'Mindestens zwei Zeichen.',
    handleLong: 'Höchstens 32 Zeichen.',
    handleCharacters: 'Nimm a bis z, 0 bis 9, und . _ oder - dazwischen.',
    handleEnds: 'Beginne und ende mit Buchstabe oder Ziffer, und lass . _ - nicht aufeinander folgen.',
    password: 'Passwort',
    passwordHint: 'Drei oder vier Wörter ohne Zusammenhang sind gut.',
    passwordShort: (missing: number): string => `${String(missing)} mehr, oder etwas weniger Gewöhnliches.`,
    passwordGuessable: 'Leicht zu erraten. Füge ein Wort hinzu, das nicht dazugehört.',
    passwordFair: 'Gut genug. Ein Wort mehr macht es stark.',
    passwordStrong: 'Stark. Niemand hier kennt es, also merk es dir gut.',
    passwordMissing: 'Wähle ein Passwort.',
    go: 'Konto anlegen',
    going: 'Dein Konto wird angelegt',
    haveAccount: 'Ich habe ein Konto',
    cardNote: 'So sehen dich andere',
    cardName: 'Dein Name',
    fine: 'Keine E-Mail-Adresse, keine Telefonnummer.',
  },

  logIn: {
    title: 'Komm wieder herein',
    greeting: (name: string): string => `Willkommen zurück, ${name}`,
    lead: 'Dein Passwort öffnet deine Nachrichten auf diesem Gerät. Es verlässt das Gerät nie.',
    handle: 'Nutzername',
    handleMissing: 'Gib deinen Nutzernamen ein.',
    password: 'Passwort',
    passwordMissing: 'Gib dein Passwort ein.',
    go: 'Anmelden',
    going: 'Deine Nachrichten werden geöffnet',
    someoneElse: 'Nicht du?',
    newHere: 'Konto anlegen',
    wait: (seconds: number): string => `Warte ${minutesSeconds(seconds)}`,
    cardNote: 'War zuletzt hier',
    fine: 'Niemand hier kennt dein Passwort, auch nicht, wer diesen Server betreibt.',
  },

  keep: {
    title: 'Bewahre diese zwölf Wörter da auf, wo nur du hinkommst',
    lead: 'Wenn du je alle Geräte verlierst, öffnen sie deine Nachrichten wieder. Sonst hat sie niemand, auch nicht, wer diesen Server betreibt. Niemand kann dir also neue schicken.',
    pick: 'Such dir etwas aus. Mehreres geht auch.',
    manager: 'Passwort-Manager',
    managerHint: 'Kopiert sie für dich',
    managerDone: 'Für eine Minute kopiert',
    managerFailed: 'Nicht kopiert. Nimm einen anderen Weg',
    print: 'Karte drucken',
    printHint: 'Eine Seite zum Abheften',
    printDone: 'An den Drucker geschickt',
    hand: 'Von Hand abschreiben',
    handHint: 'Etwa eine Minute',
    handDone: 'Zwölf Zeilen, in dieser Reihenfolge',
    kept: 'Ich habe sie aufbewahrt',
    tomorrow: 'Morgen erinnern',
    fine: 'Solange eines deiner Geräte noch läuft, kannst du das jederzeit nachholen.',
    loading: 'Deine zwölf Wörter werden geholt',
    gone: 'Deine Wörter sind nicht auf diesem Gerät',
    goneMore:
      'Sie werden einmal gezeigt, auf dem Gerät, auf dem das Konto angelegt wurde. Prüfen kannst du sie weiter in den Einstellungen.',
  },

  card: {
    region: 'Deine Wiederherstellungskarte',
    // A place to break: it stands on a narrow card.
    title: 'Wiederherstellungs\u00ADkarte',
    made: (date: string): string => `Gemacht am ${date}`,
    covered: 'Verdeckt, während du prüfst',
    coveredWord: 'verdeckt',
    copy: 'Kopieren',
  },

  check: {
    title: 'Zwei deiner Wörter, zur Sicherheit',
    lead: 'Lies sie da ab, wo du sie aufbewahrst. Wenn sie doch nicht dort sind, merkst du es besser jetzt.',
    word: (line: number): string => `Wort ${String(line)}`,
    right: 'Richtig',
    wrong: (line: number): string =>
      `Das ist nicht Wort ${String(line)}. Es steht in der Zeile mit der ${String(line)}.`,
    go: 'Weiter',
    again: 'Karte noch einmal zeigen',
  },

  rooms: {
    title: 'Mit wem möchtest du reden?',
    lead: 'Alles, was du hier schreibst, wird versiegelt, bevor es dieses Gerät verlässt. Fang an, wo du magst.',
    find: 'Jemanden finden',
    findHint: 'Über den Nutzernamen',
    make: 'Einen Raum machen',
    makeHint: 'Für drei oder mehr',
    share: 'Deinen Link teilen',
    shareHint: 'Sie schreiben dir zuerst',
    shareDone: 'Link kopiert',
    goIn: 'Hinein',
    fine: 'Dein Link ändert sich nie. Teile ihn, wo du den Leuten traust.',
  },

  elsewhere: {
    title: 'Alcove ist in einem anderen Tab offen',
    lead: 'Nur ein Tab zur selben Zeit hält deine Nachrichten in Ordnung. Verloren geht so oder so nichts.',
    go: 'Hier benutzen',
  },

  broken: {
    title: 'Deine Nachrichten lassen sich hier nicht öffnen',
    go: 'Seite neu laden',
  },

  starting: 'Alcove wird geöffnet',
};
