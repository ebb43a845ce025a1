/** Single letters on the message in focus (ux.md §10): R reply, E edit, U unread, + react. Only ever outside text fields. */
import { useCallback, type RefObject } from 'react';
import { actForKey } from '../message/actions.ts';
import type { Row } from '../model/rows.ts';
import type { Talk } from '../talk-context.ts';

export function useTimelineKeys(
  talk: Talk,
  frame: RefObject<HTMLElement | null>,
  closed: boolean,
): (row: Row, key: string) => boolean {
  return useCallback(
    (row, key) => {
      if (row.kind !== 'message') return false;
      if (key === '+') {
        const selector = `[data-row="${CSS.escape(row.key)}"] .tools [data-emoji-button]`;
        const button = frame.current?.querySelector<HTMLElement>(selector);
        button?.click();
        return button !== null && button !== undefined;
      }
      const act = actForKey(row.item, key, closed);
      if (act === null) return false;
      talk.act(act, row.item);
      return true;
    },
    [talk, frame, closed],
  );
}
