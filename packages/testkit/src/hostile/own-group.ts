/**
 * A group that the attacker makes by itself, under any room's name: the server knows ids, epochs and who is a member, and can build
 * everything but what follows from the members' secrets.
 */
import { commitUpdate, createGroup, seal, type DeviceIdentity, type GroupState } from '@alcove/crypto';
import { encodeLogCore, type Bytes, type LogCore, type Policy, type RoomId } from '@alcove/protocol';
import { nextFrameId } from '../headless/frame-id.ts';
import { ROOM_SUITE } from './forge.ts';
import type { World } from './world.ts';

/** The policy the attacker wishes for: it is the room's only member. */
export function attackerPolicy(world: World, room: RoomId, as: DeviceIdentity = world.attacker.identity): Policy {
  const { aik } = world.attacker;
  return {
    room,
    kind: 'group',
    suite: ROOM_SUITE,
    version: 0,
    hash: new Uint8Array(32),
    owner: as.account,
    members: new Map([[as.account, aik.public]]),
    devices: null,
  };
}

/** The attacker alone in a group of that id, brought to that epoch. */
export async function ownGroup(policy: Policy, as: DeviceIdentity, epoch: number): Promise<GroupState> {
  let state = await createGroup(as, policy, Date.now());
  while (state.epoch < epoch) {
    const made = await commitUpdate(state);
    if (made.kind !== 'pending') throw new Error(made.kind);
    state = made.next;
  }
  return state;
}

export async function sealedIn(state: GroupState, text: string): Promise<Bytes> {
  return (await seal(state, new TextEncoder().encode(text), new Uint8Array(0))).bytes;
}

/** An entry as the server would write it, in anyone's name. */
export function forgeCore(
  core: Pick<LogCore, 'kind' | 'epoch' | 'account' | 'device' | 'body'> & Partial<LogCore>,
): Bytes {
  return encodeLogCore({ v: 1, id: nextFrameId(), at: Date.now(), ...core });
}
