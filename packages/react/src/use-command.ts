/**
 * A command of the client with its state: pending while it runs, then its outcome. A second call while one runs is ignored, so a
 * double press sends once. `clear` forgets the outcome (the person is typing again).
 */
import type { Outcome } from '@alcove/client';
import { useCallback, useEffect, useRef, useState } from 'react';

type Failed = Extract<Outcome<unknown>, { ok: false }>;

export interface Command<Args extends readonly unknown[], T> {
  /** Null when it was ignored because one is running already. */
  readonly run: (...args: Args) => Promise<Outcome<T> | null>;
  readonly pending: boolean;
  readonly failure: Failed | null;
  readonly clear: () => void;
}

export function useCommand<Args extends readonly unknown[], T>(
  command: (...args: Args) => Promise<Outcome<T>>,
): Command<Args, T> {
  const [state, setState] = useState<{ pending: boolean; failure: Failed | null }>({ pending: false, failure: null });
  const running = useRef(false);
  const latest = useRef(command);
  useEffect(() => {
    latest.current = command;
  });
  const run = useCallback(async (...args: Args): Promise<Outcome<T> | null> => {
    if (running.current) return null;
    running.current = true;
    setState({ pending: true, failure: null });
    try {
      const outcome = await latest.current(...args);
      setState({ pending: false, failure: outcome.ok ? null : outcome });
      return outcome;
    } catch (error) {
      setState({ pending: false, failure: null });
      throw error;
    } finally {
      running.current = false;
    }
  }, []);
  const clear = useCallback(
    () => setState((before) => (before.failure === null ? before : { ...before, failure: null })),
    [],
  );
  return { run, pending: state.pending, failure: state.failure, clear };
}
