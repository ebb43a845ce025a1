/**
 * One tab stop for the whole timeline (ux.md §8): arrows move between rows, Home and End go to the ends, Enter goes inside a message,
 * Esc comes out, and from a row back to the composer. Single letters act on the row in focus. Focus never goes to a row that is
 * not mounted: the list is told to keep it, and focus follows after it is there.
 */
import { useCallback, useEffect, useState, type FocusEvent, type KeyboardEvent, type RefObject } from 'react';
import { isStop, type Row } from '../model/rows.ts';

export interface Roving {
  /** Key of the row that Tab reaches. */
  readonly stop: string | null;
  /** Key of the row the person is inside of. */
  readonly inside: string | null;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
  readonly focusRow: (key: string) => void;
  /** Tab reaches that row next; the focus stays where it is. */
  readonly standOn: (key: string) => void;
}

interface RovingInput {
  readonly rows: readonly Row[];
  readonly frame: RefObject<HTMLElement | null>;
  readonly show: (index: number) => void;
  readonly leave: () => void;
  readonly onLetter: (row: Row, key: string) => boolean;
}

export function useRoving({ rows, frame, show, leave, onLetter }: RovingInput): Roving {
  const [at, setAt] = useState<string | null>(null);
  const [inside, setInside] = useState<string | null>(null);
  const [wanted, setWanted] = useState<string | null>(null);
  const stop = rows.some((row) => row.key === at) ? at : (rows.findLast(isStop)?.key ?? null);

  useEffect(() => {
    if (wanted === null) return;
    const go = (): void => {
      rowElement(frame.current, wanted)?.focus({ preventScroll: true });
      setWanted(null);
    };
    // At once where that is possible: the next key belongs to the new row already.
    if (rowElement(frame.current, wanted) !== null) return go();
    // Two frames: the list mounts the row in the first one.
    let second = 0;
    const first = requestAnimationFrame(() => {
      second = requestAnimationFrame(go);
    });
    return () => {
      cancelAnimationFrame(first);
      cancelAnimationFrame(second);
    };
  }, [wanted, frame]);

  const focusRow = useCallback(
    (key: string) => {
      const index = rows.findIndex((row) => row.key === key);
      if (index < 0) return;
      setAt(key);
      setInside(null);
      show(index);
      setWanted(key);
    },
    [rows, show],
  );

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const target = event.target as HTMLElement;
    const key = target.closest<HTMLElement>('[data-row]')?.dataset['row'];
    const row = rows.find((candidate) => candidate.key === key);
    if (!row || !key || event.defaultPrevented) return;
    const onRow = target.dataset['row'] === key;
    if (event.key === 'Escape') {
      event.preventDefault();
      if (onRow) leave();
      else focusRow(key);
    } else if (onRow && event.key === 'Enter') {
      event.preventDefault();
      setInside(key);
      requestAnimationFrame(() => firstControl(target)?.focus());
    } else if (onRow && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const next = step(rows, key, event.key);
      if (next !== null) focusRow(next);
      if (next !== null || onLetter(row, event.key)) event.preventDefault();
    }
  };

  const onFocus = (event: FocusEvent<HTMLElement>): void => {
    const row = event.target.closest<HTMLElement>('[data-row]');
    const key = row?.dataset['row'] ?? null;
    if (key === null) return;
    setAt(key);
    if (event.target === row) setInside(null);
  };

  return { stop, inside, onKeyDown, onFocus, focusRow, standOn: setAt };
}

/** Where a key leads from here, or null when it is no way to move or there is nothing further. */
export function step(rows: readonly Row[], from: string, key: string): string | null {
  const stops = rows.filter(isStop);
  const at = stops.findIndex((row) => row.key === from);
  const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: stops.length - 1 }[key];
  if (to === undefined) return null;
  return stops[Math.max(0, Math.min(to, stops.length - 1))]?.key ?? null;
}

function rowElement(frame: HTMLElement | null, key: string): HTMLElement | null {
  return frame?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`) ?? null;
}

function firstControl(row: HTMLElement): HTMLElement | null {
  return row.querySelector<HTMLElement>('a[href], button');
}
