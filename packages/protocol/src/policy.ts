/**
 * Who may do what in a room: a chain of signed frames in the room's log that the server and every client read alike.
 *
 * Owns the formats and the one pure rule that moves a policy forward. Signatures are checked by the caller, under the AIK that
 * the policy itself holds for the signer's account. A frame is judged under the version before it, at its place in the log, so
 * every client reaches the same verdict.
 */
import { z } from 'zod';
import { bytesSchema, concatBytes, equalBytes, toBase64url, utf8, type Bytes } from './bytes.ts';
import { encodeCbor } from './cbor.ts';
import { AccountId, DeviceId, RoomId } from './ids.ts';
import { LABEL } from './labels.ts';
import { LIMIT } from './limits.ts';
import type { Sha256 } from './log-entry.ts';

const key32 = bytesSchema.refine((b) => b.length === 32);
const Person = z.strictObject({ account: AccountId, aik: key32 });
export type Person = z.infer<typeof Person>;

/** `secret`: of two people, and of one device of each. */
export const RoomKind = z.enum(['direct', 'group', 'secret']);
export type RoomKind = z.infer<typeof RoomKind>;

export const Suite = z.enum(['MLS_256_XWING_AES256GCM_SHA512_Ed25519', 'MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519']);
export type Suite = z.infer<typeof Suite>;

export const PolicyGenesis = z.strictObject({
  v: z.literal(1),
  type: z.literal('genesis'),
  kind: RoomKind,
  creator: Person,
  /** Rooms of two name the other person at birth and never change; null in groups. */
  peer: Person.nullable(),
  /** Of secret rooms, and of no others: the one device of either person that is in it. */
  devices: z.strictObject({ creator: DeviceId, peer: DeviceId }).optional(),
  suite: Suite,
  nonce: key32,
});
export type PolicyGenesis = z.infer<typeof PolicyGenesis>;

export const PolicyChange = z.strictObject({
  v: z.literal(1),
  type: z.literal('change'),
  room: RoomId,
  /** Genesis is version 0. */
  version: z.int().positive(),
  /** SHA-256 over label and signed bytes of the frame before. */
  prev: key32,
  add: z.array(Person).max(256),
  remove: z.array(AccountId).max(256),
  /** Hands the room over; null keeps the owner. */
  owner: AccountId.nullable(),
});
export type PolicyChange = z.infer<typeof PolicyChange>;

export const PolicyBody = z.discriminatedUnion('type', [PolicyGenesis, PolicyChange]);
export type PolicyBody = z.infer<typeof PolicyBody>;

/** The frame in the log: `body` is canonical CBOR of a PolicyBody, `sig` by the device key that `cert` certifies. */
export const PolicyFrame = z.strictObject({
  body: bytesSchema.refine((b) => b.length <= LIMIT.policyBytes),
  cert: bytesSchema,
  sig: bytesSchema.refine((b) => b.length === 64),
});
export type PolicyFrame = z.infer<typeof PolicyFrame>;

/** What is in force after a frame. Immutable. */
export interface Policy {
  readonly room: RoomId;
  readonly kind: RoomKind;
  readonly suite: Suite;
  readonly version: number;
  /** Hash of the frame that made this version: the next one's `prev`. */
  readonly hash: Bytes;
  readonly owner: AccountId;
  readonly members: ReadonlyMap<AccountId, Bytes>;
  /** The one device of each person that has a part in the room, for good; null: all devices of its members have. */
  readonly devices: ReadonlyMap<AccountId, DeviceId> | null;
}

/** Whose signature is under a frame, as its certificate names them. */
export interface PolicySigner {
  readonly account: AccountId;
  readonly device: DeviceId;
}

export type PolicyRefusal =
  | 'policy-genesis-shape'
  | 'policy-wrong-room'
  | 'policy-out-of-order'
  | 'policy-signer-not-member'
  | 'policy-fixed' // direct rooms never change, and secret ones only end
  | 'policy-other-device' // a secret room is of two devices, and the signer is neither
  | 'policy-not-owner'
  | 'policy-bad-change'
  | 'policy-too-many';

export type PolicyVerdict =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly why: PolicyRefusal };

