/**
 * What a screen reader hears of new messages: at most once a second, up to two in full, more as a count (ux.md §8, Announcements). Pure:
 * collects, and says on demand. Own messages, history and edits are never announced.
 */
import type { MessageItem, TimelineItem } from '@alcove/client';

export type Announcement =
  | { readonly kind: 'messages'; readonly items: readonly MessageItem[] }
  | { readonly kind: 'count'; readonly count: number };

const IN_FULL = 2;

export class Announcer {
  #last: number | null = null;
  #waiting: MessageItem[] = [];

  /** Takes the newest snapshot; the first one is history. Returns true when something waits to be said. */
  take(items: readonly TimelineItem[]): boolean {
    const newest = newestSeq(items);
    const since = this.#last;
    if (newest !== null) this.#last = Math.max(newest, this.#last ?? -1);
    if (since === null) {
      this.#last ??= -1;
      return false;
    }
    const fresh: MessageItem[] = [];
    for (let i = items.length - 1; i >= 0; i--) {
      const item = items[i];
      if (!item || (item.seq !== null && item.seq <= since)) break;
      if (item.kind === 'message' && item.seq !== null && !item.mine && !item.deleted) fresh.unshift(item);
    }
    this.#waiting.push(...fresh);
    return this.#waiting.length > 0;
  }

  /** Everything collected, said once; null when there is nothing to say. */
  say(): Announcement | null {
    const items = this.#waiting;
    this.#waiting = [];
    if (items.length === 0) return null;
    return items.length > IN_FULL ? { kind: 'count', count: items.length } : { kind: 'messages', items };
  }
}

function newestSeq(items: readonly TimelineItem[]): number | null {
  for (let i = items.length - 1; i >= 0; i--) {
    const seq = items[i]?.seq;
    if (seq !== null && seq !== undefined) return seq;
  }
  return null;
}
