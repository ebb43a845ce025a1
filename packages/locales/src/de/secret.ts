/** Words of secret chats: of two devices, kept nowhere else, and over with either. */
import type { Catalogue } from '../catalogue.ts';
import { isolated } from '../isolate.ts';
import { rooms } from './rooms.ts';

/** As in the middle of a sentence. */
const device = (kind: string): string => (kind === '' ? 'Gerät' : rooms.deviceKind(kind));

export const secret: Catalogue['secret'] = {
  mark: 'Geheimer Chat',
  start: 'Geheimen Chat beginnen',
  startWith: (name: string) => `Geheimen Chat mit ${isolated(name)} beginnen`,
  title: (name: string) => `Ein geheimer Chat mit ${isolated(name)}`,
  lead: (name: string) =>
    `Nur dieses Gerät und eines von ${isolated(name)} werden ihn je haben. Er ist nicht in deinem Verlauf auf dem Server, nicht auf deinen anderen Geräten und in keiner Kopie, die du sicherst. Geht eines der beiden Geräte verloren oder wird es entfernt, ist er zu Ende.`,
  which: (name: string) => `Welches Gerät von ${isolated(name)}`,
  numbered: (kind: string, number: number) => `${rooms.deviceKind(kind)} ${String(number)}`,
  wroteLast: 'schrieb zuletzt von hier',
  only: (name: string, kind: string) => `Mit dem einzigen Gerät von ${isolated(name)}: ${device(kind)}.`,
  looking: (name: string) => `Die Geräte von ${isolated(name)} werden gesucht`,
  none: (name: string) => `${isolated(name)} hat zurzeit kein Gerät.`,
  go: 'Beginnen',
  notNow: 'Nicht jetzt',

  readers: (name: string, kind: string) =>
    `Nur dieses Gerät und ${device(kind)} von ${isolated(name)}. Sonst nirgends.`,
  over: 'Dieser Chat ist zu Ende',
  beginning: (name: string) => `Hier beginnt ein geheimer Chat mit ${isolated(name)}`,
  beginningMore: 'Er bleibt auf diesen zwei Geräten und geht mit ihnen.',
  wouldLike: (name: string) => `${isolated(name)} möchte einen geheimen Chat mit dir beginnen`,
  untilAccepted: 'Davon erfährt niemand. Nimm an, und der geheime Chat geht weiter.',
  endedBy: (name: string) => `${isolated(name)} hat diesen Chat beendet`,

  privateBody:
    'Nachrichten werden auf einem dieser zwei Geräte verschlossen und auf dem anderen geöffnet. Der Server reicht sie weiter, ohne sie lesen zu können.',
  privateNowhere:
    'Nichts davon geht auf deine anderen Geräte, in deinen Verlauf auf dem Server oder in eine Kopie von allem.',
  privateEnds:
    'Niemand sonst kann herein, und niemand kann zurück: Ist eines der zwei Geräte weg, ist der Chat zu Ende.',

  end: 'Diesen Chat beenden',
  endTitle: (name: string) => `Den geheimen Chat mit ${isolated(name)} beenden?`,
  endEffect: 'Keiner von euch kann hier dann noch schreiben. Was gesagt wurde, bleibt auf beiden Geräten.',
  endNow: 'Beenden',
  keepOn: 'Behalten',

  ended: {
    'by-me': (_name: string) => 'Du hast diesen Chat beendet',
    'by-them': (name: string) => `${isolated(name)} hat diesen Chat beendet`,
    'device-gone': (name: string) => `Das Gerät von ${isolated(name)} wurde entfernt`,
    'out-of-step': (_name: string) => 'Die zwei Geräte passen nicht mehr zusammen',
  },
  endedMore: {
    'by-me': 'Was gesagt wurde, bleibt hier zu lesen.',
    'by-them': 'Was gesagt wurde, bleibt hier zu lesen.',
    'device-gone': 'Damit ist der Chat zu Ende. Was gesagt wurde, bleibt hier zu lesen.',
    'out-of-step':
      'Eine Änderung kam hier nie so an, wie sie gemacht wurde, also ist der Chat zu Ende. Was gesagt wurde, bleibt hier zu lesen. Du kannst einen neuen beginnen.',
  },
};
