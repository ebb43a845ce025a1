/** Somebody makes a room: a group with others, or a chat with one. */
import type { AccountId } from '@alcove/protocol';
import type { Move, Scene } from '../move.ts';

export const found: Move = {
  name: 'found',
  weight: 1,
  run({ world, device, random }) {
    const { client } = device;
    if (client === null) return null;
    const all = othersOf({ world, device });
    const people = random.sample(all, random.chance(0.6) ? all.length : random.int(1, Math.max(1, all.length)));
    const title = `room ${String(world.trace.length)}`;
    world.ask(`${device.name} founds`, { outcome: null }, client.createGroup({ title, people }));
    return `${title} with ${String(people.length)}`;
  },
};

export const direct: Move = {
  name: 'direct',
  weight: 1,
  run({ world, device, random }) {
    const other = random.pick(othersOf({ world, device }));
    if (device.client === null || other === undefined) return null;
    world.ask(`${device.name} writes to one`, { outcome: null }, device.client.startDirect(other));
    return 'with one';
  },
};

/** Everybody who takes part, but this device's own account. */
export function othersOf({ world, device }: Pick<Scene, 'world' | 'device'>): readonly AccountId[] {
  const all = new Set(world.devices.flatMap(({ account }) => (account === null ? [] : [account])));
  if (device.account !== null) all.delete(device.account);
  return [...all];
}
