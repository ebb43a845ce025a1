/**
 * The on-screen keyboard covers the page in browsers that do not resize it: the covered height goes to `--keyboard` on the screen,
 * which gives way by that much. Written past React, on every frame of the keyboard's movement.
 */
import { useEffect, type RefObject } from 'react';

export function useKeyboardInset(screen: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const viewport = window.visualViewport;
    if (!viewport) return;
    const follow = (): void => {
      // While zoomed in, the visual viewport is small for another reason.
      const covered =
        viewport.scale > 1.01 ? 0 : Math.max(0, window.innerHeight - viewport.height - viewport.offsetTop);
      screen.current?.style.setProperty('--keyboard', `${String(Math.round(covered))}px`);
    };
    follow();
    viewport.addEventListener('resize', follow);
    viewport.addEventListener('scroll', follow);
    return () => {
      viewport.removeEventListener('resize', follow);
      viewport.removeEventListener('scroll', follow);
    };
  }, [screen]);
}
