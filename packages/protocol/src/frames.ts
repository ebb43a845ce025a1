/**
 * WebSocket frames. One WebSocket message is a CBOR sequence of frames; the first one a client sends is `hello`.
 * Every request frame carries the id its answer repeats: appends their FrameId, fetches a number `n`.
 */
import { z } from 'zod';
import { bytesSchema, type Bytes } from './bytes.ts';
import { decodeCborSequence, encodeCbor } from './cbor.ts';
import { ErrorBody } from './errors.ts';
import { AccountId, DeviceId, FrameId, RoomId } from './ids.ts';
import { LIMIT } from './limits.ts';

export const PROTOCOL_VERSION = 1;

const blob = (max: number): z.ZodType<Bytes> => bytesSchema.refine((b) => b.length > 0 && b.length <= max);
const hash = bytesSchema.refine((b) => b.length === 32);
const seq = z.int().nonnegative();
const epoch = z.int().nonnegative();
const invited = z.array(z.strictObject({ account: AccountId, device: DeviceId })).max(1024);
const requestNumber = z.int().nonnegative();

/* ---- client to server ---- */

const Hello = z.strictObject({ t: z.literal('hello'), v: z.int().positive(), ticket: z.string().min(16).max(64) });

/** Answered by `ack` or `nack` with the same id. A repeated append gets the first one's ack. */
const AppendApplication = z.strictObject({
  t: z.literal('append'),
  kind: z.literal('application'),
  room: RoomId,
  id: FrameId,
  epoch,
  /** The last entry its sender had opened when it sealed: shows whether it knew of a commit that was taken back. */
  seen: seq.optional(),
  body: blob(LIMIT.applicationBytes),
});
const AppendPolicy = z.strictObject({
  t: z.literal('append'),
  kind: z.literal('policy'),
  room: RoomId,
  id: FrameId,
  body: blob(LIMIT.policyBytes),
});
/** What a device says about a commit (verdict.ts). */
const AppendVerdict = z.strictObject({
  t: z.literal('append'),
  kind: z.literal('verdict'),
  room: RoomId,
  id: FrameId,
  body: blob(LIMIT.verdictBytes),
});
/** Compare-and-set on the epoch. `policy`, when given, becomes the entry just before the commit, in the same transaction. */
const AppendCommit = z.strictObject({
  t: z.literal('append'),
  kind: z.literal('commit'),
  room: RoomId,
  id: FrameId,
  /** The epoch the commit was made in; the room moves to epoch + 1. */
  epoch,
  /** As with messages. */
  seen: seq.optional(),
  body: blob(LIMIT.frameBytes),
  policy: blob(LIMIT.policyBytes).optional(),
  policyId: FrameId.optional(),
  /** One MLS Welcome for all the devices this commit adds. */
  welcome: blob(LIMIT.frameBytes).optional(),
  to: invited.optional(),
  /** GroupInfo of the new epoch, sealed under the room's group-info key: the server cannot read it. */
  groupInfo: blob(LIMIT.frameBytes).optional(),
});
export type AppendCommit = z.infer<typeof AppendCommit>;

/** Entries after `after`, oldest first; answered by one `page`. */
const Fetch = z.strictObject({
  t: z.literal('fetch'),
  n: requestNumber,
  room: RoomId,
  after: seq,
  limit: z.int().positive().max(LIMIT.pageEntries),
});
/** All policy frames of the room in order, for a joiner; answered by `policies`. */
const FetchPolicy = z.strictObject({ t: z.literal('fetch-policy'), n: requestNumber, room: RoomId });
/** The sealed GroupInfo of the current epoch, for an own-device external join; answered by `group-info`. */
const FetchGroupInfo = z.strictObject({ t: z.literal('fetch-group-info'), n: requestNumber, room: RoomId });
/**
 * The server's log ends before entries that this client holds: they are brought back, right after `after`, and `receipt` is that of the
 * last one. Answered by `restored`, or refused with `conflict` and the place where the log ends.
 */
