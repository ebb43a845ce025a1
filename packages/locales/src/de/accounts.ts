/** Several accounts in one browser, and places on other servers. */
import type { Catalogue } from '../catalogue.ts';

export const accounts: Catalogue['accounts'] = {
  title: 'Konten',
  open: (name: string): string => `Konten, ${name}`,
  here: 'gerade zu sehen',
  switchTo: (who: string): string => `Zu ${who} wechseln`,
  add: 'Konto hinzufügen',
  full: 'In einen Browser passen fünf Konten. Lösche eines davon hier, dann ist Platz.',
  addLead: 'Melde dich damit an, oder lege ein neues an. Es bleibt von den anderen hier getrennt.',
  linked:
    'Dieser Server kann erkennen, dass diese Konten in einem Browser benutzt werden. Die Leute, denen du schreibst, nicht.',
  also: 'Auch hier',
  loggedOut: (who: string): string => `${who} ist abgemeldet`,
  nobody: 'Neues Konto',
  states: {
    locked: 'Gesperrt',
    starting: 'Wird geöffnet',
    in: '',
    ended: 'Abgemeldet, melde dich neu an',
    out: 'Abgemeldet',
    coming: 'Wartet auf Einlass',
    removed: 'Dieses Gerät wurde entfernt',
    broken: 'Lässt sich nicht öffnen',
    new: 'Noch niemand',
  },

  servers: 'Auf anderen Servern',
  serversMore: 'Jeder öffnet sich als eigene Seite. Was dort neu ist, siehst du nur dort.',
  newTab: 'öffnet sich in einem neuen Tab',
  takeOff: (host: string): string => `${host} von der Liste nehmen`,
  server: 'Ein anderer Server',
  serverLead:
    'Ein Konto auf einem anderen Server lebt auf der Seite dieses Servers. Diese Seite hat nie seine Schlüssel und sieht nicht, was dort neu ist: Sie merkt sich die Adresse und öffnet sie in einem neuen Tab.',
  serverAddress: 'Adresse',
  serverHint: 'Zum Beispiel chat.example.org',
  serverGo: 'Merken',
  serverWrong: 'Das ist keine Adresse eines Servers.',
  serverPlain: 'Nur Adressen, die mit https beginnen, werden gemerkt.',
  serverSelf: 'Das ist dieser Server. Füge hier stattdessen ein Konto hinzu.',
  serverThere: 'Er steht schon auf der Liste.',
  serverFull: 'Zwölf Orte werden gemerkt. Nimm zuerst einen von der Liste.',
};
