/**
 * Whether the list is on its way to where it was sent. For a while it still corrects itself as rows are measured, and it aims by index:
 * rows that came in front meanwhile would lead it astray.
 */
import { useEffect, useMemo, useRef, type RefObject } from 'react';

const AIMING_MS = 300;

export interface Aim {
  /** The list is on its way to where it was sent. */
  readonly current: boolean;
  readonly take: () => void;
}

/** `rested` is called when the way is over. */
export function useAim(rested: RefObject<() => void>): Aim {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return useMemo(
    () => ({
      get current() {
        return timer.current !== null;
      },
      take() {
        if (timer.current !== null) clearTimeout(timer.current);
        timer.current = setTimeout(() => {
          timer.current = null;
          rested.current();
        }, AIMING_MS);
      },
    }),
    [rested],
  );
}
