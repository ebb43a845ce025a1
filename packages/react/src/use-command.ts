/**
 * A command of the client with its state: pending while it runs, then its outcome. A second call while one runs is ignored, so a
 * double press sends once. `clear` forgets the outcome (the person is typing again). An exception is a bug: it is reported to the
 * page's error handlers, and the person gets the outcome `internal`.
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

interface State {
  readonly pending: boolean;
  readonly failure: Failed | null;
}
const idle: State = { pending: false, failure: null };

export function useCommand<Args extends readonly unknown[], T>(
  command: (...args: Args) => Promise<Outcome<T>>,
): Command<Args, T> {
  const [state, setState] = useState(idle);
  const running = useRef(false);
  const latest = useRef(command);
  useEffect(() => {
    latest.current = command;
  });
  const run = useCallback(async (...args: Args): Promise<Outcome<T> | null> => {
    if (running.current) return null;
    running.current = true;
    setState({ pending: true, failure: null });
    const outcome = await latest.current(...args).catch((error: unknown): Failed => {
      globalThis.reportError(error);
      return { ok: false, code: 'internal' };
    });
    running.current = false;
    setState({ pending: false, failure: outcome.ok ? null : outcome });
    return outcome;
  }, []);
  const clear = useCallback(() => setState((before) => (before.failure === null ? before : idle)), []);
  return { run, pending: state.pending, failure: state.failure, clear };
}
