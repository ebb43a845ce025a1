/**
 * The HTTP routes under /api/v1: JSON both ways, described once. A route's `request` parses the body (POST, PUT) or the query
 * (GET, DELETE); `auth` says what it needs:
 *   none     nothing;
 *   session  the session cookie and the header `x-alcove: 1` (only to get an access token or to end the session);
 *   enrol    a bearer access token of any session;
 *   device   a bearer access token of a session bound to a device of the account.
 * State-changing routes also demand same-origin (Sec-Fetch-Site, else Origin) and a JSON body.
 */
import { z } from 'zod';
import { base64urlBytes } from './bytes.ts';
import { DeviceKind } from './device-list.ts';
import { AccountId, DeviceId, RoomId, SessionId, Username } from './ids.ts';
import { LIMIT } from './limits.ts';

export const API = '/api/v1';

/** Where the WebSocket is opened; the ticket travels in the first frame, never in the address. */
export const GATEWAY = `${API}/gateway`;

/** OPAQUE messages are the library's own base64url strings. */
const opaqueMessage = z
  .string()
  .min(16)
  .max(4096)
  .regex(/^[A-Za-z0-9_-]+$/);
const blobOf = (max: number): z.ZodType<Uint8Array<ArrayBuffer>, string> => base64urlBytes(max);
/** Bytes in replies stay base64url text in the schema's output too, so that a reply parses to what the wire carries. */
const blobText = z.string().regex(/^[A-Za-z0-9_-]*$/);
const count = z.int().nonnegative();

/** VK wrapped under one source; crypto/vault.ts holds the format. */
export const VaultWrap = z.object({
  kind: z.enum(['password', 'recovery', 'passkey']),
  sealed: blobText.max(1024),
  /** Of the recovery code: the Ed25519 key by which somebody without the password shows that they have the code. */
  proofKey: blobText.max(64).optional(),
  /** Of a passkey: which one. */
  credential: blobText.max(1400).optional(),
});
export type VaultWrap = z.infer<typeof VaultWrap>;
export const StoredVault = z.object({
  version: z.int().positive(),
  sealed: blobText.max(LIMIT.vaultBytes * 2),
  wraps: z.array(VaultWrap).min(1).max(16),
  /** The digest of the version before; null for the first. */
  prev: blobText.max(64).nullable().default(null),
  /** By which the account's own devices know that one of them made this version. Null only in a first version from before there were tags. */
  tag: blobText.max(64).nullable().default(null),
});
export type StoredVault = z.infer<typeof StoredVault>;

/** The password again, for what must not be done by whoever found a device open: a login that was started for this, and its end. */
const PasswordAgain = z.object({ loginId: z.string().min(16).max(64), finishLoginRequest: opaqueMessage });

const KeyPackageUpload = z.object({
  /** base64url of the MLS KeyPackageRef. */
  ref: z.string().min(16).max(128),
  body: blobOf(LIMIT.keyPackageBytes),
  lastResort: z.boolean(),
  /** Seconds since 1970. */
  notAfter: z.int().positive(),
});
const NewDevice = z.object({ device: DeviceId, kind: DeviceKind, list: blobOf(LIMIT.deviceListBytes) });

const SessionStarted = z.object({
  account: AccountId,
  username: Username,
  session: SessionId,
  /** `enrol`: may read the own vault and device list, and enrol a device; nothing else. */
  scope: z.enum(['enrol', 'device']),
  /** The cookie's value, only for clients without a cookie jar that asked with header `x-alcove-cookie: body`. */
  cookie: z.string().optional(),
});

const route = <A extends 'none' | 'session' | 'enrol' | 'device', Q extends z.ZodType, R extends z.ZodType>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  auth: A,
  request: Q,
  reply: R,
): {
  readonly method: typeof method;
  readonly path: string;
  readonly auth: A;
  readonly request: Q;
  readonly reply: R;
} => ({
  method,
  path: `${API}${path}`,
  auth,
  request,
  reply,
});
const nothing = z.object({});

