/** Takes one way in to its end: the account at work, a device that still has to be let in, or the reason why not. */
import type { Outcome } from '../../api/outcome.ts';
import { done, failed } from '../../api/outcome.ts';
import type { LockDesk } from '../../lock/lock-desk.ts';
import { failureOfStore } from '../../session/failure.ts';
import type { Hall } from '../hall.ts';
import type { Enrolling, Here } from '../log-in.ts';
import type { WayIn } from './ways-in.ts';

/** `stand`: proved who they are, and is not in yet. */
export async function takeWay(
  way: WayIn,
  here: Here,
  lock: LockDesk,
  startWork: Hall['startWork'],
  stand: (here: Here, unenrolled: Enrolling) => void,
): Promise<Outcome> {
  const { ports, profile } = here;
  try {
    const entered = await way(here);
    if (!entered.ok) return entered;
    if ('unenrolled' in entered) {
      stand(here, entered.unenrolled);
      return done;
    }
    await lock.keepKey(entered.storeKey);
    await profile.setActive(entered.known.account, Math.floor(ports.clock.now()));
    const begun = await startWork(entered.known, entered.opened);
    if (begun === null || begun === 'copied') return done;
    // Whoever comes in and leaves at once can still be added to rooms.
    await begun.parts.keyPackages.begin(null);
    await begun.context.vault.keep(entered.vaultKey);
    return done;
  } catch (error) {
    ports.report({ where: 'log-in', error });
    return failed(failureOfStore(error));
  }
}
