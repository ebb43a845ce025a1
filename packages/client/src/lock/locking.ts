/**
 * Locking and unlocking the account at work, one after the other with every other way in or out. Locking is closing: the runtime ends
 * with what it is writing, the database is closed, and what is kept of its key is the lock. What waits to be sent stays in the
 * store, and goes out after the next unlocking.
 */
import { openAccountStore } from '../account/account-store.ts';
import type { Hall } from '../account/hall.ts';
import type { Profile } from '../account/profile.ts';
import type { LockKey } from '../api/lock-views.ts';
import { done, failed, type Outcome } from '../api/outcome.ts';
import type { Ports } from '../ports.ts';
import { failureOfStore } from '../session/failure.ts';
import type { ServerCalls } from '../session/server-calls.ts';
import type { LockDesk } from './lock-desk.ts';

export interface Locking {
  lock(): Promise<void>;
  unlock(by: LockKey): Promise<Outcome>;
  /** A change of the lock, of an account that is open. */
  change(run: (lock: LockDesk) => Promise<Outcome>): Promise<Outcome>;
}

export function createLocking(ports: Ports, calls: ServerCalls, lock: LockDesk, hall: Hall): Locking {
  /** In turn; what is thrown is reported and becomes an outcome. */
  const inTurn = (where: string, run: (profile: Profile) => Promise<Outcome>): Promise<Outcome> =>
    hall.alone(async () => {
      const profile = hall.profile();
      if (profile === null) return failed('session-ended');
      try {
        return await run(profile);
      } catch (error) {
        ports.report({ where, error });
        return failed(failureOfStore(error));
      }
    });

  return {
    async lock() {
      await inTurn('lock', async (profile) => {
        if (hall.atWork() === null || lock.view === null) return done;
        await hall.closeRuntime('locked');
        calls.forgetToken();
        await hall.resume(profile);
        return done;
      });
    },
    unlock: (by) =>
      inTurn('unlock', async (profile) => {
        const active = await profile.active();
        if (hall.phase() !== 'locked' || active === null) return failed('session-ended');
        const shown = await lock.show(by);
        if (!shown.ok) return shown;
        const opened = await openAccountStore(ports.databases, active.account, shown.key);
        shown.key.fill(0);
        // The lock gave a key, and it is not this store's: something else took the store's place.
        if (opened === null) return failed('storage-lost');
        try {
          return (await hall.startWork(active, opened)) === null ? failed('session-ended') : done;
        } catch (error) {
          // Left open it would be in the way of the next try.
          await opened.close();
          throw error;
        }
      }),
    change: (run) => inTurn('change lock', async () => (hall.atWork() === null ? failed('session-ended') : run(lock))),
  };
}
