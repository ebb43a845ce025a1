/** Somebody gives a room, or themselves, another name. */
import type { Move } from '../move.ts';
import { roomsOf } from '../world.ts';

export const renameRoom: Move = {
  name: 'rename',
  weight: 1,
  run({ world, device, random }) {
    const { client } = device;
    const groups = client === null ? [] : roomsOf(client).filter(({ left, kind }) => !left && kind === 'group');
    const room = random.pick(groups);
    if (client === null || room === undefined) return null;
    const title = `renamed ${String(world.trace.length)}`;
    world.ask(`${device.name} renames`, { outcome: null }, client.rename(room.id, title));
    return `${room.title} to ${title}`;
  },
};

export const renameMyself: Move = {
  name: 'rename-myself',
  weight: 0.5,
  run({ world, device }) {
    if (device.client === null) return null;
    const name = `${device.username} ${String(world.trace.length)}`;
    world.ask(`${device.name} renames itself`, { outcome: null }, device.client.setDisplayName(name));
    return name;
  },
};
