/** A group whose policy is real and signed. What is said in it is up to the test: the server cannot tell noise from MLS messages. */
import { randomBytes, sha256, signPolicy } from '@alcove/crypto';
import { policyFrameHash, roomIdOf, toBase64url, type Bytes, type PolicyGenesis, type RoomId } from '@alcove/protocol';
import type { HeadlessAccount } from './account.ts';
import { nextFrameId } from './frame-id.ts';

export interface HeadlessRoom {
  readonly room: RoomId;
  /** What the first change of the policy names as the frame before it. */
  readonly genesisHash: Bytes;
}

export async function makeRoom(owner: HeadlessAccount): Promise<HeadlessRoom> {
  const genesis: PolicyGenesis = {
    v: 1,
    type: 'genesis',
    kind: 'group',
    creator: { account: owner.identity.account, aik: owner.aik.public },
    peer: null,
    suite: 'MLS_256_XWING_AES256GCM_SHA512_Ed25519',
    nonce: randomBytes(32),
  };
  const signed = signPolicy(owner.identity, genesis);
  await owner.call('createRoom', { genesis: toBase64url(signed), id: nextFrameId() });
  return { room: roomIdOf(sha256, genesis), genesisHash: policyFrameHash(sha256, signed) };
}

/** The signed change that brings the others in: version 1 of the policy, to be appended by the owner. */
export function additionOf(owner: HeadlessAccount, others: readonly HeadlessAccount[], made: HeadlessRoom): Bytes {
  return signPolicy(owner.identity, {
    v: 1,
    type: 'change',
    room: made.room,
    version: 1,
    prev: made.genesisHash,
    add: others.map(({ identity, aik }) => ({ account: identity.account, aik: aik.public })),
    remove: [],
    owner: null,
  });
}
