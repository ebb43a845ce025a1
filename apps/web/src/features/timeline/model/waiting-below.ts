/** What waits below the screen for this person: the lit count beside "Newest". Pure. */
import type { MessageItem, TimelineItem } from '@alcove/client';

export function isForMe(item: MessageItem, direct: boolean, me: string | null): boolean {
  if (item.mine || item.deleted) return false;
  return direct || item.mentionsMe || (me !== null && item.replyTo?.author?.account === me);
}

/** Counts messages for this person that came after the newest one ever seen on screen. */
export function litBelow(items: readonly TimelineItem[], seenSeq: number, direct: boolean, me: string | null): number {
  let count = 0;
  for (let i = items.length - 1; i >= 0; i--) {
    const item = items[i];
    if (!item || (item.seq !== null && item.seq <= seenSeq)) break;
    if (item.kind === 'message' && item.seq !== null && isForMe(item, direct, me)) count++;
  }
  return count;
}

/** Messages of others since the unread line. */
export function unreadCount(items: readonly TimelineItem[], from: string): number {
  const start = items.findIndex((item) => item.id === from);
  if (start < 0) return 0;
  return items.slice(start).filter((item) => item.kind === 'message' && !item.mine).length;
}
