/** People come into a group and go. */
import type { AccountId, RoomId } from '@alcove/protocol';
import type { RoomView } from '@alcove/client';
import type { Move, Scene } from '../move.ts';
import { roomsOf } from '../world.ts';
import { othersOf } from './found.ts';

export const add: Move = {
  name: 'add',
  weight: 3,
  run: (scene) =>
    inGroup(scene, (client, view) => {
      const outside = othersOf(scene).filter((account) => !isIn(view, account));
      const people = scene.random.sample(outside, scene.random.int(1, 2));
      return people.length === 0 ? null : client.addPeople(view.id, people);
    }),
};
export const remove: Move = {
  name: 'remove',
  weight: 3,
  run: (scene) =>
    inGroup(scene, (client, view) => {
      const one = scene.random.pick(othersOf(scene).filter((account) => isIn(view, account)));
      return one === undefined ? null : client.removePerson(view.id, one);
    }),
};
export const leave: Move = {
  name: 'leave',
  weight: 1,
  run: (scene) => inGroup(scene, (client, view) => client.leave(view.id)),
};

type Client = NonNullable<Scene['device']['client']>;

function inGroup(
  { world, device, random }: Scene,
  way: (client: Client, view: RoomView) => ReturnType<Client['leave']> | null,
): string | null {
  const { client } = device;
  const room =
    client === null ? undefined : random.pick(roomsOf(client).filter((each) => !each.left && each.kind === 'group'));
  const view = client === null || room === undefined ? null : roomView(client, room.id);
  if (client === null || view === null) return null;
  const asked = way(client, view);
  if (asked === null) return null;
  world.ask(`${device.name} in ${view.title}`, { outcome: null }, asked);
  return `in ${view.title}`;
}

function isIn({ members }: RoomView, account: AccountId): boolean {
  return members.some((member) => member.account === account);
}

function roomView(client: Client, room: RoomId): RoomView | null {
  let view: RoomView | null = null;
  client.subscribe('room', room, (value) => (view = value))();
  return view;
}
