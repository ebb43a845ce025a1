/** The strength of what is typed, kept up to date without holding the typing back. */
import { useDeferredValue, useEffect, useState } from 'react';
import { judge, loadEstimate, type Score, type Strength } from './password-strength.ts';

export function useStrength(password: string, own: readonly string[]): Strength {
  const calm = useDeferredValue(password);
  const ownKey = own.join('\n');
  const [known, setKnown] = useState<{ password: string; score: Score } | null>(null);
  useEffect(() => {
    if (calm === '') return;
    let current = true;
    loadEstimate().then(
      (estimate) => {
        if (current) setKnown({ password: calm, score: estimate(calm, ownKey.split('\n')) });
      },
      () => undefined, // Offline: the length alone counts.
    );
    return () => {
      current = false;
    };
  }, [calm, ownKey]);
  // The score of a moment ago is better than none: the bar does not flicker between letters.
  return judge(password, password === '' ? null : (known?.score ?? null));
}
