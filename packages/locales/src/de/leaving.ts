/** Taking everything along, and going: from this device, or altogether. */
import type { Catalogue } from '../catalogue.ts';
import { plural } from './plural.ts';

export const leaving: Catalogue['leaving'] = {
  title: 'Weggehen',
  lead: 'Deine Nachrichten gehören dir: Nimm sie mit, wann immer du magst.',

  save: 'Kopie von allem sichern',
  saveLead:
    'Eine Datei mit jedem Gespräch, das auf diesem Gerät ist, lesbar in jedem Browser und für jedes Programm. Sie ist nicht verschlüsselt: Bewahre sie auf, wo niemand sonst sie liest.',
  saving: (done: number, total: number): string => `Gespräch ${String(done)} von ${String(total)}`,
  saved: 'In deinen Downloads gesichert',
  saveAgain: 'Etwas ging schief, und nichts wurde gesichert. Versuch es noch einmal.',
  saveSecret: 'Geheime Chats sind nicht dabei: Sie bleiben auf ihren zwei Geräten.',
  savePartly: 'Ältere Nachrichten kommen auf diesem Gerät noch an. Die Kopie hat, was bis jetzt hier ist.',

  eraseLead: 'Alles von dir verschwindet von diesem Gerät, und es verlässt dein Konto.',
  eraseOthers: 'Deine anderen Geräte bleiben drin und haben alle deine Nachrichten.',
  eraseOnly:
    'Das ist dein einziges Gerät. Deine Nachrichten kommen zurück, wenn du dich wieder anmeldest, mit deinem Passwort oder deinem Wiederherstellungscode.',
  eraseCheck: 'Sieh vorher nach, ob deine Karte noch gilt.',
  eraseNotKept:
    'Dein Wiederherstellungscode ist noch nicht aufbewahrt. Bewahre ihn zuerst auf: Ohne ihn und ohne dein Passwort öffnet nichts mehr deine Nachrichten.',
  eraseWaiting: (count: number): string =>
    `${String(count)} ${plural(count, 'Nachricht ist', 'Nachrichten sind')} noch nicht gesendet und ${plural(count, 'ginge', 'gingen')} verloren. Warte, bis es eine Verbindung gibt.`,
  eraseOffline:
    'Keine Verbindung, also erfährt der Server nichts davon. Von diesem Gerät verschwindet trotzdem alles; es bleibt auf deiner Liste, und seine Anmeldung gilt, bis du es auf einem anderen Gerät entfernst.',
  eraseGo: 'Abmelden und löschen',
  erased: 'Dieses Gerät ist gelöscht',

  remove: 'Mein Konto löschen',
  removeTitle: 'Dein Konto löschen?',
  removeLead:
    'Du verlässt jede Gruppe, und alles, was der Server von dir hat, verschwindet: deine Geräte, dein versiegelter Verlauf, deine Adresse. Was du geschrieben hast, bleibt bei denen, denen du geschrieben hast. Niemand sonst kann deinen Namen nehmen.',
  removeLast: 'Das kann niemand rückgängig machen, auch nicht, wer den Server betreibt.',
  removeSave: 'Sichere vorher eine Kopie von allem, wenn du es behalten willst.',
  removeGo: 'Für immer löschen',
  removed: 'Dein Konto ist gelöscht',

  exportTitle: (name: string): string => `Was ${name} lesen kann`,
  exportMade: (when: string): string => `Gesichert am ${when} von einem Gerät. Nichts darin ist verschlüsselt.`,
  exportRooms: 'Gespräche',
  exportEmpty: 'Hier wurde nichts gesagt.',
  exportCount: (count: number): string => `${String(count)} ${plural(count, 'Nachricht', 'Nachrichten')}`,
  exportDeleted: 'Gelöscht',
  exportEdited: 'geändert',
  exportClosed: 'Eine Nachricht, die dieses Gerät nicht öffnen konnte',
  exportAnswer: (name: string): string => `an ${name}`,
};
