/** Finds @username in running text and resolves it among the people it may mean. Text that means nobody stays text. */
import type { Inline, Mention } from './ast.ts';

const AT_NAME = /(?<![\p{L}\p{N}_@/.-])@([a-z0-9]+(?:[._-][a-z0-9]+)*)/giu;

export function splitMentions(text: string, mentions: readonly Mention[]): Inline[] {
  if (mentions.length === 0 || !text.includes('@')) return [{ kind: 'text', text }];
  const out: Inline[] = [];
  let done = 0;
  for (const match of text.matchAll(AT_NAME)) {
    const found = longestName(match[1] ?? '', mentions);
    if (found === undefined) continue;
    if (match.index > done) out.push({ kind: 'text', text: text.slice(done, match.index) });
    out.push({ kind: 'mention', account: found.account, username: found.username });
    done = match.index + 1 + found.username.length;
  }
  if (done < text.length) out.push({ kind: 'text', text: text.slice(done) });
  return out;
}

/** "@ada.and so on" may mean ada: names are tried whole, then without what follows the last separator. */
function longestName(written: string, mentions: readonly Mention[]): Mention | undefined {
  for (let name = written.toLowerCase(); name !== ''; name = name.replace(/(?:^|[._-])[a-z0-9]+$/, '')) {
    const found = mentions.find(({ username }) => username === name);
    if (found !== undefined) return found;
  }
  return undefined;
}
