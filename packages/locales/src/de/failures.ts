/** What a failed command says: what happened, what is safe, one next step. */
import type { Catalogue } from '../catalogue.ts';
import { minutesSeconds } from './plural.ts';

export const failures: Catalogue['failures'] = {
  offline: 'Nicht verbunden. Deine Eingabe bleibt erhalten. Versuch es noch einmal, wenn du wieder online bist.',
  'username-taken': 'Dieser Nutzername ist hier vergeben. Der Rest bleibt erhalten. Wähle einen anderen.',
  'username-invalid':
    'Dieser Nutzername passt nicht. Der Rest bleibt erhalten. Nimm 2 bis 32 Kleinbuchstaben und Ziffern, mit . _ oder - dazwischen.',
  'password-weak':
    'Dieses Passwort ist leicht zu erraten. Der Rest bleibt erhalten. Nimm 12 Zeichen oder mehr, oder füge ein Wort hinzu.',
  'login-failed':
    'Nutzername und Passwort passen nicht zusammen. Nichts ist gesperrt. Prüfe beide und versuch es noch einmal.',
  'unknown-person':
    'Niemand hier hat diesen Nutzernamen. Nichts wurde gesendet. Prüfe mit der Person, wie er sich schreibt.',
  self: 'Das ist dein eigener Nutzername. Nichts wurde gesendet. Gib den von jemand anderem ein.',
  blocked: 'Du hast diese Person blockiert. Nichts wurde gesendet. Gib sie frei, um ihr zu schreiben.',
  'rate-limited': (seconds: number): string =>
    `Zu viele Versuche. Warte ${minutesSeconds(seconds)}, und versuch es dann noch einmal. Deine Geräte, die schon drin sind, laufen weiter.`,
  'too-large':
    'Nicht gesendet: Sie ist länger, als dieser Server annimmt. Dein Text bleibt erhalten. Sende ihn in Teilen.',
  empty: 'Es gibt noch nichts zu senden. Schreib zuerst etwas.',
  'session-ended':
    'Dieses Gerät wurde abgemeldet. Was du geschrieben hast, bleibt hier. Melde dich neu an, um weiterzumachen.',
  'device-stale':
    'Das ist eine ältere Kopie deines Geräts. Was hier ist, bleibt. Melde dich an: Es kommt als neues Gerät herein.',
  'device-cloned':
    'Das ist eine ältere Kopie deines Geräts. Was hier ist, bleibt. Melde dich an: Es kommt als neues Gerät herein.',
  'maybe-sent':
    'Eine andere Kopie dieses Geräts hat das vielleicht schon gesendet. Dein Text bleibt erhalten. Versuch es noch einmal: Niemand sieht es zweimal.',
  'not-member': 'Du bist nicht mehr in diesem Raum. Was du hast, bleibt lesbar. Frag einen Host, dich hinzuzufügen.',
  'not-allowed': 'Das kann nur ein Host dieses Raums. Nichts wurde geändert. Frag einen Host.',
  conflict:
    'Jemand hat das gerade eben geändert. Deine Änderung bleibt hier erhalten. Sieh dir die andere an und versuch es noch einmal.',
  'room-busy':
    'Viele ändern diesen Raum gerade gleichzeitig. Nichts von dir wurde geändert. Versuch es in einer Minute noch einmal.',
  'storage-full-server':
    'Der Server hat keinen Platz mehr. Was du geschrieben hast, bleibt auf diesem Gerät. Sag es dem, der ihn betreibt.',
  'storage-full-device':
    'Dieses Gerät hat keinen Platz mehr. Was gespeichert war, bleibt. Schaff etwas Platz und versuch es noch einmal.',
  'storage-lost':
    'Dieser Browser hat gelöscht, was hier gespeichert war. Dein Konto ist sicher. Melde dich an, um dieses Gerät neu einzurichten.',
  'newer-database':
    'Was hier gespeichert ist, hat eine neuere Version geschrieben. Es ist unberührt. Lade die Seite neu, um diese Version zu bekommen.',
  'clock-wrong':
    'Die Uhr dieses Geräts geht falsch. Nichts ist verloren. Stell die richtige Zeit ein und versuch es noch einmal.',
  'server-garbage':
    'Die Antwort des Servers ergibt keinen Sinn. Was du hast, bleibt. Versuch es noch einmal, oder sag es dem, der ihn betreibt.',
  'server-unreachable': 'Der Server antwortet nicht. Deine Eingabe bleibt erhalten. Versuch es gleich noch einmal.',
  'unsupported-version':
    'Diese App und der Server sprechen verschiedene Versionen. Was du hast, bleibt. Lade die Seite neu.',
  'second-factor':
    'Dein Passwort stimmt, und nichts ist gesperrt. Gib den Code ein, den deine Authenticator-App jetzt zeigt.',
  'second-factor-wrong': 'Dieser Code ist falsch oder wurde schon benutzt. Nichts ist gesperrt. Gib den nächsten ein.',
  'passkey-closed':
    'Dieser Passkey gehört dir, aber dieser Browser kann deine Nachrichten damit nicht öffnen. Nichts wurde geändert. Nimm dein Passwort.',
  'passkey-unknown': 'Niemand hier hat diesen Passkey. Nichts wurde geändert. Nimm dein Passwort.',
  'passkey-cancelled':
    'Kein Passkey wurde benutzt. Nichts wurde geändert. Versuch es noch einmal, oder nimm dein Passwort.',
  'mail-off': 'Dieser Server verschickt keine E-Mails. Nichts wurde geändert. Nimm deinen Wiederherstellungscode.',
  'mail-failed':
    'Die E-Mail ließ sich nicht schicken. Nichts wurde geändert. Prüfe die Adresse, oder versuch es später noch einmal.',
  'link-expired': 'Dieser Link wurde benutzt oder ist abgelaufen. Nichts wurde geändert. Fordere einen neuen an.',
  'email-invalid': 'Das ist keine E-Mail-Adresse. Nichts wurde geändert. Prüfe sie.',
  'password-wrong': 'Das ist nicht dein Passwort. Nichts wurde geändert. Prüfe es und versuch es noch einmal.',
  'answer-lost':
    'Die Antwort kam nicht an. Deine Nachrichten sind sicher. Versuch zuerst das neue Passwort oder den neuen Code; geht es nicht, gilt der alte.',
  'vault-rolled-back':
    'Dieser Server zeigt einen älteren Stand deines Kontos, als dieses Gerät gesehen hat. Deine Nachrichten sind sicher. Ändere nichts, und frag den, der ihn betreibt.',
  'vault-closed':
    'Das Passwort stimmt, aber was der Server für dich aufbewahrt, lässt sich nicht öffnen. Nichts wurde geändert. Sag es dem, der ihn betreibt.',
  'recovery-code-wrong':
    'Diese Wörter öffnen dein Konto nicht. Nichts wurde geändert. Vergleiche sie mit deiner Karte.',
  'password-needed':
    'Dieses Gerät braucht dafür dein Passwort. Nichts wurde geändert. Gib es ein und versuch es noch einmal.',
  'approval-gone':
    'Diese Anfrage ist vorbei: Sie ist abgelaufen, oder ein anderes Gerät hat geantwortet. Nichts wurde geändert. Frag dort noch einmal.',
  'approval-forged':
    'Was das neue Gerät geschickt hat, ist nicht, was es angekündigt hat. Es wurde nicht hereingelassen. Weise es ab, und nimm dort dein Passwort.',
  'no-square': 'Dieser QR-Code ist nicht von Alcove. Nichts wurde geändert. Scanne den, den das neue Gerät zeigt.',
  'identity-changed':
    'Dieses Konto wurde neu begonnen. Das Senden ist angehalten, und dein Text bleibt erhalten. Frag die Person selbst, bevor du weitermachst.',
  'device-list-forged':
    'Die Liste dieser Geräte trägt nicht die Unterschrift der Person. Das Senden ist angehalten, und dein Text bleibt erhalten. Sag es dem, der diesen Server betreibt.',
  'no-key-package':
    'Diese Person war länger nicht hier, also erreicht sie noch nichts. Nichts wurde gesendet. Versuch es später noch einmal.',
  'lock-wrong': 'Das öffnet die Sperre nicht. Nichts wurde geändert. Prüfe es und versuch es noch einmal.',
  'lock-weak':
    'Diese PIN ist zu leicht zu erraten. Nichts wurde geändert. Nimm sechs Zeichen oder mehr, drei davon verschieden.',
  'lock-passkey':
    'Keiner deiner Passkeys öffnet in diesem Browser eine Sperre. Nichts wurde geändert. Füge unter Passkeys einen hinzu, oder bleib bei der PIN.',
  elsewhere:
    'Alcove ist in einem anderen Tab offen. Nichts ist verloren. Mach dort weiter, oder wähle „Hier benutzen“.',
  'request-over':
    'Das ist vorbei: Ein Gerät von dir hat Nein gesagt, oder die Zeit ist um. Dein Passwort bleibt, wie es ist. Versuch es noch einmal.',
  internal: 'In der App selbst ging etwas schief. Was du geschrieben hast, bleibt. Lade die Seite neu.',
};
