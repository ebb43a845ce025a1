/** Tells the client whether somebody looks at the app: a page in view, touched not long ago. */
import { useClient } from '@alcove/react';
import { useEffect } from 'react';

const RESTS_MS = 10 * 60_000;
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'focus'] as const;

export function useActive(): void {
  const client = useClient();
  useEffect(() => {
    let active = false;
    let touchedAt = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const set = (on: boolean): void => {
      if (active === on) return;
      active = on;
      client.setActive(on);
    };
    const look = (): void => {
      const left = touchedAt + RESTS_MS - Date.now();
      if (left <= 0) return set(false);
      timer = setTimeout(look, left);
    };
    const touched = (): void => {
      if (document.visibilityState !== 'visible') return;
      touchedAt = Date.now();
      if (active) return;
      set(true);
      clearTimeout(timer);
      look();
    };
    touched();
    for (const sign of SIGNS) addEventListener(sign, touched, { passive: true });
    document.addEventListener('visibilitychange', touched);
    return () => {
      clearTimeout(timer);
      for (const sign of SIGNS) removeEventListener(sign, touched);
      document.removeEventListener('visibilitychange', touched);
      set(false);
    };
  }, [client]);
}
