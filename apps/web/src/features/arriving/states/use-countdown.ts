/** Whole seconds left until a refused command may be tried again; 0 when it may. Counts from when the refusal came. */
import { useEffect, useState } from 'react';
import type { Failure } from '../../../ui/failure-text.ts';

const WITHOUT_FIGURE = 60;

export function useCountdown(refusal: Failure | null): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (refusal === null) return setLeft(0);
    const until = Date.now() + (refusal.retryAfterSeconds ?? WITHOUT_FIGURE) * 1000;
    const tick = (): void => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [refusal]);
  return left;
}
