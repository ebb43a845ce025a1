/**
 * What a hostile server knows: everything that ever passed through it, and keys of its own. Attacks are made from this and nothing
 * else; a test that wants more power for the attacker (a member's key, say) puts it in openly. Append-only.
 */
import { makeKeyPackage, newKeyPair, type DeviceIdentity, type KeyPackageMade, type KeyPair } from '@alcove/crypto';
import {
  decodeLogCore,
  type AccountId,
  type Bytes,
  type ClientFrame,
  type DeviceId,
  type LogCore,
  type RoomId,
  type RouteName,
  type ServerFrame,
  type ServerFrameOf,
  type StoredVault,
} from '@alcove/protocol';
import { forgeIdentity, newAccountId, ROOM_SUITE } from './forge.ts';

export interface SealedInfo {
  readonly epoch: number;
  readonly body: Bytes;
}

export interface Attacker {
  readonly account: AccountId;
  readonly aik: KeyPair;
  readonly identity: DeviceIdentity;
  readonly packages: KeyPackageMade[];
}

export interface World {
  readonly serverId: string;
  readonly attacker: Attacker;
  readonly lists: ReadonlyMap<AccountId, readonly string[]>;
  readonly keyPackages: ReadonlyMap<DeviceId, readonly string[]>;
  readonly vaults: readonly StoredVault[];
  readonly logs: ReadonlyMap<RoomId, ReadonlyMap<number, Bytes>>;
  readonly welcomes: readonly ServerFrameOf<'welcome'>[];
  readonly groupInfos: ReadonlyMap<RoomId, readonly SealedInfo[]>;
  /** Every byte string that passed, for those who look for words in it. */
  readonly traffic: readonly Uint8Array[];
  /** The log as the server holds it, oldest first. */
  log(room: RoomId): readonly (LogCore & { readonly seq: number })[];
}

export interface Witness extends World {
  sawClientFrame(frame: ClientFrame): void;
  sawServerFrame(frame: ServerFrame): void;
  sawCall(name: RouteName, request: unknown, reply: unknown): void;
  sawBytes(bytes: Uint8Array): void;
}

export async function newWorld(serverId: string): Promise<Witness> {
  const logs = new Map<RoomId, Map<number, Bytes>>();
  const lists = new Map<AccountId, string[]>();
  const keyPackages = new Map<DeviceId, string[]>();
  const groupInfos = new Map<RoomId, SealedInfo[]>();
  const vaults: StoredVault[] = [];
  const welcomes: ServerFrameOf<'welcome'>[] = [];
  const traffic: Uint8Array[] = [];

  const entry = (room: RoomId, seq: number, core: Uint8Array): void => {
    const log = logs.get(room) ?? new Map<number, Bytes>();
    logs.set(room, log.set(seq, new Uint8Array(core)));
  };
  const info = (room: RoomId, epoch: number, body: Uint8Array): void =>
    void groupInfos.set(room, [...(groupInfos.get(room) ?? []), { epoch, body: new Uint8Array(body) }]);

  return {
    serverId,
    attacker: await newAttacker(serverId),
    lists,
    keyPackages,
    vaults,
    logs,
    welcomes,
    groupInfos,
    traffic,
    log: (room) =>
      [...(logs.get(room) ?? [])].toSorted(([a], [b]) => a - b).map(([seq, core]) => ({ ...decodeLogCore(core), seq })),
    sawBytes: (bytes) => void traffic.push(bytes),
    sawClientFrame(frame) {
      if (frame.t === 'append' && frame.kind === 'commit' && frame.groupInfo !== undefined)
        info(frame.room, frame.epoch + 1, frame.groupInfo);
    },
    sawServerFrame(frame) {
      if (frame.t === 'entry') entry(frame.room, frame.seq, frame.core);
      if (frame.t === 'page') for (const { seq, core } of frame.entries) entry(frame.room, seq, core);
      if (frame.t === 'welcome') welcomes.push(frame);
    },
    sawCall(name, request, reply) {
      const text = new TextEncoder();
      traffic.push(text.encode(JSON.stringify([name, request, reply])));
      if (name === 'person') {
        const { account, lists: shown } = reply as { account: AccountId; lists: string[] };
        if (shown.length > (lists.get(account)?.length ?? 0)) lists.set(account, shown);
      }
      if (name === 'registerFinish') vaults.push((request as { vault: StoredVault }).vault);
      if (name === 'claimKeyPackages') {
        for (const { device, body } of (reply as { packages: { device: DeviceId; body: string }[] }).packages)
          keyPackages.set(device, [...(keyPackages.get(device) ?? []), body]);
      }
    },
  };
}

/** An account that exists nowhere but with the attacker: keys, a certificate and key packages that are sound in themselves. */
async function newAttacker(serverId: string): Promise<Attacker> {
  const account = newAccountId();
  const aik = newKeyPair();
  const identity = forgeIdentity({ server: serverId, account, aik });
  const now = Math.floor(Date.now() / 1_000);
  return { account, aik, identity, packages: [await makeKeyPackage(identity, ROOM_SUITE, now, false)] };
}
