/** Routes about what opens an account: password, recovery code, letters. Part of ROUTE in http.ts. */
import { z } from 'zod';
import { AccountId, DeviceId, Username } from './ids.ts';
import { LIMIT } from './limits.ts';
import {
  blobOf,
  count,
  emailAddress,
  mailToken,
  NewDevice,
  nothing,
  opaqueMessage,
  PasswordAgain,
  route,
  SecurityKind,
  SessionStarted,
  StoredVault,
  WaitingRequest,
} from './route-parts.ts';

/** Six digits, or a backup code. */
const code = z.string().trim().min(6).max(20);
const credential = z
  .string()
  .max(1400)
  .regex(/^[A-Za-z0-9_-]+$/);
const passkeyName = z.string().trim().min(1).max(64);
/** WebAuthn's own JSON: made by the server's library, or by the browser. */
const webAuthn = z.record(z.string(), z.unknown());
const webAuthnAnswer = z.looseObject({ id: credential });

export const ACCESS_ROUTE = {
  /** The first half of a new password. */
  newPasswordStart: route(
    'POST',
    '/access/start',
    'enrol',
    z.object({ registrationRequest: opaqueMessage }),
    z.object({ registrationResponse: opaqueMessage }),
  ),
  /**
   * New ways into the vault, in one transaction: the next version of the vault, and with a new password the record it belongs to.
   * Compare-and-swap: `vault.version` must be the stored one plus one. Idempotent: the same vault again is done already.
   * Somebody who forgot the password shows the recovery code instead, by its signature over label recoveryProof ‖ session id (UTF-8); all other
   * sessions end with that. A device that is in may do so by a request of its own that waited (password-request.ts), by its signature over the new
   * record; that changes the password and nothing else.
   */
  changeAccess: route(
    'PUT',
    '/access',
    'enrol',
    z.object({
      by: z.union([
        z.object({ password: PasswordAgain }),
        z.object({ recovery: blobOf(64) }),
        z.object({ device: blobOf(64) }),
      ]),
      vault: StoredVault,
      registrationRecord: opaqueMessage.optional(),
    }),
    z.object({ version: z.int().positive() }),
  ),
  /** The account's request for a new password, if one waits. */
  passwordRequest: route('GET', '/access/request', 'device', nothing, z.object({ request: WaitingRequest.nullable() })),
  /** `at` is the server's time as the device knows it, a minute more or less. Asking again is answered with the request that waits. */
  passwordAsk: route(
    'POST',
    '/access/request',
    'device',
    z.object({ at: count, proof: blobOf(64) }),
    z.object({ request: WaitingRequest }),
  ),
  /** By any device of the account: the request of that device is over. */
  passwordRefuse: route('POST', '/access/request/refuse', 'device', z.object({ device: DeviceId }), nothing),

  /** Coming back by the recovery code: a session that may open the vault, set a password and enrol. */
  recoverStart: route(
    'POST',
    '/recover/start',
    'none',
    z.object({ username: Username }),
    z.object({ challenge: z.string().min(16).max(64) }),
  ),
  recoverFinish: route(
    'POST',
    '/recover',
    'none',
    /** Ed25519 of the code's key over label recoveryProof ‖ challenge (UTF-8). */
    z.object({ challenge: z.string().min(16).max(64), proof: blobOf(64) }),
    SessionStarted,
  ),
  /** A letter to whoever this is, by handle or address, if it is anybody. The answer is the same for all. */
  resetStart: route('POST', '/reset/start', 'none', z.object({ who: z.string().trim().min(1).max(254) }), nothing),
  /** Whose name the link is about; and with a request, the first half of a new password. The link stays good. */
  resetOpen: route(
    'POST',
    '/reset/open',
    'none',
    z.object({ token: mailToken, registrationRequest: opaqueMessage.optional() }),
    z.object({ username: Username, registrationResponse: opaqueMessage.optional() }),
  ),
  /** The name goes to a new account; the old one and all its sessions end. The link is used up. */
  resetFinish: route(
    'POST',
    '/reset',
    'none',
    z.object({
      token: mailToken,
      account: AccountId,
      registrationRecord: opaqueMessage,
      vault: StoredVault,
      device: NewDevice,
    }),
    SessionStarted,
  ),
  /** What happened to the account, newest first: minutes, and marks of networks instead of addresses. */
  securityEvents: route(
    'GET',
    '/security',
    'device',
    nothing,
    z.object({
      /** The mark of the network that asks. */
      here: z.string(),
      events: z.array(
        z.object({
          at: count,
          kind: SecurityKind,
          network: z.string().nullable(),
          device: DeviceId.nullable(),
          count: z.int().positive(),
        }),
      ),
    }),
  ),
  secondFactor: route('GET', '/second-factor', 'device', nothing, z.object({ on: z.boolean(), backupCodes: count })),
  /** A secret for an authenticator; it counts from the first right code on. */
  secondFactorBegin: route(
    'POST',
    '/second-factor',
    'device',
    z.object({ password: PasswordAgain }),
    z.object({ secret: z.string(), uri: z.string() }),
  ),
  secondFactorOn: route(
    'POST',
    '/second-factor/on',
    'device',
    z.object({ code }),
    z.object({ backupCodes: z.array(z.string()) }),
  ),
  secondFactorOff: route('POST', '/second-factor/off', 'device', z.object({ password: PasswordAgain }), nothing),

  passkeys: route(
    'GET',
    '/passkeys',
    'device',
    nothing,
    z.object({
      passkeys: z.array(z.object({ id: z.string(), name: z.string(), createdAt: count, usedAt: count })),
    }),
  ),
  /** What the browser is asked to make; the answer goes to passkeyAdd. */
  passkeyBegin: route('POST', '/passkeys/begin', 'device', nothing, z.object({ options: webAuthn })),
  /** With the vault that the passkey opens, where it can open one. */
  passkeyAdd: route(
    'POST',
    '/passkeys',
    'device',
    z.object({
      password: PasswordAgain,
      response: webAuthnAnswer,
      name: passkeyName,
      vault: StoredVault.optional(),
    }),
    nothing,
  ),
  passkeyRename: route('PUT', '/passkeys', 'device', z.object({ id: credential, name: passkeyName }), nothing),
  passkeyRemove: route(
    'POST',
    '/passkeys/remove',
    'device',
    z.object({ password: PasswordAgain, id: credential, vault: StoredVault.optional() }),
    nothing,
  ),
  passkeyAsk: route('POST', '/login/passkey/start', 'none', nothing, z.object({ options: webAuthn })),
  passkeyLogin: route('POST', '/login/passkey', 'none', z.object({ response: webAuthnAnswer }), SessionStarted),

  email: route(
    'GET',
    '/email',
    'device',
    nothing,
    z.object({ address: z.string().nullable(), pending: z.string().nullable() }),
  ),
  /** Sends a link to the address, which counts once the link is opened. */
  setEmail: route('PUT', '/email', 'device', z.object({ password: PasswordAgain, address: emailAddress }), nothing),
  removeEmail: route('POST', '/email/remove', 'device', z.object({ password: PasswordAgain }), nothing),
  verifyEmail: route('POST', '/email/verify', 'none', z.object({ token: mailToken }), nothing),
  /** In which language this person reads: the server writes its letters in it. Of those it knows; `mail-off` where it writes none. */
  letterLanguage: route(
    'PUT',
    '/email/language',
    'device',
    z.object({ language: z.string().regex(/^[a-z]{2,8}$/) }),
    nothing,
  ),

  /** The end: `list` is the account's next device list, with no device in it. What the account kept on the server is erased with the answer. */
  deleteAccount: route(
    'POST',
    '/account/delete',
    'device',
    z.object({ password: PasswordAgain, list: blobOf(LIMIT.deviceListBytes) }),
    nothing,
  ),
} as const;
