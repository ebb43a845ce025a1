/** A finger that stays for half a second without moving. Mouse and pen are left alone: they have the toolbar. */
import { useRef, type PointerEvent, type MouseEvent } from 'react';

const HOLD_MS = 500;
const SLACK_PX = 10;

export interface LongPress {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: () => void;
  readonly onPointerCancel: () => void;
  readonly onContextMenu: (event: MouseEvent) => void;
}

export function useLongPress(held: () => void): LongPress {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const from = useRef({ x: 0, y: 0, touch: false });
  const stop = (): void => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
  };
  return {
    onPointerDown: (event) => {
      stop();
      from.current = { x: event.clientX, y: event.clientY, touch: event.pointerType === 'touch' };
      if (!from.current.touch || !event.isPrimary) return;
      timer.current = setTimeout(() => {
        timer.current = null;
        held();
      }, HOLD_MS);
    },
    onPointerMove: (event) => {
      if (Math.hypot(event.clientX - from.current.x, event.clientY - from.current.y) > SLACK_PX) stop();
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    // The platform's own menu would come over the sheet.
    onContextMenu: (event) => {
      if (from.current.touch) event.preventDefault();
    },
  };
}
