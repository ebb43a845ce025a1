/**
 * A member who means harm: an account whose keys the test holds, with the true state of the rooms it was added to. It seals and signs what
 * no client of ours would, and a hostile server carries it to the others as it likes.
 */
import {
  followDeviceLists,
  joinByWelcome,
  seal,
  type GroupState,
  type KeyPackageMade,
  type KnownList,
} from '@alcove/crypto';
import { fromBase64url, type AccountId, type Bytes, type LogCore, type Policy, type RoomId } from '@alcove/protocol';
import { registrar, type HeadlessAccount } from '../headless/account.ts';
import { uploadKeyPackages } from './forge.ts';
import { forgeCore } from './own-group.ts';
import { policyAfter } from './policy-after.ts';
import type { World } from './world.ts';

export class Insider {
  readonly account: HeadlessAccount;
  readonly #package: KeyPackageMade;
  readonly #world: World;
  readonly #states = new Map<RoomId, GroupState>();

  private constructor(account: HeadlessAccount, made: KeyPackageMade, world: World) {
    this.account = account;
    this.#package = made;
    this.#world = world;
  }

  /** Signs up and can be added to rooms from then on. */
  static async signUp(url: string, username: string, world: World): Promise<Insider> {
    const account = await (await registrar(url)).signUp(username);
    return new Insider(account, await uploadKeyPackages(account), world);
  }

  /** Comes into a room by the last Welcome that a member's commit carried for it. */
  async join(room: RoomId): Promise<void> {
    const { identity } = this.account;
    const mine = this.#world.commits.findLast(
      (frame) => frame.room === room && frame.to?.some(({ device }) => device === identity.device) === true,
    );
    if (mine?.welcome === undefined) throw new Error('nobody added the insider');
    const policy = policyOf(this.#world, room);
    const joined = await joinByWelcome({
      identity,
      welcome: mine.welcome,
      packages: [this.#package],
      room,
      epoch: mine.epoch + 1,
      trust: { server: this.#world.serverId, policy, lists: listsOf(this.#world), nowMs: Date.now() },
      ownDevices: new Set([identity.device]),
    });
    if (joined.kind !== 'joined') throw new Error(`the insider cannot join: ${JSON.stringify(joined)}`);
    this.#states.set(room, joined.state);
  }

  /** An entry of the log, sealed at the insider's epoch. */
  async sealed(room: RoomId, plain: Bytes, aad: Bytes, changes: Partial<LogCore> = {}): Promise<Bytes> {
    const state = this.#states.get(room);
    if (state === undefined) throw new Error('the insider is not in this room');
    const { bytes, next } = await seal(state, plain, aad);
    this.#states.set(room, next);
    return this.entry('application', state.epoch, bytes, changes);
  }

  /** Any entry in the insider's own name. */
  entry(kind: LogCore['kind'], epoch: number, body: Bytes, changes: Partial<LogCore> = {}): Bytes {
    const { account, device } = this.account.identity;
    return forgeCore({ kind, epoch, account, device, body, ...changes });
  }
}

/** The policy in force, as the log that passed here has it. */
export function policyOf({ log, serverId }: World, room: RoomId): Policy {
  const frames = log(room).filter(({ kind }) => kind === 'policy');
  return policyAfter(
    serverId,
    room,
    frames.map(({ body }) => body),
  );
}

/** The newest device lists that the server showed to anybody. */
export function listsOf({ lists }: World): ReadonlyMap<AccountId, KnownList> {
  return new Map(
    [...lists].map(([account, signed]) => {
      const followed = followDeviceLists(null, account, signed.map(fromBase64url));
      if (!followed.ok) throw new Error(followed.code);
      return [account, followed.known] as const;
    }),
  );
}
