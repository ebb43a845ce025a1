/** C05: a change of who is in a room that no member made. The attacker lets itself in, or repeats what was true once. */
import { sha256, signPolicy } from '@alcove/crypto';
import {
  decodeCbor,
  policyFrameHash,
  PolicyBody,
  PolicyFrame,
  type AccountId,
  type Bytes,
  type RoomId,
} from '@alcove/protocol';
import { forgeIdentity } from '../../forge.ts';
import { forgeCore } from '../../own-group.ts';
import type { World } from '../../world.ts';

/** `stranger`: signed by the attacker. `as-member`: by a device that claims to be the member's. `replay`: the last true one. */
export type PolicyForgery = 'stranger' | 'as-member' | 'replay';

export function forgedPolicy(world: World, room: RoomId, how: PolicyForgery, member: AccountId): Bytes {
  const last = world.log(room).findLast(({ kind }) => kind === 'policy');
  if (last === undefined) throw new Error('no policy');
  const { account, device, epoch } = last;
  if (how === 'replay') return forgeCore({ kind: 'policy', epoch, account, device, body: last.body });
  const { attacker, serverId } = world;
  const body = decodeCbor(PolicyBody, decodeCbor(PolicyFrame, last.body, 'policy').body, 'policy');
  const version = body.type === 'genesis' ? 0 : body.version;
  const as =
    how === 'stranger' ? attacker.identity : forgeIdentity({ server: serverId, account: member, aik: attacker.aik });
  const frame = signPolicy(as, {
    v: 1,
    type: 'change',
    room,
    version: version + 1,
    prev: policyFrameHash(sha256, last.body),
    add: [{ account: attacker.account, aik: attacker.aik.public }],
    remove: [],
    owner: null,
  });
  return forgeCore({ kind: 'policy', epoch, account: as.account, device: as.device, body: frame });
}
