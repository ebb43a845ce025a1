/**
 * Finds emoji by what a person types after a colon or in the picker. Pure. Names that begin with the words come first, then words
 * within the name, then other search words; within each, the table's order.
 */
import { ALL_EMOJI, type Emoji } from './table.ts';

export function searchEmoji(typed: string, limit = Infinity): readonly Emoji[] {
  const query = fold(typed);
  if (query === '') return ALL_EMOJI.slice(0, limit);
  const ranked: Emoji[][] = [[], [], [], []];
  for (const emoji of ALL_EMOJI) {
    const rank = rankOf(emoji, query);
    if (rank !== null) ranked[rank]?.push(emoji);
  }
  return ranked.flat().slice(0, limit);
}

function rankOf(emoji: Emoji, query: string): number | null {
  const name = fold(emoji.name);
  if (name === query || emoji.words.includes(query)) return 0;
  if (name.startsWith(query)) return 1;
  if (name.split(' ').some((word) => word.startsWith(query))) return 2;
  return emoji.words.some((word) => word.startsWith(query)) ? 3 : null;
}

function fold(text: string): string {
  return text.trim().toLowerCase().replaceAll('_', ' ');
}

/** Recently used first, then the table's favourites; what the message toolbar offers. */
export function quickReactions(recent: readonly string[], count = 3): readonly string[] {
  return [...new Set([...recent, ...FAVOURITES])].slice(0, count);
}

const FAVOURITES = ['👍', '❤️', '✅', '😂', '🎉', '👀'];
