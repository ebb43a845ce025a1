/**
 * Tells of what is new while nobody looks at the page, as the account's settings say. None while the page is in view; those that are out go when it
 * comes into view, when their room was read elsewhere, and with the account: a locked app is told nothing new, and leaves no names behind.
 */
import type { RoomSummary } from '@alcove/client';
import { useTopic } from '@alcove/react';
import { useEffect, useEffectEvent, useRef } from 'react';
import { newsSince } from './news.ts';
import { showNotice } from './permission.ts';

type RoomId = RoomSummary['id'];

/** `rooms`: null until they are known; what waits in them then is not news. */
export function useNotices(rooms: readonly RoomSummary[] | null, onRoom: (room: RoomId) => void): void {
  const settings = useTopic('settings');
  const before = useRef(rooms);
  const shown = useRef(new Map<RoomId, Notification>());
  const open = useEffectEvent(onRoom);

  useEffect(() => {
    const [was, out] = [before.current, shown.current];
    before.current = rooms;
    if (was === null || rooms === null || settings === null) return;
    for (const { id, unread } of rooms) if (unread === 0) take(out, id);
    if (document.visibilityState === 'visible') return;
    for (const news of newsSince(was, rooms, settings)) {
      // One a room: the one before may stand under another tag.
      take(out, news.room);
      const notice = showNotice(news);
      if (notice === null) continue;
      out.set(news.room, notice);
      notice.addEventListener('click', () => {
        window.focus();
        open(news.room);
        take(out, news.room);
      });
    }
  }, [rooms, settings]);

  useEffect(() => {
    const out = shown.current;
    const takeAll = (): void => {
      for (const room of out.keys()) take(out, room);
    };
    const looked = (): void => {
      if (document.visibilityState === 'visible') takeAll();
    };
    document.addEventListener('visibilitychange', looked);
    return () => {
      document.removeEventListener('visibilitychange', looked);
      takeAll();
    };
  }, []);
}

function take(out: Map<RoomId, Notification>, room: RoomId): void {
  out.get(room)?.close();
  out.delete(room);
}