const Restore = z.strictObject({
  t: z.literal('restore'),
  n: requestNumber,
  room: RoomId,
  after: seq,
  entries: z
    .array(
      z.strictObject({
        core: blob(LIMIT.frameBytes),
        /** Of an own commit: those it was for may not have taken it. */
        welcome: blob(LIMIT.frameBytes).optional(),
        to: invited.optional(),
      }),
    )
    .min(1)
    .max(LIMIT.pageEntries),
  receipt: hash,
  /** Of the epoch after these entries, sealed as with a commit. */
  groupInfo: z.strictObject({ epoch, body: blob(LIMIT.frameBytes) }).optional(),
});
/** The latest mark of every device in the room; answered by `marks`. */
const FetchMarks = z.strictObject({ t: z.literal('fetch-marks'), n: requestNumber, room: RoomId });
/** The client stored the Welcome: the server may forget it. Not answered. */
const WelcomeTaken = z.strictObject({ t: z.literal('welcome-taken'), id: z.int().positive() });
/** Relayed to the room's other connections and dropped. Not answered. */
const Whisper = z.strictObject({ t: z.literal('whisper'), room: RoomId, body: blob(LIMIT.whisperBytes) });
/** Overwrites this device's slot in the room and is relayed. Not answered. */
const Mark = z.strictObject({ t: z.literal('mark'), room: RoomId, body: blob(LIMIT.markBytes) });
const Ping = z.strictObject({ t: z.literal('ping') });

export const ClientFrame = z.union([
  Hello,
  AppendApplication,
  AppendPolicy,
  AppendVerdict,
  AppendCommit,
  Fetch,
  FetchPolicy,
  FetchGroupInfo,
  FetchMarks,
  Restore,
  WelcomeTaken,
  Whisper,
  Mark,
  Ping,
]);
export type ClientFrame = z.infer<typeof ClientFrame>;
export type AppendFrame = Extract<ClientFrame, { t: 'append' }>;

/* ---- server to client ---- */

const RoomPlace = z.strictObject({
  room: RoomId,
  /** The last entry this account may read: the log's end, or where it left. */
  seq,
  /** The chain's head there, as the server has it. */
  head: hash.optional(),
  epoch,
  /** False once the account was removed or left; entries up to `seq` can still be fetched. */
  member: z.boolean(),
  own: seq, // the last entry that this very device wrote; 0: none
});
export type RoomPlace = z.infer<typeof RoomPlace>;

/** Answers hello. From here on the connection receives live entries of every room of the account. */
const Ready = z.strictObject({
  t: z.literal('ready'),
  /** Server time, ms. */
  now: z.int().nonnegative(),
  /** Changes when the server's data was restored from a backup. */
  incarnation: z.string().max(64),
  account: AccountId,
  device: DeviceId,
  heartbeatMs: z.int().positive(),
  rooms: z.array(RoomPlace),
});

/** One log entry, live. `core` is LogCore bytes. */
const Entry = z.strictObject({
  t: z.literal('entry'),
  room: RoomId,
  seq: z.int().positive(),
  core: bytesSchema,
  /** Kept with the entry, and shown should the server's data ever go back. */
  receipt: hash.optional(),
});
const Page = z.strictObject({
  t: z.literal('page'),
  n: requestNumber,
  room: RoomId,
  after: seq,
  /** The chain's head at `after`, as the server has it; the client that holds its own compares. */
  head: hash,
  entries: z.array(z.strictObject({ seq: z.int().positive(), core: bytesSchema, receipt: hash.optional() })),
  last: seq, // that this account may read
});
/** The log ends at `seq` now. */
const Restored = z.strictObject({ t: z.literal('restored'), n: requestNumber, room: RoomId, seq });
const Policies = z.strictObject({
  t: z.literal('policies'),
  n: requestNumber,
  room: RoomId,
  frames: z.array(bytesSchema),
});
const GroupInfo = z.strictObject({
  t: z.literal('group-info'),
  n: requestNumber,
  room: RoomId,
  epoch,
  seq,
  body: bytesSchema.nullable(),
});
const MarkOf = z.strictObject({ account: AccountId, device: DeviceId, body: bytesSchema });
const Marks = z.strictObject({ t: z.literal('marks'), n: requestNumber, room: RoomId, marks: z.array(MarkOf) });

