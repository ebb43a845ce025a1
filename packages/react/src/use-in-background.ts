/**
 * The newest value of something that changes with every message, as state. What hurries is drawn at once, as `useTopic` draws; the rest
 * when nothing more urgent is to be drawn, several changes in one: counts in a list must not hold up the message that is counted.
 */
import { startTransition, useEffect, useState } from 'react';

/** `subscribe` and `hurries` by one identity each. Null until the first value arrives. */
export function useInBackground<T>(
  subscribe: (listener: (value: T) => void) => () => void,
  hurries: (before: T, now: T) => boolean,
): T | null {
  const [shown, setShown] = useState<{ readonly value: T } | null>(null);
  useEffect(() => {
    let newest: { readonly value: T } | null = null;
    return subscribe((value) => {
      const before = newest;
      if (before?.value === value) return;
      newest = { value };
      const show = (): void => setShown(newest);
      if (before === null || hurries(before.value, value)) show();
      else startTransition(show);
    });
  }, [subscribe, hurries]);
  return shown === null ? null : shown.value;
}
