/** The ways out: logging out, leaving for good, and leaving a device whose lock nobody can open any more. */
import { done, failed, type Outcome } from '../../api/outcome.ts';
import type { Ports } from '../../ports.ts';
import { failureOfStore } from '../../session/failure.ts';
import type { ServerCalls } from '../../session/server-calls.ts';
import type { Hall } from '../hall.ts';
import { leaveHere } from '../leaving.ts';
import { noteOfRemoval } from '../removal.ts';
import type { AccountRuntime } from '../runtime.ts';

export interface WaysOut {
  logOut(): Promise<Outcome>;
  /** Once the server knows, nothing of the account stays here. */
  leave(farewell: (of: AccountRuntime) => Promise<Outcome>): Promise<Outcome>;
  /** Nothing of the account stays here; the server is told if it can be. The device stays on the account's list. */
  eraseLocked(): Promise<Outcome>;
  /** From a copy that stands aside to the log-in; what is here opens with the password again. */
  comeInAgain(): Promise<void>;
}

export function createWaysOut(ports: Ports, calls: ServerCalls, hall: Hall): WaysOut {
  return {
    logOut: () =>
      hall.alone(async () => {
        const profile = hall.profile();
        if (hall.atWork() === null || profile === null) return done;
        await hall.closeRuntime();
        await calls.call('logout', {});
        await ports.keys.clear();
        await profile.setActive(null, 0);
        hall.left(false);
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
    leave: (farewell) =>
      hall.alone(async () => {
        const [profile, leaving] = [hall.profile(), hall.atWork()];
        if (profile === null || leaving === null) return failed('session-ended');
        const { known, runtime } = leaving;
        const at = { profile, known, closeRuntime: () => hall.closeRuntime() };
        const said = await leaveHere(ports, at, () => farewell(runtime));
        if (said.ok) hall.left(true);
        return said;
      }),
    eraseLocked: () =>
      hall.alone(async () => {
        const profile = hall.profile();
        const active = hall.phase() === 'locked' ? await profile?.active() : null;
        if (profile === null || active == null) return failed('session-ended');
        try {
          // Noted first, so that a wiping that was cut short goes on at the next start.
          await profile.noteRemoval(active.account, active.username);
          await noteOfRemoval(ports, profile);
          await profile.forgetRemoval();
        } catch (error) {
          ports.report({ where: 'erase locked', error });
          return failed(failureOfStore(error));
        }
        await calls.call('logout', {});
        hall.left(true);
        return done;
      }),
  };
}
