/**
 * Who is in which room, without loading its keys: what is said of a room elsewhere is said to its own people alone, and believed of them
 * alone. Rooms that were worked on know; of the others the policy frames on disk are read once.
 */
import { decodeCbor, PolicyBody, PolicyFrame, type AccountId, type Bytes } from '@alcove/protocol';
import type { Store } from '@alcove/store';
import type { Room } from '../rooms/room.ts';

/** The accounts in a room. */
export interface People {
  readonly size: number;
  has(account: AccountId): boolean;
}

export interface Company {
  /** Null: not read yet. */
  known(room: Room): People | null;
  of(room: Room): Promise<People>;
}

export function createCompany({ policies }: Pick<Store, 'policies'>): Company {
  /** A room that is left and entered again is another one. */
  const read = new WeakMap<Room, People>();
  const known = (room: Room): People | null => room.keys?.policy?.members ?? read.get(room) ?? null;
  return {
    known,
    async of(room) {
      const at = known(room) ?? membersIn(await policies.frames(room.id));
      read.set(room, at);
      return known(room) ?? at;
    },
  };
}

/** Frames were judged when they were stored. */
function membersIn(frames: readonly Bytes[]): People {
  const members = new Set<AccountId>();
  for (const frame of frames) {
    const body = decodeCbor(PolicyBody, decodeCbor(PolicyFrame, frame, 'stored policy').body, 'stored policy');
    const { add, remove } = body.type === 'genesis' ? founders(body) : body;
    for (const account of remove) members.delete(account);
    for (const { account } of add) members.add(account);
  }
  return members;
}

function founders({
  creator,
  peer,
}: Extract<PolicyBody, { type: 'genesis' }>): Pick<Extract<PolicyBody, { type: 'change' }>, 'add' | 'remove'> {
  return { add: peer === null ? [creator] : [creator, peer], remove: [] };
}
