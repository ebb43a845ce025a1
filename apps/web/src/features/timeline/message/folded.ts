/** What somebody blocked says in a room in common stands there folded, wherever it is shown or read out. */
import type { PersonView } from '@alcove/client';
import { t } from '@alcove/locales';

export function isFolded({ author }: { readonly author: PersonView | null }): boolean {
  return author?.standing === 'blocked';
}

export const foldedWords = (): string => t.contacts.blockedMessage;
