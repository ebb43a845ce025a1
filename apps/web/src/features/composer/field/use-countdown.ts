/** Seconds until something may be tried again; zero when nothing is in the way. */
import { useCallback, useEffect, useState } from 'react';

export interface Countdown {
  readonly seconds: number;
  readonly start: (seconds: number) => void;
}

export function useCountdown(): Countdown {
  const [until, setUntil] = useState(0);
  const [now, setNow] = useState(0);
  const seconds = Math.max(0, Math.ceil((until - now) / 1_000));
  useEffect(() => {
    if (seconds === 0) return;
    const timer = setTimeout(() => setNow(Date.now()), 1_000 - ((until - Date.now()) % 1_000 || 0));
    return () => clearTimeout(timer);
  }, [seconds, until, now]);
  const start = useCallback((wait: number) => {
    setNow(Date.now());
    setUntil(Date.now() + wait * 1_000);
  }, []);
  return { seconds, start };
}
