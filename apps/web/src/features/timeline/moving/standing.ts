/** Where a list stands, read off the page and off what the list has measured. All in px. */
import type { VirtualizerHandle } from 'virtua';
import type { Row } from '../model/rows.ts';
import type { Goal } from './use-aim.ts';

/** Room above the first row: air at the beginning, skeletons while older messages come. Always there, so nothing moves. */
export const TOP_PX = 72;
/** A place between two pixels is rounded. */
const SLACK_PX = 1;
/** Closer to the end than this counts as being there. */
const AT_END_PX = 24;

export interface Standing {
  readonly scrollOffset: number;
  readonly scrollSize: number;
  readonly viewportSize: number;
}

export function standing(element: HTMLElement | null): Standing {
  return {
    scrollOffset: element?.scrollTop ?? 0,
    scrollSize: element?.scrollHeight ?? 0,
    viewportSize: element?.clientHeight ?? 0,
  };
}

/** px that are still below. */
export function leftOf(element: HTMLElement | null): number {
  const { scrollOffset, scrollSize, viewportSize } = standing(element);
  return scrollSize - viewportSize - scrollOffset;
}

export const isAtEnd = (element: HTMLElement | null): boolean => leftOf(element) <= AT_END_PX;

export function heightsOf(element: HTMLElement | null): string {
  const { scrollSize, viewportSize } = standing(element);
  return `${String(scrollSize)}/${String(viewportSize)}`;
}

/** As measured by now: also true of a row that is gone, which nobody can be led to. */
export function isAt(
  goal: Goal,
  rows: readonly Row[],
  element: HTMLElement | null,
  handle: VirtualizerHandle | null,
): boolean {
  const index = rows.findIndex((row) => row.key === goal.key);
  if (index < 0 || handle === null) return true;
  const { scrollOffset, scrollSize, viewportSize } = standing(element);
  const most = scrollSize - viewportSize;
  if (goal.align === 'end') return most - scrollOffset <= SLACK_PX;
  const size = handle.getItemSize(index);
  const top = TOP_PX + handle.getItemOffset(index);
  if (goal.align === 'nearest') {
    const whole = top >= scrollOffset - SLACK_PX && top + size <= scrollOffset + viewportSize + SLACK_PX;
    return whole || size > viewportSize;
  }
  const wanted = top + goal.offset - (goal.align === 'center' ? (viewportSize - size) / 2 : 0);
  return Math.abs(Math.min(Math.max(wanted, 0), most) - scrollOffset) <= SLACK_PX;
}

/** Index of the last row whose lower edge is on screen; a message cut by the edge does not count as seen. */
export function lastWhole(handle: VirtualizerHandle, edge: number, count: number): number {
  const index = Math.min(handle.findItemIndex(edge), count - 1);
  const bottom = TOP_PX + handle.getItemOffset(index) + handle.getItemSize(index);
  return bottom <= edge + SLACK_PX ? index : index - 1;
}
