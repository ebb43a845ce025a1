/** Words for making sure that somebody is who they say: comparing once, the mark, and what a changed identity means. */
import type { Catalogue } from '../catalogue.ts';
import { isolated } from '../isolate.ts';

export const trust: Catalogue['trust'] = {
  compare: 'Vergleichen',
  compareName: (name: string) => `Mit ${isolated(name)} vergleichen`,
  verified: 'Bestätigt',
  verifiedMore: 'Ihr habt Zahlen verglichen.',
  title: (name: string) => `Vergewissere dich, dass es wirklich ${isolated(name)} ist`,
  body: 'Scannt gegenseitig eure QR-Codes, oder lest euch die Zahlen vor, persönlich oder in einem Anruf. Das macht ihr nur einmal.',
  bodyChanged: (name: string) =>
    `Der Server sagt, dass ${isolated(name)} das Konto neu begonnen hat. Wenn das stimmt, ist dort diese Zahl zu sehen. Frag persönlich oder in einem Anruf.`,
  digits: 'Sechzig Ziffern',
  square: 'Diese Ziffern als QR-Code',
  same: 'Sie sind gleich',
  differ: 'Sie sind verschieden',
  notNow: 'Nicht jetzt',
  scan: 'QR-Code scannen',
  stopScan: 'Kamera aus',
  picture: 'Ein Bild davon nehmen',
  paste: 'Oder füge hier ein Bild davon ein, oder die Ziffern.',
  scanner: {
    camera: 'Was die Kamera sieht',
    point: 'Halte den anderen QR-Code vor die Kamera.',
    noCamera: 'Hier gibt es keine Kamera, oder sie ist nicht erlaubt. Lest euch stattdessen die Zahlen vor.',
  },
  noSquare: 'In diesem Bild war kein QR-Code zu lesen. Geh näher heran, oder lest euch die Zahlen vor.',
  scannedOther: 'Das ist eine andere Zahl. Es kann der QR-Code von jemand anderem sein: Öffnet dort genau diese Seite.',
  differs: (name: string) =>
    `Dann steht vielleicht jemand zwischen dir und ${isolated(name)}. Nichts wurde geändert. Schreib hier nichts Privates, und frag persönlich nach.`,
  done: (name: string) => `${isolated(name)} ist bestätigt`,
  doneMore:
    'Das Zeichen steht in jedem Raum, auf allen deinen Geräten. Wird das Konto je neu begonnen, geht nichts hinaus, bis du es sagst.',
  unverify: 'Zeichen wegnehmen',
  close: 'Fertig',

  changed: (name: string) => `Das Konto von ${isolated(name)} wurde neu begonnen`,
  changedBlocks: 'Hier geht nichts hinaus. Was du schreibst, bleibt. Frag persönlich, und vergleicht dann.',
  changedInforms:
    'Nachrichten gehen weiter nur an die Geräte, die vorher da waren. Frag persönlich, bevor du etwas Privates schreibst.',
  accept: 'Ohne Vergleich weiter',
  acceptTitle: (name: string) => `Ohne Vergleich mit ${isolated(name)} weiter?`,
  acceptEffect: (name: string) =>
    `Wenn ${isolated(name)} nicht neu begonnen hat, hältst du von jetzt an jemand anderen dafür. Das Zeichen geht, und was wartet, wird an die Geräte gesendet, die im Raum sind.`,
  acceptPlain: 'Verstanden',
  waits: 'Wartet auf deine Antwort',
};
