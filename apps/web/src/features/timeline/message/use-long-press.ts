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
  const from = useRef({ x: 0, y: 0, touch: false, held: false });
  const stop = (): void => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
  };
  const hold = (): void => {
    stop();
    if (from.current.held) return;
    from.current.held = true;
    swallowClickOfThisTouch();
    held();
  };
  return {
    onPointerDown: (event) => {
      stop();
      from.current = { x: event.clientX, y: event.clientY, touch: event.pointerType === 'touch', held: false };
      if (from.current.touch && event.isPrimary) timer.current = setTimeout(hold, HOLD_MS);
    },
    onPointerMove: (event) => {
      if (Math.hypot(event.clientX - from.current.x, event.clientY - from.current.y) > SLACK_PX) stop();
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    // The platform counts by itself and may be first: it cancels the pointer, and its own menu would come over the sheet.
    onContextMenu: (event) => {
      if (!from.current.touch) return;
      event.preventDefault();
      hold();
    },
  };
}

/** A click follows the lift of its finger at once. */
const CLICK_FOLLOWS_MS = 100;

/** The finger is still down on what `held` opened over it: lifting it must not press what has come under it. */
function swallowClickOfThisTouch(): void {
  const over = new AbortController();
  const swallow = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  const lifted = (): void => {
    setTimeout(() => over.abort(), CLICK_FOLLOWS_MS);
  };
  const during = { capture: true, signal: over.signal };
  addEventListener('click', swallow, during);
  addEventListener('pointerup', lifted, during);
  addEventListener('pointercancel', lifted, during);
  // The next touch is another one, however soon it comes.
  addEventListener('pointerdown', () => over.abort(), during);
}
