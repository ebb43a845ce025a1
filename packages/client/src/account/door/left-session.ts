/**
 * A session that nobody here is in any more, where the server could not be told when they left: noted, and ended once the server answers, now or at
 * a later start. Owns the note's way; whoever comes in meanwhile has a session of their own, and the note goes.
 */
import type { Ports } from '../../ports.ts';
import type { ServerCalls } from '../../session/server-calls.ts';
import type { Hall } from '../hall.ts';

/** How long after one another, ms; then the last again, as long as the app stays open. */
const TRIES_MS = [2_000, 5_000, 10_000, 20_000, 40_000, 80_000];

/** After everything else is gone: call inside `hall.alone`. A note that the disk refuses leaves the session to its end. */
export async function noteLeftSession(ports: Ports, calls: ServerCalls, hall: Hall): Promise<void> {
  try {
    await (await hall.profileAgain())?.noteLeftSession();
    tryAgain(ports, calls, hall, TRIES_MS);
  } catch (error) {
    ports.report({ where: 'left session', error });
  }
}

/** With the start of the app. */
export function endLeftSession(ports: Ports, calls: ServerCalls, hall: Hall): void {
  tryAgain(ports, calls, hall, [0, ...TRIES_MS]);
}

function tryAgain(ports: Ports, calls: ServerCalls, hall: Hall, [ms = 0, ...later]: readonly number[]): void {
  ports.clock.setTimer(ms, () => {
    hall
      .alone(async () => {
        const profile = hall.profile();
        if (hall.phase() !== 'signed-out' || profile === null || !(await profile.hasLeftSession())) return;
        const reply = await calls.call('logout', {});
        // No answer, or one of a network that wants a log-in of its own.
        if (reply.kind === 'unreachable' || reply.kind === 'garbage')
          return tryAgain(ports, calls, hall, later.length > 0 ? later : [ms]);
        await profile.forgetLeftSession();
        await hall.eraseProfile();
      })
      .catch((error: unknown) => ports.report({ where: 'left session', error }));
  });
}
