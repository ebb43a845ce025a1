/**
 * The way to where the list was sent. The list corrects itself while rows on the way are measured, but gives up by the clock, which a slow
 * machine does not keep: so it is looked at again once it stands still, by frames, and sent anew until it is there. A hand on the list ends that.
 */
import { useEffect, useMemo, useRef, type RefObject } from 'react';
import { whenStill } from './when-still.ts';

export interface Goal {
  /** Of the row; its index changes as rows come in front. */
  readonly key: string;
  /** `end`: of the whole list. */
  readonly align: 'start' | 'center' | 'nearest' | 'end';
  /** px further down in the list, of what would stand at the edge. */
  readonly offset: number;
}

export interface Aim {
  /** Null once the list is there. */
  readonly goal: Goal | null;
  readonly take: (goal: Goal) => void;
}

/** By these a person moves the list. */
const BY_HAND = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

interface AimInput {
  readonly frame: RefObject<HTMLElement | null>;
  /** Goes there as far as is known by now. */
  readonly send: (goal: Goal) => void;
  readonly arrived: (goal: Goal) => boolean;
  /** The way is over. */
  readonly rested: (goal: Goal) => void;
}

export function useAim(input: AimInput): Aim {
  const latest = useRef(input);
  latest.current = input;
  const way = useRef<{ goal: Goal; end: () => void } | null>(null);
  const { frame } = input;

  useEffect(() => {
    const element = frame.current;
    const leave = (): void => {
      if (way.current === null) return;
      const { goal, end } = way.current;
      way.current = null;
      end();
      latest.current.rested(goal);
    };
    for (const hand of BY_HAND) element?.addEventListener(hand, leave, { passive: true });
    return () => {
      for (const hand of BY_HAND) element?.removeEventListener(hand, leave);
      way.current?.end();
      way.current = null;
    };
  }, [frame]);

  return useMemo(
    () => ({
      get goal() {
        return way.current?.goal ?? null;
      },
      take(goal) {
        way.current?.end();
        latest.current.send(goal);
        const end = whenStill(
          () => frame.current,
          () => {
            if (latest.current.arrived(goal)) return true;
            latest.current.send(goal);
            return false;
          },
          () => {
            way.current = null;
            latest.current.rested(goal);
          },
        );
        way.current = { goal, end };
      },
    }),
    [frame],
  );
}
