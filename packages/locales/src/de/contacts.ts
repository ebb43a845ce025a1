/** Words for who may reach this person: requests, contacts, and people who are blocked. */
import type { Catalogue } from '../catalogue.ts';
import { isolated } from '../isolate.ts';

export const contacts: Catalogue['contacts'] = {
  requests: 'Anfragen',
  wouldLike: (name: string) => `${isolated(name)} möchte dir schreiben`,
  addedYou: (name: string) => `${isolated(name)} möchte dich in diesem Raum haben`,
  until: 'Bis du annimmst, sehen sie nicht, dass du hier bist oder was du gelesen hast.',
  youDeclined: (name: string) => `Du hast ${isolated(name)} abgelehnt`,
  untilAccepted: 'Davon erfährt niemand. Nimm an, und das hier ist ein Chat wie jeder andere.',
  youBlocked: (name: string) => `Du hast ${isolated(name)} blockiert`,
  untilUnblocked: 'Von dort erreicht dich hier nichts, und niemand hat davon erfahren.',
  declined: 'Abgelehnt. Davon erfährt niemand. In den Einstellungen holst du sie zurück.',
  blockedNow: 'Blockiert. Davon erfährt niemand. In den Einstellungen nimmst du es zurück.',
  accept: 'Annehmen',
  decline: 'Ablehnen',
  block: 'Blockieren',
  blockName: (name: string) => `${isolated(name)} blockieren`,
  blockTitle: (name: string) => `${isolated(name)} blockieren?`,
  blockEffect: (name: string) =>
    `Der Chat mit ${isolated(name)} verschwindet von deiner Liste, und dort kommt nichts mehr an. In gemeinsamen Räumen sind diese Nachrichten eingeklappt. Davon erfährt niemand.`,
  unblock: 'Freigeben',
  unblockName: (name: string) => `${isolated(name)} freigeben`,
  add: 'Zu den Kontakten',
  addName: (name: string) => `${isolated(name)} zu den Kontakten hinzufügen`,
  remove: 'Aus den Kontakten entfernen',
  removeHere: 'Entfernen',
  removeName: (name: string) => `${isolated(name)} aus den Kontakten entfernen`,
  removed: 'Aus den Kontakten entfernt. Vor der nächsten Nachricht kommt wieder eine Anfrage.',
  keep: 'Nicht jetzt',
  blockedMessage: 'Von jemandem, den du blockiert hast.',
  show: 'Zeigen',

  sectionTitle: 'Kontakte und Anfragen',
  sectionLead:
    'Wem du geschrieben hast, wen du angenommen oder bestätigt hast, darf dir schreiben. Alle anderen fragen zuerst. Diese Liste ist versiegelt: Der Server kennt sie nicht.',
  contactsTitle: 'Kontakte',
  blockedTitle: 'Blockiert',
  declinedTitle: 'Abgelehnte Anfragen',
  nobody: 'Niemand',
  bringBack: 'Zurückholen',
  bringBackName: (name: string) => `Die Anfrage von ${isolated(name)} zurückholen`,
};
