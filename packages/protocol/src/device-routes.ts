/**
 * The routes of an account's devices: how a new one comes in, how the list moves on, and the mailbox through which a device that is
 * in lets in another one. The server carries the mailbox's messages and reads none; their format is packages/crypto/src/approval.
 */
import { z } from 'zod';
import { base64urlBytes } from './bytes.ts';
import { AccountId, DeviceId } from './ids.ts';
import { LIMIT } from './limits.ts';
import { blobText, count, NewDevice, nothing, route, SessionStarted, StoredVault } from './route-parts.ts';

const bytes32 = base64urlBytes(32).refine((bytes) => bytes.length === 32);
const message = base64urlBytes(LIMIT.approvalBytes).refine((bytes) => bytes.length > 0);
const signature = base64urlBytes(64);
const list = base64urlBytes(LIMIT.deviceListBytes);

export const ApprovalId = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

export const DEVICE_ROUTE = {
  /** Binds an enrol session to a new device by publishing the device list that introduces it. */
  enrol: route('POST', '/devices', 'enrol', NewDevice, SessionStarted),
  /**
   * The next version of the own list, by a device that is in: adds at most one device, revokes any. With it, in one transaction, the vault's
   * next version, which may change what the vault holds and not what opens it.
   */
  publishDeviceList: route(
    'PUT',
    '/devices/list',
    'device',
    z.object({ list, vault: StoredVault.optional() }),
    z.object({ seq: z.int().positive() }),
  ),
  /** What the server knows of the own devices, with the precision of a day. Names and keys are not its business. */
  devices: route(
    'GET',
    '/devices',
    'device',
    nothing,
    z.object({
      devices: z.array(z.object({ device: DeviceId, addedAt: count.nullable(), lastSeenAt: count.nullable() })),
      /** Sessions that proved the password and have no device. */
      unenrolled: count,
    }),
  ),
  /** Half of the key that wraps the vault key on this device; gone for ever once the device is removed. */
  unlockShare: route('GET', '/devices/share', 'device', nothing, z.object({ share: blobText })),
  /** Ends all sessions that have no device. */
  endUnenrolled: route('DELETE', '/devices/unenrolled', 'device', nothing, nothing),
  /** Why a device's session ended: the signed lists that revoke it, for whoever holds its key (label deviceRemoval ‖ device id). */
  deviceRemoval: route(
    'POST',
    '/devices/removal',
    'none',
    z.object({ device: DeviceId, proof: signature, after: count }),
    z.object({ account: AccountId, lists: z.array(blobText) }),
  ),

  /** Opens the mailbox of this session anew; the account's devices hear of it. */
  askApproval: route(
    'POST',
    '/approvals',
    'enrol',
    z.object({ commit: bytes32 }),
    z.object({ approval: ApprovalId, expiresAt: count }),
  ),
  /** The mailbox as the new device sees it. `not-found` once it ran out. */
  ownApproval: route(
    'GET',
    '/approvals/own',
    'enrol',
    nothing,
    z.object({ answer: blobText.nullable(), grant: blobText.nullable(), refused: z.boolean() }),
  ),
  revealApproval: route('PUT', '/approvals/own', 'enrol', z.object({ reveal: message }), nothing),
  /** All mailboxes of the account that are open. */
  approvals: route(
    'GET',
    '/approvals',
    'device',
    nothing,
    z.object({
      approvals: z.array(
        z.object({
          approval: ApprovalId,
          commit: blobText,
          claimedBy: DeviceId.nullable(),
          reveal: blobText.nullable(),
          expiresAt: count,
        }),
      ),
    }),
  ),
  /** One device answers, the first that does: `conflict` for the others. */
  claimApproval: route(
    'PUT',
    '/approvals/claim',
    'device',
    z.object({ approval: ApprovalId, answer: message }),
    nothing,
  ),
  grantApproval: route(
    'PUT',
    '/approvals/grant',
    'device',
    z.object({ approval: ApprovalId, grant: message }),
    nothing,
  ),
  refuseApproval: route('DELETE', '/approvals', 'device', z.object({ approval: ApprovalId }), nothing),
} as const;
