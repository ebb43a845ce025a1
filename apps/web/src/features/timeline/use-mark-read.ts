/** Tells the client what has been read: on screen, page focused, one second (model/read-clock.ts has the rule). */
import type { RoomView, TimelineItem } from '@alcove/client';
import { useClient } from '@alcove/react';
import { useEffect, useRef } from 'react';
import { ReadClock } from './model/read-clock.ts';

/** `upTo`: the newest item that is whole on screen, and `held` while the person marked something unread by hand. */
export function useMarkRead(room: RoomView['id'], upTo: TimelineItem | null, held: boolean): void {
  const client = useClient();
  const clock = useRef(new ReadClock());
  const seq = upTo?.seq ?? null;

  useEffect(() => {
    clock.current = new ReadClock();
  }, [room]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const plan = (): void => {
      if (timer !== null) clearTimeout(timer);
      if (held || !looking()) {
        clock.current.lookAway();
        return;
      }
      if (seq !== null) clock.current.see(seq, performance.now());
      const next = clock.current.next();
      if (next !== null) timer = setTimeout(ripen, Math.max(0, next - performance.now()) + 1);
    };
    const ripen = (): void => {
      const ripe = looking() ? clock.current.ripe(performance.now()) : null;
      if (ripe !== null) void client.markRead(room, ripe);
      plan();
    };
    plan();
    window.addEventListener('focus', plan);
    window.addEventListener('blur', plan);
    document.addEventListener('visibilitychange', plan);
    return () => {
      if (timer !== null) clearTimeout(timer);
      window.removeEventListener('focus', plan);
      window.removeEventListener('blur', plan);
      document.removeEventListener('visibilitychange', plan);
    };
  }, [client, room, seq, held]);
}

function looking(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}
