/**
 * Tells the client that somebody is here, and looks at the clock whenever the page is seen again: a device that slept longer than its
 * minutes shows nothing of before. The client counts for itself meanwhile, in its worker, which a hidden tab does not slow down.
 */
import type { LockView } from '@alcove/client';
import { useClient } from '@alcove/react';
import { useEffect } from 'react';
import { lockNow } from './curtain.ts';

const TOUCHES = ['pointerdown', 'keydown', 'input', 'wheel', 'touchmove'] as const;
const SEEN = ['focus', 'pageshow'] as const;
const MINUTE_MS = 60_000;
/** One word about it in this time is enough. */
const TELL_EVERY_MS = 5_000;

/** `lock`: null where none is set, or nobody is in. */
export function useLockWatch(lock: LockView | null): void {
  const client = useClient();
  const minutes = lock?.minutes ?? null;
  useEffect(() => {
    if (minutes === null) return;
    let last = Date.now();
    let told = 0;
    const isOver = (): boolean => Date.now() - last >= minutes * MINUTE_MS;
    const touched = (): void => {
      if (isOver()) return lockNow(client);
      last = Date.now();
      if (last - told < TELL_EVERY_MS) return;
      told = last;
      void client.stayOpen();
    };
    const seen = (): void => {
      if (document.visibilityState === 'hidden') return;
      if (isOver()) lockNow(client);
      else void client.lockIfIdle();
    };
    for (const each of TOUCHES) addEventListener(each, touched, { capture: true, passive: true });
    for (const each of SEEN) addEventListener(each, seen);
    document.addEventListener('visibilitychange', seen);
    return () => {
      for (const each of TOUCHES) removeEventListener(each, touched, { capture: true });
      for (const each of SEEN) removeEventListener(each, seen);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [client, minutes]);
}