const Ack = z.strictObject({
  t: z.literal('ack'),
  room: RoomId,
  id: FrameId,
  seq: z.int().positive(),
  at: z.int().nonnegative(),
});
/** The append changed nothing. */
const Nack = z.strictObject({ t: z.literal('nack'), room: RoomId, id: FrameId, error: ErrorBody });
/** A numbered request failed. */
const Refused = z.strictObject({ t: z.literal('refused'), n: requestNumber, error: ErrorBody });

/** A Welcome for this device: pushed live and after every hello until it is taken. */
const WelcomeFrame = z.strictObject({
  t: z.literal('welcome'),
  id: z.int().positive(),
  room: RoomId,
  /** Place and epoch-after of the commit that made it. */
  seq: z.int().positive(),
  epoch,
  from: z.strictObject({ account: AccountId, device: DeviceId }),
  body: bytesSchema,
});
const Whispered = z.strictObject({
  t: z.literal('whispered'),
  room: RoomId,
  account: AccountId,
  device: DeviceId,
  body: bytesSchema,
});
const Marked = z.strictObject({
  t: z.literal('marked'),
  room: RoomId,
  account: AccountId,
  device: DeviceId,
  body: bytesSchema,
});
/** An account that shares a room has a new device list: fetch it. */
const DevicesChanged = z.strictObject({ t: z.literal('devices-changed'), account: AccountId, seq: z.int().positive() });
/** Something of the own account changed by another device or from outside: fetch it. */
const AccountChanged = z.strictObject({
  t: z.literal('account-changed'),
  what: z.enum(['vault', 'security', 'archive', 'records']),
});
/** A device of this account wants in, or what came of it: ask for the open mailboxes. */
const ApprovalsChanged = z.strictObject({ t: z.literal('approvals-changed') });
/** Fewer than half of this device's key packages are left: upload more. */
const KeyPackagesLow = z.strictObject({ t: z.literal('key-packages-low'), left: z.int().nonnegative() });
const Pong = z.strictObject({ t: z.literal('pong') });
/** Sent just before the server closes the socket; see CLOSE. */
const Bye = z.strictObject({ t: z.literal('bye'), error: ErrorBody });

export const ServerFrame = z.discriminatedUnion('t', [
  Ready,
  Entry,
  Page,
  Policies,
  GroupInfo,
  Marks,
  Restored,
  Ack,
  Nack,
  Refused,
  WelcomeFrame,
  Whispered,
  Marked,
  DevicesChanged,
  AccountChanged,
  ApprovalsChanged,
  KeyPackagesLow,
  Pong,
  Bye,
]);
export type ServerFrame = z.infer<typeof ServerFrame>;
export type ServerFrameOf<T extends ServerFrame['t']> = Extract<ServerFrame, { t: T }>;
export type ClientFrameOf<T extends ClientFrame['t']> = Extract<ClientFrame, { t: T }>;

/** WebSocket close codes of the application range. */
export const CLOSE = {
  sessionEnded: 4001,
  malformed: 4002,
  helloTimeout: 4003,
  unsupportedVersion: 4004,
  tooSlow: 4008,
  shuttingDown: 4010,
  /** The same device connected again: the older connection yields. */
  replaced: 4011,
} as const;

export const encodeFrame = (frame: ClientFrame | ServerFrame): Bytes => encodeCbor(frame);
/** Throws MalformedError. */
export function decodeClientFrames(bytes: Uint8Array): ClientFrame[] {
  return decodeCborSequence(ClientFrame, bytes, 'client frame');
}
/** Throws MalformedError. */
export function decodeServerFrames(bytes: Uint8Array): ServerFrame[] {
  return decodeCborSequence(ServerFrame, bytes, 'server frame');
}
