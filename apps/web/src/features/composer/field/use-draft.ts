/**
 * The half-written message: starts from the stored draft, is kept every half second and at once when the page goes away. What is in
 * the field is the truth while somebody types; what another device of theirs wrote since comes into a field that rests.
 */
import type { RoomView } from '@alcove/client';
import { useClient } from '@alcove/react';
import { useCallback, useEffect, useRef, useState } from 'react';

const KEEP_MS = 500;
/** Whoever paused for so long is not typing right now. */
const RESTS_AFTER_MS = 3_000;

export interface Draft {
  readonly text: string;
  readonly write: (text: string) => void;
  /** After sending: empty. The stored draft goes in the step that stores the message. */
  readonly clear: () => void;
}

export function useDraft({ id: room, draft: stored, draftArrival }: RoomView): Draft {
  const client = useClient();
  const [text, setText] = useState(stored);
  const unsaved = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const typedAt = useRef(-Infinity);
  const arrival = useRef(draftArrival);

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
      typedAt.current = performance.now();
      unsaved.current = next;
      timer.current ??= setTimeout(save, KEEP_MS);
    },
    [save],
  );

  const clear = useCallback(() => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    unsaved.current = null;
    typedAt.current = -Infinity;
    setText('');
  }, []);

  useEffect(() => {
    if (arrival.current === draftArrival) return;
    arrival.current = draftArrival;
    if (unsaved.current === null && performance.now() - typedAt.current > RESTS_AFTER_MS) {
      setText(stored);
      return;
    }
    // What stands here was typed a moment ago: it is the newer one, for the other device too.
    unsaved.current ??= text;
    save();
  }, [draftArrival, stored, text, save]);

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
