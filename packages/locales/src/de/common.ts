import type { Catalogue } from '../catalogue.ts';
import { plural } from './plural.ts';

export const common: Catalogue['common'] = {
  appName: 'Alcove',
  close: 'Schließen',
  cancel: 'Abbrechen',
  back: 'Zurück',
  undo: 'Rückgängig',
  copy: 'Kopieren',
  copied: 'Kopiert',
  save: 'Sichern',
  saved: 'Gesichert',
  tryAgain: 'Noch einmal versuchen',
  reload: 'Seite neu laden',
  details: 'Einzelheiten',
  you: 'du',
  showPassword: 'Passwort zeigen',
  hidePassword: 'Passwort verbergen',
  toasts: 'Bestätigungen',
  loading: 'Wird geladen',
  forYou: (count: number): string => `${String(count)} für dich`,
  unread: (count: number): string => plural(count, '1 ungelesen', `${String(count)} ungelesen`),
  screenFailed: 'Dieser Bildschirm läuft nicht mehr',
  screenFailedMore:
    'Was du geschrieben hast, bleibt auf diesem Gerät. Versuch es noch einmal, oder lade die Seite neu.',
};
