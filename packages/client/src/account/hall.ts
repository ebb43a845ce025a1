/** The account desk as its own doors see it: the ways out, and the app lock. account-desk.ts makes it. */
import type { Phase } from '../api/views.ts';
import type { AccountStore } from './account-store.ts';
import type { KnownAccount, Profile } from './profile.ts';
import type { AccountRuntime } from './runtime.ts';

export interface Hall {
  /** One way in or out at a time. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  profile(): Profile | null;
  /** Made anew where it was erased; null before the start and after the end. */
  profileAgain(): Promise<Profile | null>;
  /** Nothing of it stays on the device, if it knows nobody any more. */
  eraseProfile(): Promise<void>;
  /** Null: signed out, locked, or standing aside. */
  atWork(): { readonly runtime: AccountRuntime; readonly known: KnownAccount } | null;
  phase(): Phase;
  /** `meanwhile` is shown before what still runs has ended. */
  closeRuntime(meanwhile?: Phase): Promise<void>;
  /** Shows what the active account's kept key leads to: its rooms, the lock, or the log-in. */
  resume(profile: Profile): Promise<void>;
  /** `copied`: this copy of the device may not go on, and that is shown. Null: the store holds no device. */
  startWork(account: KnownAccount, opened: AccountStore): Promise<AccountRuntime | 'copied' | null>;
  /** Nobody is in any more. Forgotten: nor is anybody greeted. */
  left(forgotten: boolean): void;
}
