/** The tables as Kysely sees them; migrations.ts makes them. Ids are the branded texts of the protocol, times are ms since 1970. */
import type {
  AccountId,
  Bytes,
  ChainMark,
  DeviceId,
  DeviceKind,
  EntryKind,
  FrameId,
  RoomId,
  RoomKind,
  SecurityKind,
  SessionId,
  Suite,
  Username,
} from '@alcove/protocol';
import type { Generated, Kysely } from 'kysely';

export interface Schema {
  meta: { key: string; value: string };
  account: {
    id: AccountId;
    username: Username;
    opaque_record: string;
    aik: Bytes;
    list_seq: number;
    list_hash: Bytes;
    created_at: number;
    /** Of an account that was started anew: the name it had, and who has it now. */
    former_username: Generated<Username | null>;
    successor: Generated<AccountId | null>;
    /** Of the letters to it; null while no device said one. */
    language: Generated<string | null>;
  };
  /** Sealed; `mark` finds it again. */
  email: { account: AccountId; sealed: string; mark: string };
  /** `address` is sealed. */
  mail_token: { hash: Bytes; account: AccountId; purpose: 'verify' | 'reset'; address: string; expires_at: number };
  /** The secret is sealed; `last_step` is the time step of the last code that was right. */
  second_factor: { account: AccountId; sealed: string; active: number; last_step: number };
  backup_code: { account: AccountId; mark: string };
  passkey: {
    id: string;
    account: AccountId;
    public_key: Bytes;
    counter: number;
    name: string;
    created_at: number;
    used_at: number;
  };
  /** `network` is a keyed mark. */
  security_event: {
    id: Generated<number>;
    account: AccountId;
    at: number;
    kind: SecurityKind;
    network: string | null;
    device: DeviceId | null;
    count: number;
  };
  device: {
    id: DeviceId;
    account: AccountId;
    device_key: Bytes;
    kind: DeviceKind;
    revoked: Generated<number>;
    /** Key packages right after the last upload: "low" is less than half of it. */
    key_package_peak: Generated<number>;
    /** The day it came; null for devices older than this column. */
    added_at: number | null;
    unlock_share: Bytes | null;
  };
  /** How far each device moved on: the mark in force. */
  device_chain: { device: DeviceId; mark: ChainMark };
  /** The last place in each room that a device wrote, up to the room's `counted`. */
  written: { room: number; device: DeviceId; seq: number };
  device_list: { account: AccountId; seq: number; body: Bytes };
  session: {
    id: SessionId;
    token_hash: Bytes;
    account: AccountId;
    device: DeviceId | null;
    created_at: number;
    used_at: number;
  };
  vault: {
    account: AccountId;
    version: number;
    sealed: string;
    wraps: string;
    prev: string | null;
    tag: string | null;
  };
  /** `at` and `proof` are the device's own; `asked_at` is when the day began. */
  password_request: {
    account: AccountId;
    device: DeviceId;
    at: number;
    proof: Bytes;
    challenge: string;
    asked_at: number;
  };
  record: { account: AccountId; name: string; version: number; sealed: Bytes; cursor: number };
  /** `position` counts the manifests ever written, `bytes` what is kept. */
  archive_root: {
    account: AccountId;
    version: number;
    epoch: number;
    sealed: Bytes;
    bytes: number;
    position: number;
  };
  archive_room: {
    account: AccountId;
    room: RoomId;
    version: number;
    epoch: number;
    sealed: Bytes;
    position: number;
  };
  archive_segment: { account: AccountId; room: RoomId; number: number; body: Bytes };
  key_package: {
    id: Generated<number>;
    device: DeviceId;
    ref: string;
    body: Bytes;
    last_resort: number;
    /** Seconds since 1970. */
    not_after: number;
  };
  room: {
    key: Generated<number>;
    id: RoomId;
    kind: RoomKind;
    suite: Suite;
    epoch: number;
    seq: number;
    head: Bytes;
    at: number;
    owner: AccountId;
    policy_version: number;
    policy_hash: Bytes;
    /** Which commits can still be taken back: protocol's Settlement. Null: nothing to know yet. */
    settlement: Bytes | null;
    /** Both accounts of a direct room, sorted: there is one such room. */
    pair: string | null;
    /** Up to here `written` counts (log/written.ts). */
    counted: Generated<number>;
  };
  entry: {
    room: number;
    seq: number;
    kind: EntryKind;
    epoch: number;
    device: DeviceId;
    frame: FrameId;
    at: number;
    core: Bytes;
    head: Bytes;
    /** 1: a message sealed after a commit that was taken back. Its sender seals it again under the same id. */
    voided: Generated<number>;
  };
  /** A stretch of the log an account may read: from the frame that added it to the one that removed it. */
  member: {
    room: number;
    account: AccountId;
    aik: Bytes;
    from_seq: number;
    until_seq: number | null;
    /** Of a secret room: the only device of the account that has a part in it. */
    device: DeviceId | null;
  };
  group_info: { room: number; epoch: number; seq: number; body: Bytes };
  /** The one before the newest commits, as long as they can be taken back. */
  group_info_before: { room: number; epoch: number; seq: number; body: Bytes };
  mark: { room: number; account: AccountId; device: DeviceId; body: Bytes };
  welcome: {
    id: Generated<number>;
    room: RoomId;
    seq: number;
    epoch: number;
    from_account: AccountId;
    from_device: DeviceId;
    body: Bytes;
  };
  welcome_to: { device: DeviceId; welcome: number };
}

export type Db = Kysely<Schema>;
