/** The ways out after which nothing of the account stays on this device: of the device, of the whole account, and of a lock nobody can open any more. */
import { done, failed, type FailureCode, type Outcome } from '../../api/outcome.ts';
import type { Ports } from '../../ports.ts';
import { failureOfStore } from '../../session/failure.ts';
import type { ServerCalls } from '../../session/server-calls.ts';
import type { Hall } from '../hall.ts';
import { leaveHere, takeDeviceOut } from '../leaving.ts';
import { noteOfRemoval } from '../removal.ts';
import type { AccountRuntime } from '../runtime.ts';
import { noteLeftSession } from './left-session.ts';

export interface Erasing {
  readonly password?: string | undefined;
  /** Also where the server cannot be told: the device then stays on the list until another one removes it. */
  readonly untold?: boolean | undefined;
}

export interface WaysToErase {
  /** Takes this device out of its account, and nothing of that stays here. */
  eraseDevice(how: Erasing): Promise<Outcome>;
  /** Once the server knows, nothing of the account stays here. */
  leave(farewell: (of: AccountRuntime) => Promise<Outcome>): Promise<Outcome>;
  /** Nothing of the account stays here; the server is told if it can be. The device stays on the account's list. */
  eraseLocked(): Promise<Outcome>;
}

/** Nobody there, or nobody who listens to this device any more. */
const CANNOT_TELL: ReadonlySet<FailureCode> = new Set([
  'offline',
  'server-unreachable',
  'session-ended',
  'server-garbage',
]);

export function createWaysToErase(ports: Ports, calls: ServerCalls, hall: Hall): WaysToErase {
  const leave: WaysToErase['leave'] = (farewell) =>
    hall.alone(async () => {
      const [profile, leaving] = [hall.profile(), hall.atWork()];
      if (profile === null || leaving === null) return failed('session-ended');
      const { known, runtime } = leaving;
      const at = { profile, known, closeRuntime: () => hall.closeRuntime(), erase: () => hall.eraseProfile() };
      const said = await leaveHere(ports, at, () => farewell(runtime));
      if (said.ok) hall.left(true);
      return said;
    });

  return {
    leave,
    async eraseDevice({ password, untold = false }) {
      let told = true;
      const erased = await leave(async (of) => {
        const farewell = await takeDeviceOut(of, password ?? null);
        if (farewell.ok || !untold || !CANNOT_TELL.has(farewell.code)) return farewell;
        told = false;
        return done;
      });
      // Somebody may have come in since, with a session of their own.
      if (erased.ok && !told)
        await hall.alone(async () => {
          if (hall.phase() === 'signed-out') await noteLeftSession(ports, calls, hall);
        });
      return erased;
    },
    eraseLocked: () =>
      hall.alone(async () => {
        const profile = hall.profile();
        const active = hall.phase() === 'locked' ? await profile?.active() : null;
        if (profile === null || active == null) return failed('session-ended');
        try {
          // Noted first, so that a wiping that was cut short goes on at the next start.
          await profile.noteRemoval(active.account, active.username);
          await noteOfRemoval(ports, profile);
          await hall.eraseProfile();
        } catch (error) {
          ports.report({ where: 'erase locked', error });
          return failed(failureOfStore(error));
        }
        const { kind } = await calls.call('logout', {});
        hall.left(true);
        if (kind === 'unreachable') await noteLeftSession(ports, calls, hall);
        return done;
      }),
  };
}
