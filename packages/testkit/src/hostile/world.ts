/**
 * What a hostile server knows: everything that ever passed through it, and keys of its own. Attacks are made from this and nothing
 * else; a test that wants more power for the attacker (a member's key, say) puts it in openly. Append-only.
 */
import { makeKeyPackage, newKeyPair, type DeviceIdentity, type KeyPackageMade, type KeyPair } from '@alcove/crypto';
import {
  decodeClientFrames,
  decodeLogCore,
  fromBase64url,
  StoredVault,
  type AccountId,
  type Bytes,
  type ClientFrame,
  type DeviceId,
  type LogCore,
  type RoomId,
  type RouteName,
  type RouteReply,
  type RouteRequest,
  type ServerFrame,
  type ServerFrameOf,
} from '@alcove/protocol';
import { forgeIdentity, newAccountId, ROOM_SUITE } from './forge.ts';

export type AppendCommit = Extract<ClientFrame, { t: 'append'; kind: 'commit' }>;

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

export interface ArchiveWritten {
  readonly account: AccountId;
  readonly write: RouteRequest<'putArchive'>;
}

export interface World {
  readonly serverId: string;
  readonly attacker: Attacker;
  readonly lists: ReadonlyMap<AccountId, readonly string[]>;
  readonly keyPackages: ReadonlyMap<DeviceId, readonly string[]>;
  readonly vaults: readonly StoredVault[];
  /** Every write to an archive, oldest first. */
  readonly archives: readonly ArchiveWritten[];
  readonly logs: ReadonlyMap<RoomId, ReadonlyMap<number, Bytes>>;
  readonly welcomes: readonly ServerFrameOf<'welcome'>[];
  readonly groupInfos: ReadonlyMap<RoomId, readonly SealedInfo[]>;
  /** What members sent, whatever became of it. */
  readonly commits: readonly AppendCommit[];
  /** Every byte string that passed, for those who look for words in it. */
  readonly traffic: readonly Uint8Array[];
  /** The log as the server holds it, oldest first. */
  log(room: RoomId): readonly (LogCore & { readonly seq: number })[];
}

export interface Witness extends World {
  sawClientFrame(frame: ClientFrame): void;
  sawServerFrame(frame: ServerFrame): void;
  /** `reply` null: it was refused, or never came. */
  sawCall(name: RouteName, request: unknown, reply: unknown, account: AccountId | null): void;
  sawBytes(bytes: Uint8Array): void;
}

interface Seen {
  readonly lists: Map<AccountId, readonly string[]>;
  readonly keyPackages: Map<DeviceId, readonly string[]>;
  readonly vaults: StoredVault[];
  readonly archives: ArchiveWritten[];
  readonly logs: Map<RoomId, Map<number, Bytes>>;
  readonly welcomes: ServerFrameOf<'welcome'>[];
  readonly groupInfos: Map<RoomId, readonly SealedInfo[]>;
  readonly commits: AppendCommit[];
  readonly traffic: Uint8Array[];
}

export async function newWorld(serverId: string): Promise<Witness> {
  const seen: Seen = {
    lists: new Map(),
    keyPackages: new Map(),
    vaults: [],
    archives: [],
    logs: new Map(),
    welcomes: [],
    groupInfos: new Map(),
    commits: [],
    traffic: [],
  };
  return {
    ...seen,
    serverId,
    attacker: await newAttacker(serverId),
    log: (room) =>
      [...(seen.logs.get(room) ?? [])]
        .toSorted(([a], [b]) => a - b)
        .map(([seq, core]) => ({ ...decodeLogCore(core), seq })),
    sawBytes: (bytes) => void seen.traffic.push(bytes),
    sawClientFrame: (frame) => noteClientFrame(seen, frame),
    sawServerFrame: (frame) => noteServerFrame(seen, frame),
    sawCall: (...call) => noteCall(seen, ...call),
  };
}

function noteClientFrame({ commits, groupInfos }: Seen, frame: ClientFrame): void {
  if (frame.t !== 'append' || frame.kind !== 'commit') return;
  commits.push(frame);
  if (frame.groupInfo === undefined) return;
  const { room, epoch, groupInfo } = frame;
  groupInfos.set(room, [...(groupInfos.get(room) ?? []), { epoch: epoch + 1, body: new Uint8Array(groupInfo) }]);
}

function noteServerFrame({ logs, welcomes }: Seen, frame: ServerFrame): void {
  const entry = (room: RoomId, seq: number, core: Uint8Array): void =>
    void logs.set(room, (logs.get(room) ?? new Map<number, Bytes>()).set(seq, new Uint8Array(core)));
  if (frame.t === 'entry') entry(frame.room, frame.seq, frame.core);
  if (frame.t === 'page') for (const { seq, core } of frame.entries) entry(frame.room, seq, core);
  if (frame.t === 'welcome') welcomes.push(frame);
}

function noteCall(seen: Seen, name: RouteName, request: unknown, reply: unknown, account: AccountId | null): void {
  const { lists, keyPackages, vaults, archives, traffic } = seen;
  traffic.push(new TextEncoder().encode(JSON.stringify([name, request, reply])));
  // A room's first commit comes with its genesis.
  const first = name === 'createRoom' ? (request as RouteRequest<'createRoom'>).first : undefined;
  if (first !== undefined) for (const frame of decodeClientFrames(fromBase64url(first))) noteClientFrame(seen, frame);
  if (reply === null) return;
  if (name === 'putArchive' && account !== null)
    archives.push({ account, write: request as RouteRequest<'putArchive'> });
  if (name === 'registerFinish') vaults.push(StoredVault.parse((request as RouteRequest<'registerFinish'>).vault));
  if (name === 'changeAccess') vaults.push(StoredVault.parse((request as RouteRequest<'changeAccess'>).vault));
  if (name === 'person') {
    const { account, lists: shown } = reply as RouteReply<'person'>;
    if (shown.length > (lists.get(account)?.length ?? 0)) lists.set(account, shown);
  }
  if (name !== 'claimKeyPackages') return;
  for (const { device, body } of (reply as RouteReply<'claimKeyPackages'>).packages)
    keyPackages.set(device, [...(keyPackages.get(device) ?? []), body]);
}

/** An account that exists nowhere but with the attacker: keys, a certificate and key packages that are sound in themselves. */
async function newAttacker(serverId: string): Promise<Attacker> {
  const account = newAccountId();
  const aik = newKeyPair();
  const identity = forgeIdentity({ server: serverId, account, aik });
  const now = Math.floor(Date.now() / 1_000);
  return { account, aik, identity, packages: [await makeKeyPackage(identity, ROOM_SUITE, now, false)] };
}
