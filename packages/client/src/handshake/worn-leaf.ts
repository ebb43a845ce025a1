/**
 * When a leaf key has served long enough. Whoever copied this device's keys reads along until its leaf in the group has another one
 * (RFC 9420 §16.6), so that the key is replaced by and by even where nobody comes or goes.
 */
import type { AccountContext } from '../account/context.ts';
import type { Room } from '../rooms/room.ts';

export const LEAF_SERVES = { ms: 7 * 24 * 3_600_000, messages: 1_000 } as const;

/** In a room where nothing is said nothing can be read: it is asked only of rooms that are being worked on. */
export function isWorn(context: AccountContext, { leaf, row, keys, broken }: Room): boolean {
  if (keys === null || keys.group === null || !row.member || broken !== null) return false;
  return leaf.sealed >= LEAF_SERVES.messages || context.now() - leaf.since >= LEAF_SERVES.ms;
}
