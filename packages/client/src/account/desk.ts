/** The account desk as everything above it sees it: who is in, how they come in and go. account-desk.ts makes it. */
import type { Username } from '@alcove/protocol';
import type { FailureCode, Outcome } from '../api/outcome.ts';
import type { PasskeyAnswer } from '../api/access-views.ts';
import type { Phase } from '../api/views.ts';
import type { LockDesk } from '../lock/lock-desk.ts';
import type { Locking } from '../lock/locking.ts';
import type { ServerCalls } from '../session/server-calls.ts';
import type { ViewDesk } from '../views/view-desk.ts';
import type { AccessDesk } from './access-desk.ts';
import type { Door } from './door/door.ts';
import type { Erasing } from './door/erasing.ts';
import type { KnownAccount } from './profile.ts';
import type { Recovery } from './recovery.ts';
import type { AccountRuntime } from './runtime.ts';
import type { ServerSayings } from './server-facts.ts';

export interface AccountDesk {
  readonly phase: Phase;
  readonly trouble: FailureCode | null;
  readonly known: KnownAccount | null;
  readonly last: KnownAccount | null;
  readonly runtime: AccountRuntime | null;
  readonly views: ViewDesk | null;
  readonly recovery: Recovery | null;
  readonly connectionSince: number;
  readonly server: ServerSayings;
  readonly calls: ServerCalls;
  readonly door: Door;
  readonly removedFrom: Username | null;
  open(): Promise<void>;
  signUp(input: { username: string; password: string; displayName: string }): Promise<Outcome>;
  logIn(input: { username: string; password: string; newDevice?: 'open' | 'ask'; code?: string }): Promise<Outcome>;
  logInByPasskey(answer: PasskeyAnswer): Promise<Outcome>;
  recover(input: { username: string; words: readonly string[]; password: string }): Promise<Outcome>;
  startAnew(input: { token: string; password: string }): Promise<Outcome>;
  leaveDoor(): Promise<void>;
  forgetRemoval(): Promise<void>;
  comeInAgain(): Promise<void>;
  logOut(): Promise<Outcome>;
  eraseDevice(how: Erasing): Promise<Outcome>;
  deleteAccount(password: string): Promise<Outcome>;
  eraseLocked(): Promise<Outcome>;
  /** What opens the account, and its changes. */
  readonly access: AccessDesk;
  readonly lock: LockDesk;
  readonly locking: Locking;
  close(): Promise<void>;
}
