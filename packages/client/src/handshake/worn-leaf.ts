/**
 * When a leaf key has served long enough. Whoever copied this device's keys reads along until its leaf in the group has another one
 * (RFC 9420 §16.6), so that the key is replaced by and by even where nobody comes or goes. So is a certificate that another one followed.
 */
import { ownLeafCert, type GroupState } from '@alcove/crypto';
import { equalBytes } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import type { Intent } from './intent.ts';
import type { Room } from '../rooms/room.ts';

export const LEAF_SERVES = { ms: 7 * 24 * 3_600_000, messages: 1_000 } as const;

/**
 * What is to be done about it; null: nothing. In a room where nothing is said nothing can be read: it is asked only of rooms that are being worked
 * on. Where only the certificate is old (devices/renewal.ts), whoever is first does it.
 */
export function wearOf(context: AccountContext, { leaf, row, keys, broken }: Room): Intent | null {
  if (keys === null || keys.group === null || !row.member || broken !== null) return null;
  if (leaf.sealed >= LEAF_SERVES.messages || context.now() - leaf.since >= LEAF_SERVES.ms) return { kind: 'update' };
  return isCertified(context, keys.group) ? null : { kind: 'renew' };
}

/** Its leaf carries the certificate that this device has now. */
export function isCertified({ identity }: AccountContext, group: GroupState): boolean {
  return equalBytes(ownLeafCert(group), identity.cert);
}
