/**
 * The HTTP routes under /api/v1: JSON both ways, described once. A route's `request` parses the body (POST, PUT) or the query
 * (GET, DELETE); `auth` says what it needs:
 *   none     nothing;
 *   session  the slot's session cookie (account-slots.ts) and the header `x-alcove: 1` (only to get an access token or to end the session);
 *   enrol    a bearer access token of any session;
 *   device   a bearer access token of a session bound to a device of the account.
 * State-changing routes also demand same-origin (Sec-Fetch-Site, else Origin) and a JSON body.
 */
import { z } from 'zod';
import { ACCESS_ROUTE } from './access-routes.ts';
import { ArchivePage, ArchiveQuery, ArchiveWrite, SegmentsPage, SegmentsQuery } from './archive.ts';
import { DEVICE_ROUTE } from './device-routes.ts';
import { AccountId, ChainMark, DeviceId, RoomId, SessionId, Username } from './ids.ts';
import { LIMIT } from './limits.ts';
import {
  API,
  blobOf,
  blobText,
  count,
  KnownDevice,
  NewDevice,
  nothing,
  opaqueMessage,
  route,
  SessionStarted,
  StoredVault,
} from './route-parts.ts';

export { API, KnownDevice, SecurityKind, StoredVault, VaultWrap, WaitingRequest } from './route-parts.ts';

/** Where the WebSocket is opened; the ticket travels in the first frame, never in the address. */
export const GATEWAY = `${API}/gateway`;

const KeyPackageUpload = z.object({
  /** base64url of the MLS KeyPackageRef. */
  ref: z.string().min(16).max(128),
  body: blobOf(LIMIT.keyPackageBytes),
  lastResort: z.boolean(),
  /** Seconds since 1970. */
  notAfter: z.int().positive(),
});
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
      /** Whether it sends letters: without, a forgotten password needs the recovery code. */
      mail: z.boolean().default(false),
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
    z.object({ username: Username, startLoginRequest: opaqueMessage, known: KnownDevice.optional() }),
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
      /** The second factor, where one is on and the device is not known. */
      code: z.string().trim().min(6).max(20).optional(),
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
  ...DEVICE_ROUTE,

  accessToken: route('POST', '/token', 'session', nothing, z.object({ token: z.string(), expiresAt: count })),
  logout: route('DELETE', '/session', 'session', nothing, nothing),
  /** `chain`: the mark this device stored last, null before the first. It stores the answer's before it says hello (docs/protocol.md §3). */
  ticket: route(
    'POST',
    '/ticket',
    'device',
    z.object({ chain: ChainMark.nullable() }),
    z.object({ ticket: z.string(), expiresAt: count, chain: ChainMark }),
  ),

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
  ...ACCESS_ROUTE,

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
    z.object({
      account: AccountId,
      username: Username,
      lists: z.array(blobText),
      /** The account was started anew: its name belongs to this one now. */
      successor: AccountId.optional(),
    }),
  ),

  uploadKeyPackages: route(
    'POST',
    '/key-packages',
    'device',
    z.object({
      packages: z.array(KeyPackageUpload).min(1).max(LIMIT.keyPackagesPerUpload),
      /** In place of all there are. */
      replace: z.boolean().optional(),
    }),
    z.object({ left: count }),
  ),
  /** One per active device of the account, or of one of them alone; each handed out once (the last-resort one repeatedly, marked). */
  claimKeyPackages: route(
    'POST',
    '/key-packages/claim',
    'device',
    z.object({ account: AccountId, device: DeviceId.optional() }),
    z.object({ packages: z.array(z.object({ device: DeviceId, body: blobText, lastResort: z.boolean() })) }),
  ),

  /**
   * Creates the log with the signed genesis (PolicyFrame bytes) as entry 1. `first`: the room's first commit, an `append` as a connection would
   * carry it (frames.ts), stored in the same transaction; when it alone is refused, the room is there without it. Idempotent by room id.
   */
  createRoom: route(
    'POST',
    '/rooms',
    'device',
    z.object({
      genesis: blobOf(LIMIT.policyBytes),
      id: z.string().length(26),
      first: blobOf(LIMIT.frameBytes).optional(),
    }),
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

  /** The account's sealed history: see archive.ts. */
  archive: route('GET', '/archive', 'device', ArchiveQuery, ArchivePage),
  archiveSegments: route('GET', '/archive/segments', 'device', SegmentsQuery, SegmentsPage),
  putArchive: route('PUT', '/archive', 'device', ArchiveWrite, z.object({ version: z.int().positive() })),
} as const;

export type RouteName = keyof typeof ROUTE;
export type RouteRequest<N extends RouteName> = z.input<(typeof ROUTE)[N]['request']>;
export type RouteParsed<N extends RouteName> = z.output<(typeof ROUTE)[N]['request']>;
export type RouteReply<N extends RouteName> = z.output<(typeof ROUTE)[N]['reply']>;
