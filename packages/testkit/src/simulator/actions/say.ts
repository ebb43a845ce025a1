/** Somebody says something in one of their rooms. */
import type { Move, Scene } from '../move.ts';
import { roomsOf } from '../world.ts';

export const say: Move = { name: 'say', weight: 10, run: (scene) => speak(scene, 1) };
/** Several messages in a row, faster than the server answers. */
export const sayMuch: Move = { name: 'say-much', weight: 2, run: (scene) => speak(scene, scene.random.int(2, 4)) };

function speak({ world, device, random }: Scene, count: number): string | null {
  const { client } = device;
  const room = client === null ? undefined : random.pick(roomsOf(client).filter(({ left }) => !left));
  if (room === undefined) return null;
  for (let n = 0; n < count; n++) world.say(device, room.id, `words ${String(world.said.length + 1)}`);
  return `in ${room.title}`;
}
