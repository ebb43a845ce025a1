/**
 * A device whose disk goes back to an earlier day, as from a backup: it stands aside until it comes in anew. No seed has it, for a device
 * that stands aside says nothing more; plans of their own do (tests/system/src/simulator.test.ts).
 */
import type { SimDevice } from '../device.ts';
import type { DiskImage } from '../disk.ts';
import type { Move } from '../move.ts';

const copies = new WeakMap<SimDevice, DiskImage>();

export const copyDisk: Move = {
  name: 'copy-disk',
  weight: 0,
  run({ device }) {
    copies.set(device, device.disk.image());
    return 'its disk is copied';
  },
};

export const oldDisk: Move = {
  name: 'old-disk',
  weight: 0,
  async run({ device }) {
    const copy = copies.get(device);
    if (copy === undefined) return null;
    await device.crash();
    device.disk.restore(copy);
    await device.start();
    return 'its disk goes back to the copy';
  },
};
