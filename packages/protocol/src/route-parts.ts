/** What the routes are made of: shapes that several of them share. */
import { z } from 'zod';
import { base64urlBytes } from './bytes.ts';
import { DeviceKind } from './device-list.ts';
import { AccountId, DeviceId, SessionId, Username } from './ids.ts';
import { LIMIT } from './limits.ts';

export const API = '/api/v1';

/** OPAQUE messages are the library's own base64url strings. */
export const opaqueMessage = z
  .string()
  .min(16)
  .max(4096)
  .regex(/^[A-Za-z0-9_-]+$/);
export const blobOf = (max: number): z.ZodType<Uint8Array<ArrayBuffer>, string> => base64urlBytes(max);
/** Bytes in replies stay base64url text in the schema's output too, so that a reply parses to what the wire carries. */
export const blobText = z.string().regex(/^[A-Za-z0-9_-]*$/);
export const count = z.int().nonnegative();

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
export const PasswordAgain = z.object({ loginId: z.string().min(16).max(64), finishLoginRequest: opaqueMessage });
/** A device that was here before shows it, to stand in a queue of its own; the token opens nothing. */
export const KnownDevice = z.object({ device: DeviceId, token: z.string().min(16).max(64) });
export type KnownDevice = z.infer<typeof KnownDevice>;

/** What is noted about an account for its owner. */
export const SecurityKind = z.enum([
  'connected',
  'log-in',
  'new-device',
  'device-removed',
  'failed',
  'password-changed',
  'password-asked',
  'password-refused',
  'ways-changed',
  'recovered',
  'started-anew',
  'address-changed',
  'reset-asked',
  'second-factor-on',
  'second-factor-off',
  'backup-code-used',
  'passkey-added',
  'passkey-removed',
]);
export type SecurityKind = z.infer<typeof SecurityKind>;

/** A device asked to set a new password without the old one. `readyAt` and `until` in ms since 1970, by the server. */
export const WaitingRequest = z.object({
  device: DeviceId,
  at: count,
  /** Its signature: password-request.ts. */
  proof: blobText.max(128),
  /** For the device alone that asked. */
  challenge: z.string().min(16).max(64).nullable(),
  readyAt: count,
  until: count,
});
export type WaitingRequest = z.infer<typeof WaitingRequest>;

export const nothing = z.object({});
/** What a link in a letter carries. */
export const mailToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** Loose on purpose: whether an address is one shows when a letter arrives. */
export const emailAddress = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s@<>"(),;:\\]+@[^\s@<>"(),;:\\]+$/u);

export const NewDevice = z.object({ device: DeviceId, kind: DeviceKind, list: blobOf(LIMIT.deviceListBytes) });

export const SessionStarted = z.object({
  account: AccountId,
  username: Username,
  session: SessionId,
  /** `enrol`: may read the own vault and device list, and enrol a device; nothing else. */
  scope: z.enum(['enrol', 'device']),
  /** The cookie's value, only for clients without a cookie jar that asked with header `x-alcove-cookie: body`. */
  cookie: z.string().optional(),
  /** For the next log-in on this device: see KnownDevice. */
  knownToken: z.string().max(64).optional(),
});

export const route = <A extends 'none' | 'session' | 'enrol' | 'device', Q extends z.ZodType, R extends z.ZodType>(
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
