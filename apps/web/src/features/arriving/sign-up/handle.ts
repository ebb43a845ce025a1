/**
 * The rule for handles, said while typing. It mirrors `Username` of the protocol (a test holds the two together); the schema itself
 * stays out of the first load.
 */
import { t } from '@alcove/locales';

const words = t.arriving.signUp;

/** Null when the handle is fine. */
export function handleProblem(handle: string): string | null {
  if (handle === '') return words.handleMissing;
  if (/[^a-z0-9._-]/.test(handle)) return words.handleCharacters;
  if (!/^[a-z0-9](?:[a-z0-9]|[._-](?=[a-z0-9]))*$/.test(handle)) return words.handleEnds;
  if (handle.length < 2) return words.handleShort;
  return handle.length > 32 ? words.handleLong : null;
}

/** A handle made of a name, offered until the person types their own. Empty when the script has no plain letters. */
export function handleFrom(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ø', 'o')
    .replaceAll('ß', 'ss')
    .replaceAll('ı', 'i')
    .replaceAll('ł', 'l')
    .replaceAll(/[^a-z0-9]+/g, '.')
    .replaceAll(/^\.+|\.+$/g, '')
    .slice(0, 32)
    .replace(/\.$/, '');
}
