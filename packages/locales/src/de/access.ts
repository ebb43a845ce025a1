/** What opens an account: password, recovery card, and their changes. */
import type { Catalogue } from '../catalogue.ts';
import { isolated } from '../isolate.ts';

export const access: Catalogue['access'] = {
  passwordTitle: 'Passwort dieses Kontos',
  passwordLead: 'Es öffnet dein Konto auf einem neuen Gerät und verlässt nie das Gerät, auf dem du es eingibst.',
  passwordChange: 'Passwort ändern',
  passwordChanging: 'Wird geändert',
  passwordMore: 'Deine anderen Geräte bleiben drin. Ab dann öffnet nur noch das neue Passwort dein Konto.',
  passwordNow: 'Dein Passwort',
  passwordNowMissing: 'Gib dein Passwort ein.',
  passwordNew: 'Neues Passwort',
  passwordChanged: 'Passwort geändert',

  /** Ein neues Passwort ohne das alte, von einem Gerät, das drin ist. */
  unknown: {
    link: 'Ich habe es vergessen',
    askTitle: 'Ein neues Passwort ohne das alte setzen?',
    askLead:
      'Dieses Gerät ist drin, also kann es das. Wer es in der Hand hat, könnte es auch: Darum hören es zuerst alle deine Geräte und können einen Tag lang Nein sagen.',
    facts: [
      'Nach einem Tag setzt du hier das neue Passwort, innerhalb einer Woche.',
      'Nichts geht verloren: Deine Nachrichten, Räume, Kontakte und deine Wiederherstellungskarte bleiben, wie sie sind, und deine anderen Geräte bleiben drin.',
      'Bis dahin gilt das alte Passwort.',
      'Mit deiner Wiederherstellungskarte braucht es keinen Tag: Melde dich ab und wähle „Passwort vergessen?“, wo du dich anmeldest.',
    ],
    askGo: 'Darum bitten',
    askAlone:
      'Das ist dein einziges Gerät, also kann niemand sonst Nein sagen. Eine E-Mail-Adresse in den Einstellungen bekäme Bescheid.',
    asked: 'Gebeten. In einem Tag kannst du es setzen',
    cannot:
      'Dieses Gerät kann dein Konto nicht allein öffnen. Nimm deine Wiederherstellungskarte: Sie bringt alles zurück.',
    waits: (when: string): string => `Ab ${when} kannst du hier ein neues Passwort setzen.`,
    ready: (when: string): string => `Du kannst hier ein neues Passwort setzen, bis ${when}.`,
    setGo: 'Neues Passwort setzen',
    setTitle: 'Dein neues Passwort',
    setting: 'Wird gesetzt',
    takeBack: 'Zurücknehmen',
    takenBack: 'Zurückgenommen. Dein Passwort bleibt, wie es ist',
    task: 'Jemand bittet um ein neues Passwort',
    taskMine: 'Setz dein neues Passwort',
    taskMineMore: 'Bis dahin gilt das alte',
    questionTitle: 'Ein neues Passwort: Warst du das?',
    question: (device: string, when: string): string =>
      `${isolated(device)} möchte ein neues Passwort ohne das alte setzen. Das geht ab ${when}.`,
    questionMore:
      'Wenn du das nicht warst, hat jemand dieses Gerät in der Hand. Sag Nein und entferne es dann aus deinen Geräten.',
    no: 'Nein, das war ich nicht',
    yes: 'Ja, das war ich',
    refused: 'Es setzt kein neues Passwort. Entferne das Gerät, wenn du es nicht hast',
    elsewhere: (device: string): string => `${isolated(device)} möchte ein neues Passwort setzen.`,
    look: 'Ansehen',
    newsTask: 'Dein Passwort wurde geändert',
    newsTaskMore: 'Sieh nach, ob du das warst',
    newsTitle: 'Dein Passwort wurde geändert',
    newsLead: (when: string): string =>
      `Dieses Gerät sah am ${when}, dass es jetzt ein anderes ist. „Was geschehen ist“ in den Einstellungen sagt mehr.`,
    newsMore:
      'Wenn du das nicht warst: Melde dich ab und nimm deine Wiederherstellungskarte. Sie bringt alles zurück und meldet alle anderen ab.',
    newsGo: 'Weiter',
  },

  address: {
    title: 'E-Mail-Adresse',
    lead: 'Nicht nötig. Mit einer kann dir dieser Server von neuen Anmeldungen schreiben und dir deinen Namen zurückgeben, wenn alles andere verloren ist.',
    noMail: 'Dieser Server verschickt keine E-Mails, eine Adresse nützt hier also nichts.',
    add: 'Adresse hinzufügen',
    change: 'Adresse ändern',
    addLead: 'Dorthin geht eine E-Mail mit einem Link. Die Adresse gilt, sobald du ihn öffnest.',
    label: 'E-Mail-Adresse',
    send: 'E-Mail schicken',
    pending: (address: string): string => `Wartet darauf, dass der Link an ${isolated(address)} geöffnet wird.`,
    remove: 'Adresse entfernen',
    removeLead: 'Sie führt dann nicht mehr in dein Konto. Passwort und Wiederherstellungskarte tun es weiter.',
    checking: 'Der Link wird geprüft',
    checkingLead: 'Einen Moment.',
    checked: 'Das ist deine Adresse',
    checkedLead: 'Dieser Server schreibt dir von jetzt an dorthin, und nur, wenn es einen Grund gibt.',
    go: 'Weiter',
  },

  passkeys: {
    title: 'Passkeys',
    lead: 'Ein Passkey meldet dich mit einer Berührung oder einem Blick an und öffnet deine Nachrichten, wo der Browser das kann. Dein Passwort bleibt.',
    none: 'Dieser Browser kennt keine Passkeys.',
    cardFirst: 'Bewahre zuerst deine Wiederherstellungskarte auf. Ein Passkey kann mit seinem Gerät verloren gehen.',
    add: 'Passkey hinzufügen',
    addLead: 'Dein Browser fragt, welches Gerät oder welcher Schlüsselbund ihn aufbewahrt.',
    addGo: 'Weiter',
    name: 'Name',
    nameHint: 'Wo er ist: Laptop, Telefon, Schlüsselbund.',
    unnamed: 'Passkey',
    since: (made: string, used: string): string => `Seit ${made}, zuletzt benutzt ${used}`,
    rename: 'Umbenennen',
    renameTitle: 'Passkey umbenennen',
    remove: 'Entfernen',
    removeTitle: 'Passkey entfernen?',
    removeLead: (name: string): string =>
      `${isolated(name)} öffnet dein Konto dann nicht mehr. Passwort und Wiederherstellungskarte tun es weiter.`,
    use: 'Mit Passkey anmelden',
  },

  secondFactor: {
    title: 'Ein zweiter Schritt',
    lead: 'Auf einem neuen Gerät neben dem Passwort ein Code aus einer Authenticator-App. Bekannte Geräte werden nicht gefragt.',
    on: (codes: number): string =>
      codes === 1 ? 'An. Ein Ersatzcode ist übrig.' : `An. ${String(codes)} Ersatzcodes sind übrig.`,
    turnOn: 'Einschalten',
    turnOnTitle: 'Zweiten Schritt einschalten',
    turnOff: 'Ausschalten',
    turnOffTitle: 'Zweiten Schritt ausschalten',
    onLead: 'Du brauchst eine Authenticator-App auf einem anderen Gerät.',
    offLead: 'Ab dann reicht auf einem neuen Gerät das Passwort allein.',
    next: 'Weiter',
    scanTitle: 'Zeig das deiner Authenticator-App',
    scanLead: 'Scanne den QR-Code und gib dann den Code ein, den sie zeigt.',
    square: 'QR-Code für deine Authenticator-App',
    byHand: 'Oder tippe:',
    code: 'Code',
    codeHint: 'Sechs Ziffern. Er ändert sich jede halbe Minute.',
    codesTitle: 'Zehn Ersatzcodes',
    codesLead:
      'Jeder gilt einmal, wenn deine Authenticator-App weg ist. Sie werden nicht wieder gezeigt: Bewahre sie bei deiner Wiederherstellungskarte auf.',
    codesKept: 'Ich habe sie aufbewahrt',
    ask: 'Code aus deiner Authenticator-App',
    askHint: 'Sechs Ziffern, oder ein Ersatzcode.',
    askMissing: 'Gib den Code ein.',
  },

  happened: {
    title: 'Was geschehen ist',
    lead: 'Neunzig Tage aufbewahrt, auf die Minute, ohne Adressen: nur, ob ein Netz schon bekannt war.',
    nothing: 'Noch nichts Erwähnenswertes.',
    again: 'Noch einmal nachsehen',
    all: 'Alles, mit Verbindungen',
    less: 'Nur das Wichtige',
    thisDevice: 'Von diesem Gerät.',
    otherDevice: 'Von einem anderen Gerät von dir.',
    where: {
      here: 'Aus dem Netz, in dem du bist.',
      known: 'Aus einem Netz, das schon bekannt war.',
      new: 'Aus einem Netz, das noch nicht bekannt war.',
    },
    kinds: {
      connected: () => 'Ein Gerät hat sich verbunden',
      'log-in': () => 'Angemeldet',
      'new-device': () => 'Ein neues Gerät kam dazu',
      'device-removed': () => 'Ein Gerät wurde entfernt',
      failed: (count: number): string =>
        count === 1
          ? 'Eine Anmeldung wurde nicht zu Ende geführt'
          : `${String(count)} Anmeldungen wurden nicht zu Ende geführt`,
      'password-changed': () => 'Das Passwort wurde geändert',
      'password-asked': () => 'Ein Gerät hat um ein neues Passwort gebeten',
      'password-refused': () => 'Ein neues Passwort wurde abgelehnt',
      'ways-changed': () => 'Eine neue Wiederherstellungskarte wurde gemacht',
      recovered: () => 'Jemand kam mit der Wiederherstellungskarte zurück',
      'started-anew': () => 'Das Konto wurde neu begonnen',
      'address-changed': () => 'Die E-Mail-Adresse wurde geändert',
      'reset-asked': () => 'Eine E-Mail für einen neuen Anfang wurde angefordert',
      'second-factor-on': () => 'Der zweite Schritt wurde eingeschaltet',
      'second-factor-off': () => 'Der zweite Schritt wurde ausgeschaltet',
      'backup-code-used': () => 'Ein Ersatzcode wurde benutzt',
      'passkey-added': () => 'Ein Passkey wurde hinzugefügt',
      'passkey-removed': () => 'Ein Passkey wurde entfernt',
    },
  },

  forgotten: {
    link: 'Passwort vergessen?',
    title: 'Passwort vergessen?',
    way: 'Wie du zurückkommst',
    ways: { card: 'Karte', letter: 'E-Mail' },
    byDevice:
      'Noch drin auf einem anderen Gerät? Dort: Einstellungen, Passwort dieses Kontos, Ich habe es vergessen. So geht nichts verloren.',
    cardLead: 'Die zwölf Wörter deiner Wiederherstellungskarte bringen alles zurück, unter einem neuen Passwort.',
    cardGo: 'Zurückkommen',
    othersOut: 'Deine anderen Geräte werden abgemeldet und kommen mit dem neuen Passwort zurück.',
    letterLead: 'Ohne die Karte gibt dir eine E-Mail deinen Namen wieder, und einen neuen Anfang.',
    limits: [
      'Du behältst deinen Namen. Wer dich kannte, erfährt, dass neu begonnen wurde.',
      'Deine alten Nachrichten, Räume und Kontakte bleiben zu. Ohne deine Karte kann sie niemand öffnen.',
      'Alle deine Geräte werden abgemeldet.',
    ],
    who: 'Nutzername oder E-Mail-Adresse',
    whoHint: 'So, wie du sie hier eingegeben hast.',
    whoMissing: 'Gib deinen Nutzernamen oder deine Adresse ein.',
    letterGo: 'E-Mail schicken',
    sent: 'Wenn dieses Konto eine Adresse hat, ist eine E-Mail unterwegs.',
    sentMore: 'Ihr Link gilt einmal, eine halbe Stunde lang. Sieh auch bei unerwünschter Post nach.',
    back: 'Zurück zur Anmeldung',
  },

  anew: {
    title: 'Neu beginnen?',
    titleOf: (name: string): string => `@${isolated(name)} neu beginnen?`,
    lead: 'Wenn du deine Wiederherstellungskarte findest, halte hier an: Sie bringt alles zurück. Das hier nicht.',
    go: 'Neu beginnen',
    leave: 'So lassen, wie es ist',
  },

  drillTitle: 'Ist deine Wiederherstellungskarte noch da?',
  drillLead:
    'Hol die Karte und tippe ihre zwölf Wörter. Wenn sie weg ist, ist jetzt der Moment, es zu merken: Die Einstellungen machen eine neue.',
  drillLater: 'In einer Woche fragen',
};
