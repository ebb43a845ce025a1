/** The completion at the caret as state: what is offered, which one is active, and the keys that move, accept and dismiss. */
import type { PersonView } from '@alcove/client';
import { useMemo, useState, type KeyboardEvent } from 'react';
import {
  accept,
  completingAt,
  suggestionsFor,
  type Completing,
  type Edited,
  type Suggestion,
} from '../text/completion.ts';

export interface Completion {
  readonly kind: Completing['kind'];
  readonly suggestions: readonly Suggestion[];
  readonly active: number;
  readonly pick: (index: number) => void;
  /** True when the key was for the list. */
  readonly onKeyDown: (event: KeyboardEvent) => boolean;
}

export function useCompletion(
  text: string,
  caret: number,
  people: readonly PersonView[],
  apply: (edited: Edited) => void,
): Completion | null {
  const [active, setActive] = useState(0);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const completing = useMemo(() => completingAt(text, caret), [text, caret]);
  const suggestions = useMemo(
    () => (completing === null ? [] : suggestionsFor(completing, people)),
    [completing, people],
  );
  const place = completing === null ? null : `${completing.kind}:${String(completing.start)}`;
  if (completing === null || suggestions.length === 0 || dismissed === place) return null;
  const at = Math.min(active, suggestions.length - 1);

  const pick = (index: number): void => {
    const chosen = suggestions[index];
    if (!chosen) return;
    setActive(0);
    apply(accept(text, completing, chosen));
  };
  const onKeyDown = (event: KeyboardEvent): boolean => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined) setActive((at + move + suggestions.length) % suggestions.length);
    else if (event.key === 'Escape') setDismissed(place);
    else if ((event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey) || event.key === 'Tab')
      pick(at);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return { kind: completing.kind, suggestions, active: at, pick, onKeyDown };
}
