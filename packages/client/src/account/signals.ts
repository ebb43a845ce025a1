/** Waiting for time to pass or for the connection to come and go, in a way that ends when the account is closed. */
import type { Clock, TimerHandle } from '../ports.ts';

export interface Signals {
  sleep(ms: number): Promise<void>;
  nextStand(): Promise<void>;
  nextLoss(): Promise<void>;
  stand(): void;
  lost(): void;
  end(): void;
}

export function createSignals(clock: Clock): Signals {
  const sleepers = new Map<() => void, TimerHandle>();
  let stands: (() => void)[] = [];
  let losses: (() => void)[] = [];
  let ended = false;
  const wait = (list: () => (() => void)[]): Promise<void> =>
    ended ? Promise.resolve() : new Promise((resolve) => void list().push(resolve));
  const fire = (waiting: readonly (() => void)[]): void => {
    for (const resolve of waiting) resolve();
  };

  function stand(): void {
    const waiting = stands;
    stands = [];
    fire(waiting);
  }
  function lost(): void {
    const waiting = losses;
    losses = [];
    fire(waiting);
  }

  return {
    sleep: (ms) =>
      new Promise((resolve) => {
        if (ended) return resolve();
        const wake = (): void => {
          sleepers.delete(wake);
          resolve();
        };
        sleepers.set(wake, clock.setTimer(ms, wake));
      }),
    nextStand: () => wait(() => stands),
    nextLoss: () => wait(() => losses),
    stand,
    lost,
    end() {
      ended = true;
      for (const [wake, handle] of sleepers) {
        clock.clearTimer(handle);
        wake();
      }
      stand();
      lost();
    },
  };
}
