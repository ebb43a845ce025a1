/** Logins between their two steps. They live a minute, in memory; a flood pushes out the oldest. */
import { randomBytes } from 'node:crypto';
import { toBase64url, type AccountId, type Username } from '@alcove/protocol';

export const LOGIN_MS = 60_000;
const MOST_OPEN = 10_000;

export interface OpenLogin {
  readonly username: Username;
  /** Null: nobody has this name, and the login will fail whatever is sent. */
  readonly account: AccountId | null;
  readonly state: string;
  readonly prefix: string;
}

export class Logins {
  readonly #open = new Map<string, OpenLogin & { readonly expiresAt: number }>();
  readonly #now: () => number;
  readonly #onUnfinished: (login: OpenLogin) => void;

  /** `onUnfinished` hears of each that ran out or was pushed out: somebody tried, and had not the password. */
  constructor(now: () => number, onUnfinished: (login: OpenLogin) => void = () => undefined) {
    this.#now = now;
    this.#onUnfinished = onUnfinished;
  }

  open(login: OpenLogin): string {
    this.sweep();
    for (const id of this.#open.keys()) {
      if (this.#open.size < MOST_OPEN) break;
      this.#drop(id);
    }
    const id = toBase64url(randomBytes(16));
    this.#open.set(id, { ...login, expiresAt: this.#now() + LOGIN_MS });
    return id;
  }

  /** Once: a second attempt needs a second start, which is what the limits count. */
  take(id: string): OpenLogin | undefined {
    const login = this.#open.get(id);
    this.#open.delete(id);
    return login !== undefined && login.expiresAt > this.#now() ? login : undefined;
  }

  /** Finished, with something that was not right. */
  failed(login: OpenLogin): void {
    this.#onUnfinished(login);
  }

  /** Insertion order is order of expiry. */
  sweep(): void {
    for (const [id, { expiresAt }] of this.#open) {
      if (expiresAt > this.#now()) break;
      this.#drop(id);
    }
  }

  #drop(id: string): void {
    const login = this.#open.get(id);
    this.#open.delete(id);
    if (login !== undefined) this.#onUnfinished(login);
  }
}
