/** When a record is uploaded: at once, or once its writer pauses, so that what changes all the time is not sent all the time. */
import type { AccountContext } from '../account/context.ts';
import type { Clock, TimerHandle } from '../ports.ts';
import { createLane } from '../rooms/lane.ts';
import { backOffMs } from '../sync/back-off.ts';
import type { Uploads } from './own-records.ts';
import { uploadRecord } from './write.ts';

const QUIET_MS = 2_000;
const LONGEST_MS = 10_000;
/** After the server took none. Without a connection nothing is tried: the next one brings up what is left. */
const AGAIN = { first: 4_000, most: 120_000 } as const;

interface Due {
  readonly since: number;
  readonly timer: TimerHandle;
}

export function createUploads(context: () => AccountContext, clock: Clock): Uploads {
  const due = new Map<string, Due>();
  const refused = new Map<string, number>();

  function plan(name: string, since: number, ms: number): void {
    const before = due.get(name);
    if (before !== undefined) clock.clearTimer(before.timer);
    due.set(name, { since, timer: clock.setTimer(ms, () => run(name)) });
  }

  function run(name: string): void {
    due.delete(name);
    if (!context().open) return;
    uploadRecord(context(), name)
      .then((uploaded) => {
        if (uploaded !== 'later') return void refused.delete(name);
        const tries = refused.get(name) ?? 0;
        refused.set(name, tries + 1);
        if (context().gateway.state === 'online' && context().open && !due.has(name))
          plan(name, clock.now(), AGAIN.first + backOffMs(tries, context().ports.random, AGAIN));
      })
      .catch((error: unknown) => context().fault('records', error));
  }

  return {
    lane: createLane(),
    soon(name, pace) {
      if (pace === 'now') {
        const before = due.get(name);
        if (before !== undefined) clock.clearTimer(before.timer);
        return run(name);
      }
      const now = clock.now();
      const since = due.get(name)?.since ?? now;
      plan(name, since, Math.max(0, Math.min(QUIET_MS, since + LONGEST_MS - now)));
    },
    stop() {
      for (const { timer } of due.values()) clock.clearTimer(timer);
      due.clear();
    },
  };
}
