/**
 * The half-written message: starts from the stored draft, is kept every half second and at once when the page goes away. What is in
 * the field is the truth while the room is open; the stored draft is only read when another room is opened.
 */
import type { RoomView } from '@alcove/client';
import { useClient } from '@alcove/react';
import { useCallback, useEffect, useRef, useState } from 'react';

const KEEP_MS = 500;

export interface Draft {
  readonly text: string;
  readonly write: (text: string) => void;
  /** After sending: empty. The stored draft goes in the step that stores the message. */
  readonly clear: () => void;
}

export function useDraft(room: RoomView['id'], stored: string): Draft {
  const client = useClient();
  const [text, setText] = useState(stored);
  const unsaved = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  const save = useCallback(() => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    const latest = unsaved.current;
    unsaved.current = null;
    if (latest !== null) void client.saveDraft(room, latest);
  }, [client, room]);

  const write = useCallback(
    (next: string) => {
      setText(next);
      unsaved.current = next;
      timer.current ??= setTimeout(save, KEEP_MS);
    },
    [save],
  );

  const clear = useCallback(() => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    unsaved.current = null;
    setText('');
  }, []);

  useEffect(() => {
    const hidden = (): void => {
      if (document.visibilityState === 'hidden') save();
    };
    document.addEventListener('visibilitychange', hidden);
    window.addEventListener('pagehide', save);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      window.removeEventListener('pagehide', save);
      save();
    };
  }, [save]);

  return { text, write, clear };
}
