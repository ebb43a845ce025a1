/**
 * The messages that a query finds, as one types. Until an answer is here the one before stays, so that nothing jumps; an answer that comes
 * too late is dropped. Asked again while more of the past arrives, and when something new was said.
 */
import type { SearchScope, SearchView } from '@alcove/client';
import { useClient, useTopic } from '@alcove/react';
import { useEffect, useState } from 'react';

export interface Found {
  readonly view: SearchView | null;
  readonly failed: boolean;
  /** What was looked for in this view. */
  readonly query: string;
}

const NOTHING: Found = { view: null, failed: false, query: '' };
/** While messages are still being read into the index. */
const AGAIN_MS = 700;

/** `query` null: messages are not looked for. */
export function useFound(isOpen: boolean, query: string | null, most: number, scope: SearchScope): Found {
  const client = useClient();
  const rooms = useTopic('rooms');
  const left = useTopic('app')?.archive.left;
  const [found, setFound] = useState(NOTHING);
  const [turn, setTurn] = useState(0);
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
  }, [client, isOpen, query, most, scope, rooms, left, turn]);
  const behind = (found.view?.reach.behind ?? 0) > 0;
  useEffect(() => {
    if (!behind) return;
    const timer = setTimeout(() => setTurn((now) => now + 1), AGAIN_MS);
    return () => clearTimeout(timer);
  }, [behind, turn]);
  return query === null ? NOTHING : found;
}
