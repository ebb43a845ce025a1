/** Whole seconds left until a moment, ms since 1970 by this device's clock; 0 when it is over, or there is none. */
import { useEffect, useState } from 'react';

export function useSecondsUntil(moment: number | null): number {
  const [now, setNow] = useState(Date.now);
  const left = moment === null ? 0 : Math.max(0, moment - now);
  const seconds = Math.ceil(left / 1_000);
  useEffect(() => {
    if (moment === null) return;
    const tick = (): void => setNow(Date.now());
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [moment]);
  return seconds;
}
