/** The server is killed and comes back: what it acknowledged is on its disk, what was on its way is gone. */
import type { Move } from '../move.ts';

const AWAY_MS = 5_000;

export const serverRestart: Move = {
  name: 'server-restart',
  weight: 0.7,
  async run({ world, random }) {
    if (world.server.running === null) return null;
    await world.server.kill();
    world.time.after(random.int(0, AWAY_MS), () => world.server.start());
    return 'the server dies';
  },
};
