/** The ways out: logging out, from a copy back to the log-in, and those that erase (door/erasing.ts). */
import { done, type Outcome } from '../../api/outcome.ts';
import type { Ports } from '../../ports.ts';
import type { ServerCalls } from '../../session/server-calls.ts';
import type { Hall } from '../hall.ts';
import { noteLeftSession } from './left-session.ts';
import { createWaysToErase, type WaysToErase } from './erasing.ts';

export interface WaysOut extends WaysToErase {
  /** What is here stays, sealed. */
  logOut(): Promise<Outcome>;
  /** From a copy that stands aside to the log-in; what is here opens with the password again. */
  comeInAgain(): Promise<void>;
}

export function createWaysOut(ports: Ports, calls: ServerCalls, hall: Hall): WaysOut {
  return {
    ...createWaysToErase(ports, calls, hall),
    logOut: () =>
      hall.alone(async () => {
        const profile = hall.profile();
        if (hall.atWork() === null || profile === null) return done;
        await hall.closeRuntime();
        const { kind } = await calls.call('logout', {});
        await ports.keys.clear();
        await profile.setActive(null, 0);
        hall.left(false);
        if (kind === 'unreachable') await noteLeftSession(ports, calls, hall);
        return done;
      }),
    comeInAgain: () =>
      hall.alone(async () => {
        const profile = hall.profile();
        if (hall.phase() !== 'copied' || profile === null) return;
        // The session is not ended: another copy may use it. It goes with the device.
        await ports.keys.clear();
        await profile.setActive(null, 0);
        hall.left(false);
      }),
  };
}
