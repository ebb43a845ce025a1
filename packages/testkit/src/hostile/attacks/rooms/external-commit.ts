/**
 * C04: the server lets itself in. It cannot open the sealed GroupInfo, so it makes a group of its own under the room's id, brought to the
 * room's epoch, and joins *that* from outside: the commit is sound in itself and names the right room and epoch.
 */
import { groupInfo, joinExternally, type DeviceIdentity } from '@alcove/crypto';
import { Username, type Bytes, type RoomId } from '@alcove/protocol';
import { forgeIdentity } from '../../forge.ts';
import { attackerPolicy, forgeCore, ownGroup } from '../../own-group.ts';
import type { World } from '../../world.ts';

const NAME = Username.parse('nobody');

/** An entry for the room's log, in the name of `as`. */
export async function forgedExternalCommit(
  world: World,
  room: RoomId,
  epoch: number,
  as: DeviceIdentity,
): Promise<Bytes> {
  const { account, aik } = { account: as.account, aik: world.attacker.aik };
  const host = forgeIdentity({ server: world.serverId, account, aik });
  const policy = { ...attackerPolicy(world, room, as), members: new Map([[account, aik.public]]) };
  const state = await ownGroup(policy, host, epoch);
  const lists = new Map([[account, ownList(world, as, host)]]);
  const trust = { server: world.serverId, policy, lists, nowMs: Date.now() };
  const made = await joinExternally({
    identity: as,
    info: await groupInfo(state),
    room,
    epoch,
    trust,
    nowMs: Date.now(),
  });
  if (made.kind !== 'pending') throw new Error(`the attacker refuses itself: ${JSON.stringify(made)}`);
  return forgeCore({ kind: 'commit', epoch, account, device: as.device, body: made.commit });
}

function ownList(world: World, ...devices: readonly DeviceIdentity[]) {
  const [first] = devices;
  if (first === undefined) throw new Error('no device');
  return {
    hash: new Uint8Array(32),
    list: {
      v: 1 as const,
      account: first.account,
      username: NAME,
      seq: 1,
      prev: null,
      aik: world.attacker.aik.public,
      devices: devices.map(({ device, key, kind }) => ({ device, deviceKey: key.public, kind, addedSeq: 1 })),
      revoked: [],
      vaultHash: new Uint8Array(32),
    },
  };
}
