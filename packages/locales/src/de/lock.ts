/** The app lock: setting it, the locked door, and the ways past a forgotten passphrase. */
import type { Catalogue } from '../catalogue.ts';
import { minutesSeconds, plural } from './plural.ts';

export const lock: Catalogue['lock'] = {
  title: 'App-Sperre',
  lead: 'Hält die Nachrichten und Schlüssel dieses Geräts hinter einer eigenen PIN. Sie gilt für dieses Konto, nur auf diesem Gerät.',
  off: 'Keine Sperre gesetzt. Wer diesen Browser öffnet, öffnet Alcove.',
  on: (minutes: number): string =>
    `Gesetzt. Sperrt nach ${plural(minutes, 'einer Minute', `${String(minutes)} Minuten`)} ohne Berührung, und wenn die Seite neu geladen wird.`,
  set: 'Sperre setzen',
  setTitle: 'Eine Sperre für dieses Gerät setzen',
  setLead:
    'Ab dann ist der Schlüssel zu dem, was hier gespeichert ist, mit deiner PIN versiegelt. Niemand kann dir die PIN sagen, aber auch dein Passwort öffnet dieses Gerät.',
  setGo: 'Setzen',
  working: 'Wird versiegelt',
  change: 'PIN ändern',
  remove: 'Sperre entfernen',
  removeTitle: 'Sperre entfernen?',
  removeLead:
    'Dieses Gerät öffnet sich dann wieder von selbst. Was darauf gespeichert ist, bleibt versiegelt wie zuvor.',
  removed: 'Die Sperre ist weg',
  isSet: 'Die Sperre ist gesetzt',
  changed: 'PIN geändert',
  now: 'Jetzt sperren',
  after: 'Sperren nach',
  afterMinutes: (minutes: number): string => (minutes === 60 ? '1 Stunde' : `${String(minutes)} min`),

  passphrase: 'PIN dieses Geräts',
  current: 'Jetzige PIN',
  fresh: 'Neue PIN',
  missing: 'Gib die PIN ein.',
  hint: 'Sechs Zeichen oder mehr, auch Buchstaben. Ein kurzer Satz hält am längsten.',
  tooShort: (more: number): string => plural(more, 'Noch 1 Zeichen', `Noch ${String(more)} Zeichen`),
  tooSame: 'Nimm mindestens drei verschiedene Zeichen.',
  fair: 'Hält den auf, der dieses Gerät findet. Wer seinen Speicher kopiert, errät sie in Tagen.',
  good: 'Gut, auch gegen den, der den Speicher kopiert.',

  passkeyOff: 'Auch ein Passkey deines Kontos kann die Sperre öffnen.',
  passkeyOn: 'Auch einer deiner Passkeys öffnet die Sperre.',
  passkeyAdd: 'Auch mit Passkey öffnen',
  passkeyAddLead: 'Gib die PIN ein, dann fragt dein Browser nach dem Passkey.',
  passkeyAddGo: 'Weiter',
  passkeyAdded: 'Der Passkey öffnet diese Sperre',
  passkeyRemove: 'Ohne den Passkey',
  passkeyRemoveTitle: 'Ohne den Passkey öffnen?',
  passkeyRemoveLead: 'Dann öffnet die PIN allein die Sperre. Der Passkey bleibt bei deinem Konto.',

  locked: 'Gesperrt',
  lockedLead: (handle: string): string => `@${handle}, auf diesem Gerät`,
  wrong: (left: number): string =>
    left === 0
      ? 'Das ist sie nicht.'
      : `Das ist sie nicht. ${plural(left, 'Noch 1 Versuch', `Noch ${String(left)} Versuche`)}.`,
  waiting: (seconds: number): string => `Zu viele Versuche. Der nächste zählt in ${minutesSeconds(seconds)}.`,
  tooMany: 'Zu viele Versuche für jetzt.',
  wait: (seconds: number): string => `Warte ${minutesSeconds(seconds)}`,
  unlock: 'Entsperren',
  unlocking: 'Wird entsperrt',
  byPasskey: 'Mit dem Passkey',
  notThatPasskey: 'Dieser Passkey öffnet diese Sperre nicht. Nimm deine PIN.',
  back: 'Zurück zur PIN',

  forgot: 'PIN vergessen',
  forgotTitle: 'Ein Weg ohne die PIN',
  forgotLead:
    'Melde dich mit deinem Passwort an, oder mit deiner Wiederherstellungskarte. Alles auf diesem Gerät bleibt, und die Sperre geht.',
  forgotLogIn: 'Anmelden',
  forgotErase: 'Dieses Gerät löschen',
  eraseTitle: 'Löschen, was auf diesem Gerät ist?',
  eraseLead: (handle: string): string =>
    `Alles von @${handle}, was hier gespeichert ist, verschwindet, und niemand kann es von hier zurückholen. Dein Konto und deine anderen Geräte bleiben.`,
  eraseLost:
    'Nachrichten, die noch nicht gesendet sind, gehen verloren. Solange gesperrt ist, sieht niemand, ob es welche gibt. Wenn du dich anmeldest, bleiben sie.',
  eraseNext: 'Danach meldest du dich hier an wie auf einem neuen Gerät.',
  eraseGo: 'Löschen',

  goesWithLogOut: 'Die Sperre dieses Geräts geht mit. Setze sie neu, wenn du zurück bist.',
  key: 'Sperren, oder eine Sperre setzen',
};
