/** Single letters on the message in focus (ux.md §10): R reply, E edit, U unread, + react. Only ever outside text fields. */
import { useCallback, type RefObject } from 'react';
import { actForKey } from '../message/actions.ts';
import type { Row } from '../model/rows.ts';
import type { Talk } from '../talk-context.ts';

/** A message's tools come a moment after its focus, which a key may be ahead of. */
const TOOLS_WITHIN_FRAMES = 30;

export function useTimelineKeys(
  talk: Talk,
  frame: RefObject<HTMLElement | null>,
  closed: boolean,
): (row: Row, key: string) => boolean {
  return useCallback(
    (row, key) => {
      if (row.kind !== 'message') return false;
      if (key === '+') {
        if (!closed) pressWhenThere(frame, `[data-row="${CSS.escape(row.key)}"] .tools [data-emoji-button]`);
        return !closed;
      }
      const act = actForKey(row.item, key, closed);
      if (act === null) return false;
      talk.act(act, row.item);
      return true;
    },
    [talk, frame, closed],
  );
}

function pressWhenThere(frame: RefObject<HTMLElement | null>, selector: string, frames = TOOLS_WITHIN_FRAMES): void {
  const button = frame.current?.querySelector<HTMLElement>(selector);
  if (button !== null && button !== undefined) button.click();
  else if (frames > 0) requestAnimationFrame(() => pressWhenThere(frame, selector, frames - 1));
}
