/**
 * Where the timeline stands. Owns: opening where it was left, else with the unread line a quarter down, else at the newest; keeping its place when older
 * messages arrive, sticking to the bottom while one is there, and what is on screen. Does not own: what is read, focus, rows.
 * Invariant: nothing moves under the reader unless they are at the bottom or asked to go somewhere (ux.md §6, checklist 13, 14, 40).
 */
import type { RoomView } from '@alcove/client';
import { useClient } from '@alcove/react';
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { VirtualizerHandle } from 'virtua';
import { grewAtStart, type Row } from '../model/rows.ts';
import { comeBack, leaveAt, type Place } from './left-at.ts';
import { heightsOf, isAt, isAtEnd, lastWhole, leftOf, standing, TOP_PX } from './standing.ts';
import { useAim } from './use-aim.ts';

/** Nearer to the end than this, the way there is a flick and needs no pill. */
const NEAR_END_VIEWPORTS = 0.5;
/**
 * Rows this far outside of the frame are mounted and measured. A turn of the wheel past that would meet rows whose height is still a
 * guess, and what one reads would move by the difference.
 */
export const MEASURED_PX = 480;
/** Older messages are asked for when fewer than this many viewports are left above. */
const REACH_VIEWPORTS = 2;

export interface Seen {
  readonly first: number;
  readonly last: number;
  readonly nearEnd: boolean;
  /** The unread line has been on screen: the way up to it is of no more use. */
  readonly sawLine: boolean;
}

export interface Scroll {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly list: RefObject<VirtualizerHandle | null>;
  readonly shift: boolean;
  /** False until the opening position is reached; rows stay invisible, so that nobody sees them run past. */
  readonly ready: boolean;
  readonly seen: Seen;
  readonly onScroll: () => void;
  /** `offset`: px further down in the list, of what would stand at the edge. */
  readonly toIndex: (index: number, align: 'start' | 'center' | 'nearest', offset?: number) => void;
  /** The same, with the row a quarter down. */
  readonly toLine: (index: number) => void;
  readonly toEnd: () => void;
}

