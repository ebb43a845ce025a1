/** A message as one plain line: labels for screen readers, announcements, the reply bar. Mentions carry names. */
import { parseMarkdown, plainText as plainOf } from '@alcove/content';
import type { PersonView } from '@alcove/client';

const MOST = 600;

export function plainText(source: string, people: readonly PersonView[]): string {
  let text = plainOf(parseMarkdown(source.slice(0, MOST))).replace(/\s+/gu, ' ');
  for (const { username, name } of people) text = text.replaceAll(`@${username}`, `@${name}`);
  return text;
}
