/**
 * The messages that a query finds, as one types. Until an answer is here the one before stays, so that nothing jumps; an answer that comes
 * too late is dropped. Asked again while more of the past arrives, and when something new was said: a while after it, once for all that was.
 */
import type { SearchScope, SearchView } from '@alcove/client';
import { useClient, useTopic } from '@alcove/react';
import { useCallback, useEffect, useRef, useState } from 'react';

export interface Found {
  readonly view: SearchView | null;
  readonly failed: boolean;
  /** What was looked for in this view. */
  readonly query: string;
}

const NOTHING: Found = { view: null, failed: false, query: '' };
const AGAIN_MS = 700;

/** `query` null: messages are not looked for. */
export function useFound(isOpen: boolean, query: string | null, most: number, scope: SearchScope): Found {
  const client = useClient();
  const [found, setFound] = useState(NOTHING);
  const [turn, setTurn] = useState(0);
  const next = useCallback(() => setTurn((now) => now + 1), []);
  const news = useNews(isOpen);
  useEffect(() => {
    if (!isOpen) setFound(NOTHING);
    if (!isOpen || query === null) return;
    let current = true;
    void client
      .search(query, most, scope)
      .then((outcome) => (outcome.ok ? outcome.value : null))
      .catch(() => null)
      .then((view) => {
        if (current) setFound({ view, failed: view === null, query });
      });
    return () => {
      current = false;
    };
  }, [client, isOpen, query, most, scope, turn, news]);
  const behind = (found.view?.reach.behind ?? 0) > 0;
  useEffect(() => {
    if (!behind) return;
    const timer = setTimeout(next, AGAIN_MS);
    return () => clearTimeout(timer);
  }, [behind, turn, next]);
  return query === null ? NOTHING : found;
}

/** Counts up a while after something was said or arrived. */
function useNews(isOpen: boolean): number {
  const rooms = useTopic('rooms');
  const left = useTopic('app')?.archive.left;
  const [count, setCount] = useState(0);
  const asked = useRef({ rooms, left });
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => {
    const { current: before } = asked;
    asked.current = { rooms, left };
    if (!isOpen || timer.current !== null || (before.rooms === rooms && before.left === left)) return;
    timer.current = setTimeout(() => {
      timer.current = null;
      setCount((now) => now + 1);
    }, AGAIN_MS);
  }, [isOpen, rooms, left]);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return count;
}