export function useScroll(room: RoomView['id'], rows: readonly Row[], onNearStart: () => void): Scroll {
  const client = useClient();
  const frame = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const stuck = useRef(true);
  const opened = useRef(false);
  const place = useRef<Place | null>(null);
  const [seen, setSeen] = useState<Seen>({ first: 0, last: -1, nearEnd: true, sawLine: false });
  const [ready, setReady] = useState(false);
  const shift = useGrowth(rows);
  const heights = useRef('');

  const aim = useAim({
    frame,
    send: ({ key, align, offset }) => {
      const index = rows.findIndex((row) => row.key === key);
      if (index >= 0) list.current?.scrollToIndex(index, { align, offset });
    },
    arrived: (goal) => isAt(goal, rows, frame.current, list.current),
    rested: ({ align }) => {
      setReady(true);
      if (align === 'nearest') stuck.current = isAtEnd(frame.current);
      look();
    },
  });

  const look = useCallback(() => {
    const handle = list.current;
    if (!handle || rows.length === 0) return;
    const { scrollOffset, viewportSize } = standing(frame.current);
    const nearEnd = leftOf(frame.current) <= viewportSize * NEAR_END_VIEWPORTS;
    const first = handle.findItemIndex(scrollOffset);
    const last = lastWhole(handle, scrollOffset + viewportSize, rows.length);
    const top = rows[first];
    const hidden = scrollOffset - TOP_PX - handle.getItemOffset(first);
    place.current = stuck.current || top === undefined ? null : { key: top.key, hidden };
    const line = rows.findIndex((row) => row.kind === 'unread');
    const lineHere = opened.current && line >= first && line <= last;
    setSeen((old) => {
      const sawLine = old.sawLine || lineHere;
      const same = old.first === first && old.last === last && old.nearEnd === nearEnd && old.sawLine === sawLine;
      return same ? old : { first, last, nearEnd, sawLine };
    });
    if (aim.goal === null && scrollOffset < viewportSize * REACH_VIEWPORTS) onNearStart();
  }, [rows, onNearStart, aim]);

  const toEnd = useCallback(() => {
    const last = rows.at(-1);
    stuck.current = true;
    if (last !== undefined) aim.take({ key: last.key, align: 'end', offset: 0 });
  }, [rows, aim]);

  const toIndex = useCallback(
    (index: number, align: 'start' | 'center' | 'nearest', offset = 0) => {
      const row = rows[index];
      if (row === undefined) return;
      // The nearest place may be where one is already; only there it shows whether that is the end.
      if (align !== 'nearest') stuck.current = false;
      aim.take({ key: row.key, align, offset });
    },
    [rows, aim],
  );

  const toLine = useCallback(
    (index: number) => toIndex(index, 'start', -(frame.current?.clientHeight ?? 0) / 4),
    [toIndex],
  );

  // Opening happens once, as soon as there is something to stand on.
  useLayoutEffect(() => {
    if (opened.current || rows.length === 0) return;
    opened.current = true;
    const left = comeBack(client, room);
    const back = left === null ? -1 : rows.findIndex((row) => row.key === left.key);
    const unread = rows.findIndex((row) => row.kind === 'unread');
    if (left !== null && back >= 0) toIndex(back, 'start', left.hidden);
    else if (unread >= 0) toLine(unread);
    else toEnd();
  }, [client, room, rows, toIndex, toLine, toEnd]);

  // Mounted anew (development does it on purpose), the list starts from nothing and so does this.
  useLayoutEffect(
    () => () => {
      opened.current = false;
      leaveAt(client, room, place.current);
    },
    [client, room],
  );

  const own = ownNewest(rows);
  const ownBefore = useRef(own);
  useLayoutEffect(() => {
    // What one has just written is what one wants to see.
    if (own !== null && own !== ownBefore.current) stuck.current = true;
    ownBefore.current = own;
  }, [own]);
  useLayoutEffect(() => {
    if (opened.current && stuck.current && !shift) toEnd();
    look();
  }, [rows, shift, toEnd, look]);

  useStayAtEnd(frame, stuck, heights, look);

  const onScroll = useCallback(() => {
    // Where something grew since, the list was moved by that and not by the reader, who stays at the end.
    if (isAtEnd(frame.current)) stuck.current = true;
    else if (aim.goal === null && heights.current === heightsOf(frame.current)) stuck.current = false;
    look();
  }, [aim, look]);

  return { frame, list, shift, ready, seen, onScroll, toIndex, toLine, toEnd };
}

/** The key of the last row when it is one's own message. */
function ownNewest(rows: readonly Row[]): string | null {
  const last = rows.at(-1);
  return last?.kind === 'message' && last.item.mine ? last.key : null;
}

/** True in the one render in which rows arrived at the old end; the list then keeps its distance from the new end. */
function useGrowth(rows: readonly Row[]): boolean {
  const before = useRef(rows);
  const shift = before.current !== rows && grewAtStart(before.current, rows);
  useEffect(() => {
    before.current = rows;
  });
  return shift;
}

/** The composer grows, the keyboard opens, a font arrives: whoever was at the bottom stays there. */
function useStayAtEnd(
  frame: RefObject<HTMLDivElement | null>,
  stuck: RefObject<boolean>,
  heights: RefObject<string>,
  look: () => void,
): void {
  useEffect(() => {
    const element = frame.current;
    const content = element?.lastElementChild;
    if (!element || !content) return;
    const observer = new ResizeObserver(() => {
      if (stuck.current) element.scrollTop = element.scrollHeight;
      heights.current = heightsOf(element);
      look();
    });
    observer.observe(element);
    observer.observe(content);
    return () => observer.disconnect();
  }, [frame, stuck, heights, look]);
}
