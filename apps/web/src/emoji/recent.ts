/** The last reactions this device used, newest first: what toolbars offer. Kept in localStorage; not content, only taste. */
import { quickReactions } from './search.ts';

const KEY = 'alcove.recent-emoji';
const KEPT = 12;

export function recentEmoji(count: number): readonly string[] {
  return quickReactions(read(), count);
}

export function rememberEmoji(emoji: string): void {
  const next = [emoji, ...read().filter((known) => known !== emoji)].slice(0, KEPT);
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // A full or forbidden store costs nothing but the memory of taste.
  }
}

/** With the last one who used them, where they leave the device. */
export function forgetRecentEmoji(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // A forbidden store holds none.
  }
}

function read(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(stored) && stored.every(isEmoji) ? stored.slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

/** By hand and not by a schema: the schema library stays out of the page's first load. */
function isEmoji(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 64;
}
