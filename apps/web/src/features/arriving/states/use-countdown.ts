/** Whole seconds left until a refused command may be tried again; 0 when it may. Counts from when the refusal came. */
import { useMemo } from 'react';
import type { Failure } from '../../../ui/failure-text.ts';
import { useSecondsUntil } from '../../../ui/use-seconds-until.ts';

const WITHOUT_FIGURE = 60;

export function useCountdown(refusal: Failure | null): number {
  const until = useMemo(
    () => (refusal === null ? null : Date.now() + (refusal.retryAfterSeconds ?? WITHOUT_FIGURE) * 1_000),
    [refusal],
  );
  return useSecondsUntil(until);
}
