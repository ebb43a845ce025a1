/** A device dies: now, or between two writes. It starts again from its disk some time later. */
import type { Move, Scene } from '../move.ts';

const AWAY_MS = 6_000;
const MOST_WRITES = 8;

export const crash: Move = {
  name: 'crash',
  weight: 2,
  async run(scene) {
    if (scene.device.client === null) return null;
    await scene.device.crash();
    startLater(scene);
    return 'dies';
  },
};

export const crashAtWrite: Move = {
  name: 'crash-at-write',
  weight: 4,
  run(scene) {
    const { device, random } = scene;
    if (device.client === null) return null;
    const [writes, written] = [random.int(1, MOST_WRITES), random.chance(0.5)];
    device.crashAtWrite(writes, written);
    startLater(scene);
    return `dies ${written ? 'after' : 'before'} its ${String(writes)}. write`;
  },
};

function startLater({ world, device, random }: Scene): void {
  world.time.after(random.int(0, AWAY_MS), async () => {
    if (!device.isDead && device.client !== null) return;
    await device.crash();
    world.note(`${device.name} starts again`);
    await device.start();
  });
}
