/**
 * In which language letters to an account are written: the one that a device of it said last, English where none did. Of a person's language
 * the server knows this code and no more (docs/decisions/0033).
 */
import { catalogueOf, LANGUAGES, type Catalogue, type Language } from '@alcove/locales';
import type { AccountId } from '@alcove/protocol';
import { z } from 'zod';
import type { Db } from '../database/schema.ts';

const LetterLanguage = z.enum(LANGUAGES);

export type MailWords = Catalogue['mail'];

export async function wordsFor(db: Db, account: AccountId): Promise<MailWords> {
  const row = await db.selectFrom('account').select('language').where('id', '=', account).executeTakeFirst();
  return (await catalogueOf(knownLanguage(row?.language) ?? 'en')).mail;
}

/** False: there are no letters in that language. */
export async function keepLanguage(db: Db, account: AccountId, said: string): Promise<boolean> {
  const language = knownLanguage(said);
  if (language === undefined) return false;
  await db.updateTable('account').set({ language }).where('id', '=', account).execute();
  return true;
}

function knownLanguage(code: unknown): Language | undefined {
  const parsed = LetterLanguage.safeParse(code);
  return parsed.success ? parsed.data : undefined;
}
