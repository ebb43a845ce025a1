/**
 * The profile's database: opened at the start, closed at the end, and erased with everything beside it once nobody is known in it. After
 * that nothing of the profile is on the device until somebody comes in.
 */
import type { SqlDriver } from '@alcove/store';
import type { Databases } from '../ports.ts';
import { openProfile, type Profile } from './profile.ts';

export interface ProfileFile {
  /** Null before the start, after the end, and while nothing of it is on the device. */
  readonly now: Profile | null;
  open(): Promise<Profile>;
  /** For whoever comes in now: makes it anew where it was erased. Null when it was never opened. */
  forEntering(): Promise<Profile | null>;
  close(): Promise<void>;
  /** Nothing of the profile stays, unless it knows somebody else. Call when no account's store is open. */
  eraseIfEmpty(): Promise<void>;
}

export function createProfileFile(databases: Databases): ProfileFile {
  let driver: SqlDriver | null = null;
  let profile: Profile | null = null;
  let isErased = false;

  async function open(): Promise<Profile> {
    driver ??= await databases.open('profile');
    isErased = false;
    return (profile ??= await openProfile(driver));
  }

  async function close(): Promise<void> {
    const closing = driver;
    driver = null;
    profile = null;
    await closing?.close();
  }

  return {
    get now() {
      return profile;
    },
    open,
    forEntering: async () => (isErased ? open() : profile),
    close,
    async eraseIfEmpty() {
      if (profile === null || !(await profile.isEmpty())) return profile?.forgetRemoval();
      await close();
      isErased = true;
      await databases.erase();
    },
  };
}
