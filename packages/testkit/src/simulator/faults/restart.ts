/** A device is closed in good order, and opened again. */
import type { Move } from '../move.ts';

const AWAY_MS = 10_000;

export const restart: Move = {
  name: 'restart',
  weight: 1,
  run({ world, device, random }) {
    if (device.client === null) return null;
    const away = random.int(1, AWAY_MS);
    void device.close().then(() => world.time.after(away, () => device.start()));
    return 'is closed';
  },
};
