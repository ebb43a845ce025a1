/** Tells the others that this person is writing: on with the first character, off after five quiet seconds, on sending or leaving. */
import type { RoomView } from '@alcove/client';
import { useClient } from '@alcove/react';
import { useCallback, useEffect, useRef } from 'react';

const QUIET_MS = 5_000;

export function useTyping(room: RoomView['id']): (text: string) => void {
  const client = useClient();
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  const stop = useCallback(() => {
    if (timer.current === null) return;
    clearTimeout(timer.current);
    timer.current = null;
    client.setTyping(room, false);
  }, [client, room]);

  useEffect(() => stop, [stop]);

  return useCallback(
    (text: string) => {
      if (text.trim() === '') {
        stop();
        return;
      }
      if (timer.current === null) client.setTyping(room, true);
      else clearTimeout(timer.current);
      timer.current = setTimeout(stop, QUIET_MS);
    },
    [client, room, stop],
  );
}
