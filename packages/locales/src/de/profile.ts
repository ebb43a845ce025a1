/** What people say of themselves: bio, status, picture. */
import type { Catalogue } from '../catalogue.ts';

export const profile: Catalogue['profile'] = {
  /** How somebody is found, as a mark beside them is read out. */
  states: { here: 'Da', away: 'Weg', busy: 'Beschäftigt' },
  own: 'Dein Status',
  ownWords: 'In deinen Worten',
  clear: 'Status löschen',

  bio: 'Über dich',
  bioHint: 'Ein, zwei Zeilen. Alle, mit denen du einen Raum teilst, sehen sie.',
  bioSaved: 'Gesichert',
  bioTooLong: (most: number): string => `Höchstens ${String(most)} Zeichen.`,

  pictureChoose: 'Bild wählen',
  pictureChange: 'Bild ändern',
  pictureRemove: 'Wegnehmen',
  pictureHint: 'Alle, mit denen du einen Raum teilst, sehen es. Ort, Kamera und Zeit aus der Datei bleiben hier.',
  pictureUnread: 'Diese Datei lässt sich nicht als Bild zeigen. Wähle eine andere.',
  pictureTitle: 'Dein Bild',
  pictureShown: 'Was von dem Bild genommen wird',
  pictureLead: 'Nur was du siehst, wird genommen, als kleine Kopie.',
  pictureTake: 'Dieses nehmen',
  pictureUnmade: 'Dieser Browser bekommt es nicht klein genug. Wähle ein anderes Bild.',
  zoom: 'Näher',
  sideways: 'Links und rechts',
  upDown: 'Auf und ab',

  status: 'Status',
  statusNone: {
    shown: 'Kein Status. Andere sehen, ob du hier bist.',
    hidden: 'Kein Status. Niemand erfährt, dass du hier bist.',
  },
  statusLead:
    'Alle, mit denen du einen Raum teilst, sehen ihn. Wer dir erst schreiben möchte oder wen du blockiert hast, nicht.',
  statusChange: 'Ändern',
  statusSet: 'Status setzen',
  statusTitle: 'Dein Status',
  how: 'Wie man dich antrifft',
  words: 'In deinen Worten',
  wordsPlaceholder: 'Auf der Fähre',
  emojiPick: 'Emoji wählen',
  emojiDrop: 'Emoji wegnehmen',
  until: 'Wie lange',
  untils: {
    half: '30 Minuten',
    hour: '1 Stunde',
    four: '4 Stunden',
    today: 'Heute',
    week: 'Diese Woche',
    open: 'Bis ich ihn ändere',
  },
  untilAt: (when: string): string => `bis ${when}`,
  save: 'Sichern',
};
