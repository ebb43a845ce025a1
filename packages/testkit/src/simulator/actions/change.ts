/** Somebody changes what was said: one's own words, or a reaction to anybody's. */
import type { FrameId, RoomId } from '@alcove/protocol';
import type { Move, Scene } from '../move.ts';
import { roomsOf } from '../world.ts';

export const edit: Move = {
  name: 'edit',
  weight: 2,
  run: (scene) => change(scene, true, (client, room, id, n) => client.edit(room, id, `edited ${String(n)}`)),
};
export const erase: Move = {
  name: 'erase',
  weight: 1,
  run: (scene) => change(scene, true, (client, room, id) => client.deleteForEveryone(room, id)),
};
export const react: Move = {
  name: 'react',
  weight: 2,
  run: (scene) => change(scene, false, (client, room, id, n) => client.react(room, id, '🌙', n % 4 !== 0)),
};

type Client = NonNullable<Scene['device']['client']>;
type Way = (client: Client, room: RoomId, id: FrameId, dice: number) => ReturnType<Client['edit']>;

function change({ world, device, random }: Scene, ownOnly: boolean, way: Way): string | null {
  const { client } = device;
  const room = client === null ? undefined : random.pick(roomsOf(client).filter(({ left }) => !left));
  if (client === null || room === undefined) return null;
  const messages = world.messagesIn(room.id).filter(({ said }) => !ownOnly || said.device.username === device.username);
  const message = random.pick(messages);
  if (message === undefined) return null;
  world.ask(`${device.name} changes`, { outcome: null }, way(client, room.id, message.id, random.int(1, 1_000)));
  return message.said.text;
}
