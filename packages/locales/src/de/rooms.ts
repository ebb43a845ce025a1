/** Words of a room: who can read, people, privacy, and the dialogs that change it. */
import type { Catalogue } from '../catalogue.ts';
import { isolated } from '../isolate.ts';
import { next, told } from './reasons.ts';

const others = (count: number): string => `${String(count)} Leute`;

export const rooms: Catalogue['rooms'] = {
  onlyYou: 'Nur du kannst das lesen',
  onlyYouAnd: (name: string) => `Nur du und ${isolated(name)} könnt das lesen`,
  onlyPeople: (count: number) => `Nur die ${others(count)} hier können das lesen`,
  noLonger: 'Du bist gegangen. Was vorher war, kannst du lesen.',
  people: 'Leute in diesem Raum',
  peopleShort: 'Leute',
  about: 'Über diesen Chat',
  more: 'Mehr',
  close: 'Schließen',
  cancel: 'Abbrechen',

  members: (count: number) => (count === 1 ? '1 Person' : others(count)),
  you: 'du',
  host: 'Host',
  thisDevice: 'dieses',
  devices: (count: number) => (count === 1 ? '1 Gerät' : `${String(count)} Geräte`),
  peerGone: (name: string): string =>
    `${isolated(name)} hat dieses Konto gelöscht. Niemand liest, was du hier schreibst.`,
  deviceKind: (kind: string) =>
    ({ browser: 'Browser', phone: 'Telefon', terminal: 'Terminal', bot: 'Bot' })[kind] ?? kind,
  showDevices: (name: string) => `Geräte von ${isolated(name)}`,

  addPeople: 'Leute hinzufügen',
  addTitle: (title: string) => `Leute zu ${isolated(title)} hinzufügen`,
  addEffect: 'Sie können ab jetzt lesen, nicht was vorher war.',
  add: (count: number) =>
    count === 0 ? 'Hinzufügen' : count === 1 ? '1 Person hinzufügen' : `${others(count)} hinzufügen`,
  alreadyHere: 'Schon hier',
  removeName: (name: string) => `${isolated(name)} entfernen`,
  removeTitle: (name: string) => `${isolated(name)} aus diesem Raum entfernen?`,
  removeEffect: (name: string) =>
    `Bei ${isolated(name)} kommt ab jetzt nichts mehr an. Was dort schon ist, bleibt dort.`,
  rename: 'Raum umbenennen',
  renameTitle: 'Raum umbenennen',
  nameLabel: 'Name',
  nameHint: 'Alle hier sehen ihn. Der Server nicht.',
  nameEmpty: 'Ein Raum braucht einen Namen.',
  saveName: 'Namen sichern',
  leave: 'Raum verlassen',
  leaveTitle: (title: string) => `${isolated(title)} verlassen?`,
  leaveEffect:
    'Ab jetzt kommt nichts mehr an. Was du schon hast, bleibt auf diesem Gerät. Um zurückzukommen, muss dich jemand von drinnen hinzufügen.',
  leaveNow: 'Verlassen',
  stay: 'Bleiben',

  privateTitle: 'Wie das privat bleibt',
  privateBody: (count: number) =>
    `Nachrichten werden auf dem Gerät verschlossen, das sie schreibt, und auf ${count === 1 ? 'dem einen Gerät' : `den ${String(count)} Geräten`} geöffnet, die hier stehen. Der Server reicht sie weiter, ohne sie lesen zu können, und kennt den Namen dieses Raums nicht.`,
  privateChange:
    'Wenn jemand dazukommt oder geht, ändern sich die Schlösser, damit niemand liest, was nicht für ihn bestimmt war.',
  allInOrder: 'Alles ist in Ordnung.',
  unopened: (count: number) =>
    count === 0
      ? 'Jede Nachricht ließ sich öffnen.'
      : count === 1
        ? '1 Nachricht ließ sich auf diesem Gerät nicht öffnen.'
        : `${String(count)} Nachrichten ließen sich auf diesem Gerät nicht öffnen.`,
  historyWhole: 'Alles, seit du dazugekommen bist, ist auf diesem Gerät.',
  historyArriving: 'Ältere Nachrichten kommen auf diesem Gerät noch an.',
  historyFrom: (date: string) =>
    `Der Verlauf auf diesem Gerät ist unvollständig. Ohne Lücke reicht er bis ${date} zurück.`,
  historyNone: 'Der Verlauf aus der Zeit vor diesem Gerät ist nicht hier.',
  details: 'Einzelheiten',
  round: 'Runde der Schlösser',
  roundHint: 'Steigt mit jedem Wechsel der Schlösser.',
  suite: 'Art des Schlosses',
  alarm: (code: string) => told(code),
  repairing: 'Wird in Ordnung gebracht. Nichts zu tun.',
  repairSteps: 'Was dieses Gerät versucht, in dieser Reihenfolge',
  repairStep: {
    fetch: 'Noch einmal anfordern, was hier ankam',
    drain: 'Öffnen, was noch zu ist',
    rejoin: 'Als dieses Gerät neu in den Raum kommen',
    'ask-devices': 'Deine anderen Geräte fragen. Das geht noch nicht',
  },
  repairPassed: 'Getan oder nicht nötig',
  repairNow: 'Jetzt',
  repairLater: 'Wenn das nicht hilft',
  repairNot: 'Noch nicht möglich',
  repaired: 'In Ordnung gebracht.',
  noRepair: (code: string) => next(code),

  newGroupTitle: 'Einen Raum machen',
  whoComes: 'Wer dazukommt',
  whoComesHint: 'Nutzername, ganz und genau',
  make: 'Raum machen',
  known: 'Leute, die du kennst',
};
