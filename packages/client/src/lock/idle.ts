/**
 * When nobody has touched the device for long enough. A timer measures it while the program runs; what the device slept through
 * is found by the wall clock, whoever looks first: the timer that comes late, or the page that is seen again.
 */
import type { Clock, TimerHandle } from '../ports.ts';

export interface Idle {
  /** Counts from now, in place of what it counted before. */
  start(ms: number): void;
  /** Somebody is here, unless it is too late for that. */
  touch(): void;
  /** Ends it when its time is over, and says whether it was. */
  look(): boolean;
  stop(): void;
}

/** `onIdle` is called once; nothing counts afterwards. */
export function createIdle(clock: Clock, onIdle: () => void): Idle {
  let counting: { readonly ms: number; since: number; timer: TimerHandle } | null = null;

  function stop(): void {
    if (counting !== null) clock.clearTimer(counting.timer);
    counting = null;
  }
  function end(): void {
    stop();
    onIdle();
  }
  function start(ms: number): void {
    stop();
    counting = { ms, since: clock.now(), timer: clock.setTimer(ms, end) };
  }
  function look(): boolean {
    if (counting === null) return false;
    const { ms, since } = counting;
    if (clock.now() - since < ms) return false;
    end();
    return true;
  }
  return {
    start,
    stop,
    look,
    touch() {
      if (counting !== null && !look()) start(counting.ms);
    },
  };
}
