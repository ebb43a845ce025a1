/**
 * Which folder of the origin private file system, and which record of the key store, belongs to which account. They share nothing: an
 * account's profile can go without the others noticing.
 */
import { ACCOUNT_SLOTS, FIRST_SLOT, type AccountSlot } from '@alcove/protocol';
import { createKeyKeeper } from './keys/key-keeper.ts';
import { eraseOpfsDatabases, PROFILES_FOLDER } from './sql-opfs.ts';

/** The first keeps the name it had while there was only one. */
export function profileOf(slot: AccountSlot): string {
  return slot === FIRST_SLOT ? 'main' : `account-${String(slot)}`;
}

/** The accounts with a folder here. */
export async function storedSlots(): Promise<readonly AccountSlot[]> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(PROFILES_FOLDER, { create: true });
  const names = await Array.fromAsync(folder.keys());
  return ACCOUNT_SLOTS.filter((slot) => names.includes(profileOf(slot)));
}

/** Databases and key; the session cookie is the server's to end. */
export async function eraseProfile(profile: string): Promise<void> {
  await createKeyKeeper(profile).clear();
  await eraseOpfsDatabases(profile);
}
