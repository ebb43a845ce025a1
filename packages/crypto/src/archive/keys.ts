/**
 * The keys of an account's archive. AK_1 comes from the account's record key, so that every device that has the one has the
 * other. With each removal of a device begins another, random one, which the removed device never had.
 */
import { LABEL, type Bytes } from '@alcove/protocol';
import { deriveKey, randomBytes } from '../primitives.ts';

export interface ArchiveKey {
  /** From 1; the newest seals, all of them open. */
  readonly epoch: number;
  readonly key: Bytes;
}

export function firstArchiveKey(recordKey: Uint8Array): ArchiveKey {
  return { epoch: 1, key: deriveKey(recordKey, LABEL.archiveKey) };
}

/** The next one after all that are known. */
export function newArchiveKey(known: readonly ArchiveKey[]): ArchiveKey {
  return { epoch: Math.max(1, ...known.map(({ epoch }) => epoch)) + 1, key: randomBytes(32) };
}
