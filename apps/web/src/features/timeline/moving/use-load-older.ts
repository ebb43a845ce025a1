/** Asks for older messages, one page at a time, only while there are any. */
import type { RoomView, TimelineView } from '@alcove/client';
import { useClient } from '@alcove/react';
import { useCallback, useEffect, useRef } from 'react';

const PAGE_ITEMS = 100;

export function useLoadOlder(room: RoomView['id'], view: TimelineView): () => void {
  const client = useClient();
  const asked = useRef(false);
  const latest = useRef(view);
  useEffect(() => {
    latest.current = view;
    if (!view.loadingOlder) asked.current = false;
  }, [view]);
  return useCallback(() => {
    if (asked.current || !latest.current.hasOlder || latest.current.loadingOlder) return;
    asked.current = true;
    void client.loadOlder(room, PAGE_ITEMS);
  }, [client, room]);
}
