/** An account's devices: coming in, letting in, looking after, removing. */
import type { Catalogue } from '../catalogue.ts';
import { isolated } from '../isolate.ts';
import { plural } from './plural.ts';

export const devices: Catalogue['devices'] = {
  /** At the new device. */
  door: {
    title: 'Lass dieses Gerät herein',
    lead: 'Nimm ein Gerät, auf dem Alcove schon offen ist. Es fragt nach diesem hier.',
    square: 'QR-Code für dein anderes Gerät',
    scanHint: 'Scanne das mit deinem anderen Gerät',
    number: 'Zahl zum Vergleichen',
    compareTitle: 'Ist es dieselbe Zahl?',
    compareLead: 'Auch dein anderes Gerät zeigt eine Zahl. Sag nur Ja, wenn jede Ziffer gleich ist.',
    waitingTitle: 'Lass es jetzt dort herein',
    waitingLead: 'Drücke auf deinem anderen Gerät „Ja, hereinlassen“.',
    confirmTitle: 'Haben beide diese Zahl gezeigt?',
    confirmLead: 'Dein anderes Gerät hat dieses hereingelassen. Sag nur Ja, wenn es genau diese Zahl gezeigt hat.',
    same: 'Ja, dieselbe Zahl',
    differs: 'Nein, eine andere',
    entering: 'Du kommst herein',
    enteringLead: 'Deine Räume kommen von selbst nach.',
    asking: 'Der QR-Code wird vorbereitet',
    otherWays: 'Ein anderer Weg herein',
    byPassword: 'Mit meinem Passwort',
    byPasswordHint: 'Deine anderen Geräte erfahren davon',
    byWords: 'Mit meinem Wiederherstellungscode',
    byWordsHint: 'Zwölf Wörter von deiner Karte',
    words: 'Deine zwölf Wörter',
    wordsHint: 'Der Reihe nach. Die ersten vier Buchstaben von jedem reichen.',
    wordsFirst: 'Gib alle zwölf Wörter ein, in der Reihenfolge der Karte.',
    password: 'Passwort',
    passwordMissing: 'Gib dein Passwort ein.',
    go: 'Hereinkommen',
    leave: 'Nicht jetzt',
    again: 'Noch einmal fragen',
    fine: 'QR-Code und Zahl gelten nur dieses eine Mal und laufen nach fünf Minuten ab.',
    troubleTitle: 'Dieses Gerät ist noch nicht drin',
    trouble: {
      refused:
        'Dein anderes Gerät hat dieses abgewiesen. Nichts wurde geändert. Frag noch einmal, oder nimm einen anderen Weg.',
      expired:
        'Die Anfrage ist abgelaufen. Nichts wurde geändert. Frag noch einmal, wenn dein anderes Gerät zur Hand ist.',
      mismatch:
        'Die Zahlen sind verschieden, es könnte also jemand zwischen deinen Geräten sitzen. Hier wurde nichts übergeben. Weise die Anfrage auf dem anderen Gerät ab, und nimm dein Passwort oder deine Karte.',
      forged:
        'Die Antwort kommt nicht von einem Gerät von dir. Nichts wurde hereingelassen. Nimm dein Passwort oder deine Karte, und sag es dem, der diesen Server betreibt.',
      offline: 'Der Server antwortet nicht. Nichts wurde geändert. Frag gleich noch einmal.',
    },
  },

  removed: {
    title: 'Dieses Gerät wurde entfernt',
    lead: (username: string): string =>
      `Ein anderes Gerät von ${isolated(`@${username}`)} hat es entfernt. Von deinen Nachrichten ist hier nichts mehr.`,
    more: 'Wenn du das nicht warst, ändere dein Passwort auf einem Gerät, das noch drin ist.',
    go: 'Weiter',
  },

  /** A copy of the device that may not go on. */
  copied: {
    title: 'Das ist eine ältere Kopie deines Geräts',
    lead: 'Seit dieser Kopie hat das Gerät mehr geschrieben: Eine Sicherung wurde eingespielt, oder eine andere Kopie ist in Gebrauch. Von hier geht nichts hinaus, damit kein Schlüssel zweimal benutzt wird.',
    label: 'Was folgt',
    follows: [
      'Was hier ist, bleibt hier, auch was du noch nicht gesendet hattest. Ob es noch einmal gesendet wird, entscheidest du.',
      'Du meldest dich an, und dieses Gerät kommt als neues herein.',
      'Das alte verschwindet von deiner Liste. Jede andere Kopie davon kommt nicht mehr herein und löscht, was sie hat.',
    ],
    go: 'Als neues Gerät hereinkommen',
    fine: 'Wenn du dieses Gerät nicht kopiert und keine Sicherung eingespielt hast, hat jemand anderes eine Kopie: Komm hier herein, und ändere dann dein Passwort.',
  },

  /** At a device that is in. */
  wanting: {
    task: 'Ein neues Gerät will herein',
    taskMore: 'Nur, wenn du es gerade in der Hand hast',
    look: 'Ansehen',
    title: 'Bist du das, auf einem anderen Gerät?',
    lead: 'Es wird deine Nachrichten öffnen. Sag also nur Ja, wenn du es gerade in der Hand hast.',
    scan: 'QR-Code scannen',
    compare: 'Eine Zahl vergleichen',
    meeting: 'Wartet auf das neue Gerät',
    question: 'Zeigt das neue Gerät diese Zahl?',
    scannedTitle: 'Der QR-Code passt',
    scanned: 'Das ist das Gerät, dessen Bildschirm du gescannt hast.',
    saysItIs: 'Nennt sich',
    kind: 'Art',
    yes: 'Ja, hereinlassen',
    no: 'Nein, abweisen',
    forged:
      'Was das neue Gerät geschickt hat, ist nicht, was es angekündigt hat. Es könnte jemand dazwischen sitzen. Es wurde nicht hereingelassen.',
    gone: 'Die Anfrage ist vorbei. Frag auf dem neuen Gerät noch einmal.',
    password: 'Dein Passwort, um es hereinzulassen',
    letIn: 'Das neue Gerät ist drin',
    turnedAway: 'Abgewiesen. Wer immer es war, kennt dein Passwort: Ändere es, wenn du es nicht warst.',
    point: 'Richte die Kamera auf den QR-Code des neuen Geräts.',
    noCamera: 'Die Kamera geht hier nicht. Vergleiche stattdessen die Zahl.',
    camera: 'Bild der Kamera',
    none: 'Kein Gerät fragt',
    noneMore: 'Melde dich auf dem neuen Gerät mit Nutzername und Passwort an. Dann fragt es hier.',
  },

  /** Somebody came in by password or card, or another device let them in: a list of devices does not say which. */
  question: {
    task: 'Neues Gerät: Warst du das?',
    taskMore: (name: string): string => isolated(name),
    title: 'Neues Gerät: Warst du das?',
    lead: 'Es kam mit deinem Passwort oder deinem Wiederherstellungscode herein, oder ein anderes Gerät von dir hat es hereingelassen. Es kann lesen, was ab jetzt geschrieben wird.',
    yes: 'Ja, das war ich',
    no: 'Nein, entfernen',
    removed:
      'Entfernt. Wenn kein Gerät von dir es hereingelassen hat, kannte jemand dein Passwort oder hat deine Karte: Ändere dein Passwort jetzt.',
    kept: 'Behalten',
  },

  list: {
    title: 'Geräte',
    lead: 'Alles, was du schreibst, wird für diese Geräte versiegelt und für keine anderen.',
    add: 'Gerät hinzufügen',
    here: 'Dieses',
    fresh: 'Neu',
    added: (day: string): string => `dabei seit ${day}`,
    seen: (day: string): string => `hier ${day}`,
    today: 'heute',
    yesterday: 'gestern',
    more: (name: string): string => `Mehr zu ${isolated(name)}`,
    rename: 'Umbenennen',
    renameTitle: 'Wie heißt es?',
    renameLead: 'Nur deine eigenen Geräte sehen den Namen.',
    name: 'Name',
    nameMissing: 'Gib einen Namen ein.',
    remove: 'Entfernen',
    removeTitle: (name: string): string => `${isolated(name)} entfernen?`,
    removeLead:
      'Es wird sofort abgemeldet, vergisst seine Nachrichten und verlässt jeden Raum. Was darauf schon gelesen wurde, lässt sich nicht zurückholen.',
    removeOthers: 'Alle anderen entfernen',
    removeOthersTitle: (count: number): string =>
      plural(count, 'Das andere Gerät entfernen?', `${String(count)} andere Geräte entfernen?`),
    removeOthersLead:
      'Sie werden sofort abgemeldet, vergessen ihre Nachrichten und verlassen jeden Raum. Nur dieses Gerät bleibt.',
    removed: 'Entfernt',
    password: 'Dein Passwort',
    unenrolled: (count: number): string =>
      plural(
        count,
        'Eine Anmeldung wurde nie hereingelassen. Sie kann nichts lesen.',
        `${String(count)} Anmeldungen wurden nie hereingelassen. Sie können nichts lesen.`,
      ),
    unnamed: 'Ein Gerät',
    loading: 'Deine Geräte werden geholt',
    offline: 'Nicht verbunden. Das ist die Liste, wie sie zuletzt bekannt war.',
  },
};
