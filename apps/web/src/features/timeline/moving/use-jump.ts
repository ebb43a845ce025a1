/**
 * Going to a message that may not be here yet: loads older pages until it is, then scrolls there and tints it for 1.2 seconds.
 * Gives up quietly after PAGES: a quote of something from years ago stays a quote.
 */
import type { RoomView } from '@alcove/client';
import { useClient } from '@alcove/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Row } from '../model/rows.ts';

const PAGES = 25;
const PAGE_ITEMS = 200;
const TINT_MS = 1_200;

export interface Jump {
  readonly tinted: string | null;
  /** `quarter`: the unread line goes a quarter down instead of the middle. */
  readonly jumpTo: (key: string) => void;
}

export function useJump(input: {
  room: RoomView['id'];
  rows: readonly Row[];
  hasOlder: boolean;
  loadingOlder: boolean;
  arrive: (index: number, row: Row) => void;
}): Jump {
  const { room, rows, hasOlder, loadingOlder, arrive } = input;
  const client = useClient();
  const [goal, setGoal] = useState<string | null>(null);
  const [tinted, setTinted] = useState<string | null>(null);
  const pages = useRef(0);

  useEffect(() => {
    if (goal === null) return;
    const index = rows.findIndex((row) => row.key === goal);
    const row = rows[index];
    if (row) {
      arrive(index, row);
      setTinted(goal);
      setGoal(null);
    } else if (!hasOlder || pages.current >= PAGES) {
      setGoal(null);
    } else if (!loadingOlder) {
      pages.current += 1;
      void client.loadOlder(room, PAGE_ITEMS);
    }
  }, [goal, rows, hasOlder, loadingOlder, arrive, client, room]);

  useEffect(() => {
    if (tinted === null) return;
    const timer = setTimeout(() => setTinted(null), TINT_MS);
    return () => clearTimeout(timer);
  }, [tinted]);

  const jumpTo = useCallback((key: string) => {
    pages.current = 0;
    setGoal(key);
  }, []);
  return { tinted, jumpTo };
}
