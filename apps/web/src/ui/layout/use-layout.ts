/** Which of the four layouts the window is wide enough for. */
import { useSyncExternalStore } from 'react';

export type Layout = 'phone' | 'drawer' | 'covered' | 'full';

const STEPS: readonly (readonly [Layout, MediaQueryList])[] = [
  ['full', matchMedia('(min-width: 1200px)')],
  ['covered', matchMedia('(min-width: 900px)')],
  ['drawer', matchMedia('(min-width: 600px)')],
];

function current(): Layout {
  return STEPS.find(([, query]) => query.matches)?.[0] ?? 'phone';
}

function watch(changed: () => void): () => void {
  for (const [, query] of STEPS) query.addEventListener('change', changed);
  return () => {
    for (const [, query] of STEPS) query.removeEventListener('change', changed);
  };
}

export function useLayout(): Layout {
  return useSyncExternalStore(watch, current);
}
