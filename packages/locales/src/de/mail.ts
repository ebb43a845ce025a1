/** The letters a server sends. */
import type { Catalogue } from '../catalogue.ts';
import type { About } from '../en/mail.ts';

const lines = (...text: readonly string[]): string => `${text.join('\n')}\n`;
const whose = ({ server, handle }: About): string => `@${handle} auf ${server}`;

export const mail: Catalogue['mail'] = {
  verify: (about) => ({
    subject: `Ist das deine Adresse? ${about.server}`,
    text: lines(
      `Diese Adresse wurde für ${whose(about)} eingetragen.`,
      '',
      'Wenn du das warst, öffne diesen Link:',
      about.link,
      '',
      `Er gilt einmal, ${String(about.hours)} Stunden lang. Die Adresse dient dazu, wenn das Passwort vergessen ist, und für Nachricht von neuen Anmeldungen.`,
      'Wenn du das nicht warst, tu nichts.',
    ),
  }),
  addressGone: (about) => ({
    subject: `Adresse entfernt. ${about.server}`,
    text: lines(
      `Diese Adresse gehört nicht mehr zu ${whose(about)} und führt nicht mehr in dieses Konto.`,
      '',
      'Wenn du das nicht warst, melde dich auf einem deiner Geräte an und ändere dein Passwort.',
    ),
  }),
  reset: (about) => ({
    subject: `Neu beginnen? ${about.server}`,
    text: lines(
      `Jemand hat das Passwort von ${whose(about)} vergessen und um diese E-Mail gebeten.`,
      '',
      'Wenn du deine Wiederherstellungskarte hast, nimm sie: Sie bringt alles zurück. Dieser Link kann das nicht. Er gibt dir den Namen wieder, mit',
      'einem neuen Anfang: Deine alten Nachrichten bleiben zu, die Leute, denen du schreibst, erfahren davon, und alle deine Geräte werden abgemeldet.',
      '',
      'Der Link zeigt das alles noch einmal, bevor etwas geschieht:',
      about.link,
      '',
      `Er gilt einmal, ${String(about.minutes)} Minuten lang. Wenn du das nicht warst, tu nichts: Dein Konto bleibt, wie es ist.`,
    ),
  }),
  startedAnew: (about) => ({
    subject: `Neu begonnen. ${about.server}`,
    text: lines(
      `${whose(about)} wurde mit einem Link neu begonnen, der an diese Adresse ging.`,
      '',
      'Wenn du das nicht warst, liest jemand deine Post. Ändere das Passwort deines Postfachs, und sag es dann dem, der den Server betreibt.',
    ),
  }),
  passwordAsked: (about) => ({
    subject: `Neues Passwort? ${about.server}`,
    text: lines(
      `Ein Gerät von ${whose(about)} hat am ${about.when} (UTC) gebeten, ein neues Passwort ohne das alte zu setzen. Nach einem Tag kann es das.`,
      '',
      'Wenn du das warst, tu nichts. Wenn nicht, hat jemand dieses Gerät in der Hand: Öffne Alcove auf einem anderen Gerät, oder melde dich mit',
      'deinem Passwort an, sag Nein und entferne das Gerät.',
    ),
  }),
  passwordChanged: (about) => ({
    subject: `Passwort geändert. ${about.server}`,
    text: lines(
      `Das Passwort von ${whose(about)} wurde am ${about.when} (UTC) geändert.`,
      '',
      'Wenn du das warst, tu nichts. Wenn nicht, nimm deine Wiederherstellungskarte: Sie bringt alles zurück, unter einem neuen Passwort.',
    ),
  }),
  newLogIn: (about) => ({
    subject: `Neue Anmeldung. ${about.server}`,
    text: lines(
      `Ein Gerät, das vorher nicht bekannt war, hat sich als ${whose(about)} angemeldet, am ${about.when} (UTC).`,
      '',
      'Wenn du das warst, tu nichts. Wenn nicht, öffne auf einem deiner Geräte die Einstellungen, ändere dein Passwort und entferne das Gerät.',
    ),
  }),
};
