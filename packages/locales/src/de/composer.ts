/** Words of the composer. */
import type { Catalogue } from '../catalogue.ts';
import { isolated } from '../isolate.ts';

export const composer: Catalogue['composer'] = {
  region: 'Nachricht schreiben',
  placeholder: (title: string) => `Nachricht an ${isolated(title)}`,
  send: 'Senden',
  save: 'Änderung sichern',
  emoji: 'Emoji',
  emojiSearch: 'Emoji suchen (englisch)',
  emojiNone: (typed: string) => `Kein Emoji für ${isolated(typed)}`,
  emojiGroup: {
    faces: 'Gesichter',
    hands: 'Hände und Menschen',
    nature: 'Natur',
    food: 'Essen und Trinken',
    doing: 'Tun und Reisen',
    things: 'Dinge',
    signs: 'Zeichen',
  },
  replyingTo: (name: string) => `Antwort an ${isolated(name)}`,
  replyingToSelf: 'Antwort an dich selbst',
  editing: 'Du änderst deine Nachricht',
  stopReply: 'Nicht antworten',
  stopEdit: 'Nicht ändern',
  peopleList: 'Leute in diesem Raum',
  emojiList: 'Emoji',
  suggestions: (count: number) => (count === 1 ? '1 Vorschlag' : `${String(count)} Vorschläge`),
  writing: (names: readonly string[]) =>
    names.length === 1
      ? `${isolated(names[0] ?? '')} schreibt`
      : names.length === 2
        ? `${isolated(names[0] ?? '')} und ${isolated(names[1] ?? '')} schreiben`
        : 'Mehrere schreiben',
  sendIn: (seconds: number) => `Senden, in ${String(seconds)} s`,
  youLeft: 'Du bist nicht mehr in diesem Raum. Was vorher geschrieben wurde, bleibt lesbar.',
  tooLong: (limit: string, over: string) =>
    `Eine Nachricht fasst ${limit}. Diese ist ${over} zu lang. Dein Text bleibt erhalten.`,
  size: (bytes: number) =>
    bytes < 1024
      ? `${String(bytes)} Byte`
      : `${(bytes / 1024).toLocaleString('de', { maximumFractionDigits: 1, minimumFractionDigits: bytes % 1024 === 0 ? 0 : 1 })} KB`,
};