export function policyFrameHash(sha256: Sha256, frame: Uint8Array): Bytes {
  return sha256(concatBytes(utf8(LABEL.policyHash), frame));
}

export function roomIdOf(sha256: Sha256, genesis: PolicyGenesis): RoomId {
  return RoomId.parse(toBase64url(sha256(concatBytes(utf8(LABEL.roomId), encodeCbor(genesis)))));
}

/** Whether this device has a part in the room: its account is a member, and no other device of it was named. */
export function isOfRoom(
  { members, devices }: Pick<Policy, 'members' | 'devices'>,
  { account, device }: PolicySigner,
): boolean {
  return members.has(account) && (devices === null || devices.get(account) === device);
}

/** Somebody took leave of a secret room: of two, nobody is left to talk to. */
export function isEnded({ kind, members }: Pick<Policy, 'kind' | 'members'>): boolean {
  return kind === 'secret' && members.size < 2;
}

/** The first policy of a room. `hash` is the hash of the whole signed frame. */
export function startPolicy(room: RoomId, genesis: PolicyGenesis, signer: PolicySigner, hash: Bytes): PolicyVerdict {
  const refuse = (why: PolicyRefusal): PolicyVerdict => ({ ok: false, why });
  const { kind, creator, peer, devices } = genesis;
  if (signer.account !== creator.account) return refuse('policy-signer-not-member');
  if ((kind === 'group') !== (peer === null)) return refuse('policy-genesis-shape');
  if ((kind === 'secret') !== (devices !== undefined)) return refuse('policy-genesis-shape');
  if (peer?.account === creator.account) return refuse('policy-genesis-shape');
  if (devices !== undefined && devices.creator !== signer.device) return refuse('policy-other-device');
  const people = peer === null ? [creator] : [creator, peer];
  return {
    ok: true,
    policy: {
      room,
      kind,
      suite: genesis.suite,
      version: 0,
      hash,
      owner: creator.account,
      members: new Map(people.map((p) => [p.account, p.aik])),
      devices:
        peer === null || devices === undefined
          ? null
          : new Map([
              [creator.account, devices.creator],
              [peer.account, devices.peer],
            ]),
    },
  };
}

/**
 * The policy after `change`, signed by a device of `signer`, or why it is refused. Any member of a group may add people and may
 * leave; only the owner removes others or hands the room over. An owner who leaves names the next owner in the same change,
 * unless nobody is left. Of a secret room either of the two may only take leave, which ends it.
 */
export function applyPolicyChange(
  policy: Policy,
  change: PolicyChange,
  { account: signer, device }: PolicySigner,
  hash: Bytes,
): PolicyVerdict {
  const refuse = (why: PolicyRefusal): PolicyVerdict => ({ ok: false, why });
  if (change.room !== policy.room) return refuse('policy-wrong-room');
  if (change.version !== policy.version + 1 || !equalBytes(change.prev, policy.hash))
    return refuse('policy-out-of-order');
  if (!policy.members.has(signer)) return refuse('policy-signer-not-member');
  if (!isOfRoom(policy, { account: signer, device })) return refuse('policy-other-device');
  if (policy.kind === 'direct' || (policy.kind === 'secret' && !isLeave(change, signer))) return refuse('policy-fixed');
  const isOwner = signer === policy.owner;
  const removesOthers = change.remove.some((a) => a !== signer);
  if (!isOwner && (removesOthers || change.owner !== null)) return refuse('policy-not-owner');

  const members = new Map(policy.members);
  for (const account of change.remove) if (!members.delete(account)) return refuse('policy-bad-change');
  for (const person of change.add) {
    if (policy.members.has(person.account) || members.has(person.account)) return refuse('policy-bad-change');
    members.set(person.account, person.aik);
  }
  if (members.size > LIMIT.roomMembers) return refuse('policy-too-many');
  const owner = change.owner ?? policy.owner;
  if (members.size > 0 && !members.has(owner)) return refuse('policy-bad-change');
  if (change.add.length + change.remove.length === 0 && owner === policy.owner) return refuse('policy-bad-change');
  return { ok: true, policy: { ...policy, version: change.version, hash, owner, members } };
}

function isLeave({ add, remove }: PolicyChange, signer: AccountId): boolean {
  return add.length === 0 && remove.length === 1 && remove[0] === signer;
}