export const ROUTE = {
  server: route(
    'GET',
    '/server',
    'none',
    nothing,
    z.object({
      name: z.string(),
      /** Random, made at first start; part of every device certificate. */
      serverId: z.string().min(1).max(64),
      version: z.string(),
      protocol: z.int(),
      registration: z.enum(['open', 'closed']),
      opaqueServerPublicKey: z.string(),
      /** Server time, ms. */
      now: count,
    }),
  ),

  registerStart: route(
    'POST',
    '/accounts/start',
    'none',
    z.object({ username: Username, registrationRequest: opaqueMessage }),
    z.object({ registrationResponse: opaqueMessage }),
  ),
  registerFinish: route(
    'POST',
    '/accounts',
    'none',
    z.object({
      username: Username,
      account: AccountId,
      registrationRecord: opaqueMessage,
      vault: StoredVault,
      device: NewDevice,
    }),
    SessionStarted,
  ),
  loginStart: route(
    'POST',
    '/login/start',
    'none',
    z.object({ username: Username, startLoginRequest: opaqueMessage }),
    z.object({ loginId: z.string().min(16).max(64), loginResponse: opaqueMessage }),
  ),
  loginFinish: route(
    'POST',
    '/login',
    'none',
    z.object({
      loginId: z.string().min(16).max(64),
      finishLoginRequest: opaqueMessage,
      /** A known device proves itself: Ed25519 over label deviceProof ‖ loginId (UTF-8). Its session gets scope device. */
      device: z.object({ device: DeviceId, proof: blobOf(64) }).optional(),
    }),
    SessionStarted,
  ),
  /** A device of the account that came without its proof shows it now: Ed25519 over label deviceProof ‖ session id (UTF-8). */
  deviceBack: route(
    'POST',
    '/devices/back',
    'enrol',
    z.object({ device: DeviceId, proof: blobOf(64) }),
    SessionStarted,
  ),
  /** Binds an enrol session to a new device by publishing the device list that introduces it. */
  enrol: route('POST', '/devices', 'enrol', NewDevice, SessionStarted),

  accessToken: route('POST', '/token', 'session', nothing, z.object({ token: z.string(), expiresAt: count })),
  logout: route('DELETE', '/session', 'session', nothing, nothing),
  ticket: route('POST', '/ticket', 'device', nothing, z.object({ ticket: z.string(), expiresAt: count })),

  sessions: route(
    'GET',
    '/sessions',
    'device',
    nothing,
    z.object({
      sessions: z.array(
        z.object({ session: SessionId, device: DeviceId.nullable(), current: z.boolean(), createdAt: count }),
      ),
    }),
  ),
  endSession: route('DELETE', '/sessions/one', 'device', z.object({ session: SessionId }), nothing),

  vault: route('GET', '/vault', 'enrol', nothing, StoredVault),
  /** The first half of a new password. */
  newPasswordStart: route(
    'POST',
    '/access/start',
    'device',
    z.object({ registrationRequest: opaqueMessage }),
    z.object({ registrationResponse: opaqueMessage }),
  ),
  /**
   * New ways into the vault, in one transaction: the next version of the vault, and with a new password the record it belongs to.
   * Compare-and-swap: `vault.version` must be the stored one plus one. Idempotent: the same vault again is done already.
   */
  changeAccess: route(
    'PUT',
    '/access',
    'device',
    z.object({ password: PasswordAgain, vault: StoredVault, registrationRecord: opaqueMessage.optional() }),
    z.object({ version: z.int().positive() }),
  ),

  /** By name, for finding people; by account, for refreshing. The whole chain after `after`. */
  person: route(
    'GET',
    '/people',
    'enrol',
    z.object({
      username: Username.optional(),
      account: AccountId.optional(),
      after: z.coerce.number().int().nonnegative().default(0),
    }),
    z.object({ account: AccountId, username: Username, lists: z.array(blobText) }),
  ),

  uploadKeyPackages: route(
    'POST',
    '/key-packages',
    'device',
    z.object({ packages: z.array(KeyPackageUpload).min(1).max(LIMIT.keyPackagesPerUpload) }),
    z.object({ left: count }),
  ),
  /** One per active device of the account, each handed out once (the last-resort one repeatedly, marked). */
  claimKeyPackages: route(
    'POST',
    '/key-packages/claim',
    'device',
    z.object({ account: AccountId }),
    z.object({ packages: z.array(z.object({ device: DeviceId, body: blobText, lastResort: z.boolean() })) }),
  ),

  /** Creates the log with the signed genesis (PolicyFrame bytes) as entry 1. Idempotent by room id. */
  createRoom: route(
    'POST',
    '/rooms',
    'device',
    z.object({ genesis: blobOf(LIMIT.policyBytes), id: z.string().length(26) }),
    z.object({ room: RoomId, seq: z.int().positive(), at: count }),
  ),

  /** Own sealed records (settings, group-info keys): see crypto/record.ts. Version 0 means none. */
  records: route(
    'GET',
    '/records',
    'enrol',
    z.object({ after: z.coerce.number().int().nonnegative().default(0) }),
    z.object({ records: z.array(z.object({ name: z.string(), version: count, sealed: blobText })), cursor: count }),
  ),
  putRecord: route(
    'PUT',
    '/records',
    'device',
    z.object({
      /** HMAC of the record's meaning: the server learns nothing from it. */
      name: z.string().min(16).max(64),
      /** The stored version plus one, else conflict. */
      version: z.int().positive(),
      sealed: blobOf(LIMIT.recordBytes),
    }),
    z.object({ version: count }),
  ),
} as const;

export type RouteName = keyof typeof ROUTE;
export type RouteRequest<N extends RouteName> = z.input<(typeof ROUTE)[N]['request']>;
export type RouteParsed<N extends RouteName> = z.output<(typeof ROUTE)[N]['request']>;
export type RouteReply<N extends RouteName> = z.output<(typeof ROUTE)[N]['reply']>;
