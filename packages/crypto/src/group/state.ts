/**
 * A group's state as a value, and its stored form.
 *
 * Stored in three kinds of parts, because a message must not rewrite a whole tree: `head` (the epoch, without its ratchets) and
 * `past` change per epoch, `ratchets` per message, each under its epoch number. Every part starts with a version byte. The parts
 * hold every secret of the group: whoever stores them seals them.
 */
import { decodeGroupState, encodeGroupState, type ClientState, type GroupState as EngineState } from 'ts-mls';
import { encode } from 'ts-mls/codec/tlsEncoder.js';
import { decodeEpochReceiverData, epochReceiverDataEncoder } from 'ts-mls/epochReceiverData.js';
import { decodeSecretTree, secretTreeEncoder } from 'ts-mls/secretTree.js';
import { concatBytes, fromBase64url, RoomId, Suite, toBase64url, type Bytes } from '@alcove/protocol';
import { CryptoError } from '../error.ts';
import { acceptNobody, configWith, RETAINED_EPOCHS, type AcceptCredential } from './engine/config.ts';

const VERSION = 1;
const inside: unique symbol = Symbol('group state');

/** Immutable. Advancing returns another value. */
export interface GroupState {
  readonly room: RoomId;
  readonly epoch: number;
  readonly suite: Suite;
  readonly [inside]: EngineState;
}

export interface GroupParts {
  readonly head: Bytes;
  /** By epoch, the current one and those retained. */
  readonly ratchets: ReadonlyMap<number, Bytes>;
  /** By epoch, those retained; written once per epoch. */
  readonly past: ReadonlyMap<number, Bytes>;
}

/** The library's view, with a judge of credentials for this one operation. */
export function engineState(state: GroupState, accept: AcceptCredential = acceptNobody): ClientState {
  return { ...state[inside], clientConfig: configWith(accept) };
}

export function groupState(engine: EngineState): GroupState {
  const { groupId, epoch, cipherSuite } = engine.groupContext;
  return {
    room: RoomId.parse(toBase64url(groupId)),
    epoch: Number(epoch),
    suite: Suite.parse(cipherSuite),
    [inside]: {
      groupContext: engine.groupContext,
      keySchedule: engine.keySchedule,
      secretTree: engine.secretTree,
      ratchetTree: engine.ratchetTree,
      privatePath: engine.privatePath,
      signaturePrivateKey: engine.signaturePrivateKey,
      unappliedProposals: engine.unappliedProposals,
      confirmationTag: engine.confirmationTag,
      historicalReceiverData: engine.historicalReceiverData,
      groupActiveState: engine.groupActiveState,
    },
  };
}

/**
 * A state that was joined anew, with the keys that the one before had for earlier epochs: what was sealed before the others learned of the
 * join is still on its way, and the server takes it (protocol.md §5).
 */
export function withPast(joined: GroupState, before: GroupState | null): GroupState {
  if (before === null) return joined;
  const { secretTree, ratchetTree, keySchedule, groupContext, historicalReceiverData } = before[inside];
  const { senderDataSecret, resumptionPsk } = keySchedule;
  const current = { secretTree, ratchetTree, groupContext, senderDataSecret, resumptionPsk };
  const past = [...historicalReceiverData, [groupContext.epoch, current] as const]
    .filter(([epoch]) => epoch < BigInt(joined.epoch))
    .slice(1 - RETAINED_EPOCHS);
  return { ...joined, [inside]: { ...joined[inside], historicalReceiverData: new Map(past) } };
}

export function groupIdOf(room: RoomId): Bytes {
  return fromBase64url(room);
}

export function storeGroup(state: GroupState): GroupParts {
  const engine = state[inside];
  const past = [...engine.historicalReceiverData];
  const ratchets = new Map([[state.epoch, versioned(encode(secretTreeEncoder)(engine.secretTree))]]);
  for (const [epoch, data] of past) ratchets.set(Number(epoch), versioned(encode(secretTreeEncoder)(data.secretTree)));
  return {
    head: versioned(encodeGroupState({ ...engine, secretTree: [], historicalReceiverData: new Map() })),
    ratchets,
    past: new Map(
      past.map(([epoch, data]) => [
        Number(epoch),
        versioned(encode(epochReceiverDataEncoder)({ ...data, secretTree: [] })),
      ]),
    ),
  };
}

/** Throws CryptoError `unsupported-version` for a newer format, `state-damaged` for anything incomplete. */
export function loadGroup(parts: GroupParts): GroupState {
  for (const part of [parts.head, ...parts.ratchets.values(), ...parts.past.values()]) {
    if (part[0] !== VERSION) throw new CryptoError(part.length === 0 ? 'state-damaged' : 'unsupported-version');
  }
  try {
    const head = whole(decodeGroupState, parts.head);
    const ratchetsOf = (epoch: number): EngineState['secretTree'] => {
      const part = parts.ratchets.get(epoch);
      if (part === undefined) throw new CryptoError('state-damaged');
      return whole(decodeSecretTree, part);
    };
    const past = [...parts.past]
      .toSorted(([a], [b]) => a - b)
      .map(([epoch, part]) => {
        const data = { ...whole(decodeEpochReceiverData, part), secretTree: ratchetsOf(epoch) };
        return [BigInt(epoch), data] as const;
      });
    const secretTree = ratchetsOf(Number(head.groupContext.epoch));
    return groupState({ ...head, secretTree, historicalReceiverData: new Map(past) });
  } catch (error) {
    throw new CryptoError('state-damaged', error);
  }
}

const versioned = (bytes: Uint8Array): Bytes => concatBytes(new Uint8Array([VERSION]), bytes);

function whole<T>(decode: (bytes: Uint8Array, offset: number) => [T, number] | undefined, part: Bytes): T {
  // A copy: the library keeps views into what it decodes, and the caller may reuse its buffer.
  const bytes = part.slice(1);
  const decoded = decode(bytes, 0);
  if (decoded === undefined || decoded[1] !== bytes.length) throw new CryptoError('state-damaged');
  return decoded[0];
}
