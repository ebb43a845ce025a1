/**
 * Whether a room may be told what this person says of themselves (docs/checks.md, P15). One message reaches everybody in a room: where
 * somebody blocked sits, the others are told nothing either. That something is there no longer may be told them all.
 */
import { roster } from '@alcove/crypto';
import type { AccountId, DeviceId, Policy } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import { isQuiet } from '../people/quiet.ts';
import type { Room } from '../rooms/room.ts';
import type { Working } from '../rooms/working.ts';

export function mayTell(
  context: Pick<AccountContext, 'ties'>,
  room: Pick<Room, 'id' | 'row'>,
  policy: Policy,
  isEmpty: boolean,
): boolean {
  if (isQuiet(context, room)) return false;
  return isEmpty || [...policy.members.keys()].every((account) => context.ties.standing(account) !== 'blocked');
}

/** The devices that hear what is said there now, but for this person's own. */
export function othersIn({ group }: Pick<Working, 'group'>, me: AccountId): readonly DeviceId[] {
  return group === null ? [] : roster(group).flatMap(({ account, device }) => (account === me ? [] : [device]));
}
