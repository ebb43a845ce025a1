/**
 * Passkeys (WebAuthn) as stored, and the ceremonies' challenges, which live five minutes in memory and are good once. Who holds one may log in;
 * what opens the vault is the passkey's PRF, which never comes here.
 */
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { utf8, type AccountId, type Bytes } from '@alcove/protocol';
import type { Db } from '../database/schema.ts';

const CHALLENGE_MS = 5 * 60_000;
const MOST_OPEN = 10_000;
const DAY_MS = 86_400_000;
/** EdDSA, ES256, RS256. */
const ALGORITHMS = [-8, -7, -257];

export interface PasskeyPorts {
  readonly now: () => number;
  readonly serverName: string;
  readonly origins: () => ReadonlySet<string>;
}

export interface StoredPasskey {
  readonly id: string;
  readonly publicKey: Bytes;
  readonly counter: number;
}

export class Passkeys {
  readonly #ports: PasskeyPorts;
  /** Challenge → whose it is; null: whoever answers it. */
  readonly #open = new Map<string, { readonly account: AccountId | null; readonly expiresAt: number }>();

  constructor(ports: PasskeyPorts) {
    this.#ports = ports;
  }

  async creation(account: AccountId, username: string, have: readonly string[]) {
    const [rpID = 'localhost'] = this.#hosts();
    const options = await generateRegistrationOptions({
      rpName: this.#ports.serverName,
      rpID,
      userName: username,
      userDisplayName: username,
      userID: utf8(account),
      attestationType: 'none',
      excludeCredentials: have.map((id) => ({ id })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      supportedAlgorithmIDs: ALGORITHMS,
    });
    this.#expect(options.challenge, account);
    return options;
  }

  async request() {
    const [rpID = 'localhost'] = this.#hosts();
    const options = await generateAuthenticationOptions({ rpID, userVerification: 'required' });
    this.#expect(options.challenge, null);
    return options;
  }

  /** Undefined: not an answer to what was asked of this account. */
  async created(account: AccountId, response: unknown): Promise<StoredPasskey | undefined> {
    try {
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        // Its shape is judged by the library, which throws for any other.
        response: response as RegistrationResponseJSON,
        expectedChallenge: (challenge) => this.#take(challenge)?.account === account,
        expectedOrigin: [...this.#ports.origins()],
        expectedRPID: this.#hosts(),
        requireUserVerification: true,
      });
      if (!verified) return undefined;
      const { id, publicKey, counter } = registrationInfo.credential;
      return { id, publicKey: new Uint8Array(publicKey), counter };
    } catch {
      return undefined;
    }
  }

  /** The new counter; undefined: it is not this passkey, or not an answer to what was asked. */
  async answered(passkey: StoredPasskey, response: unknown): Promise<number | undefined> {
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: response as AuthenticationResponseJSON,
        expectedChallenge: (challenge) => this.#take(challenge)?.account === null,
        expectedOrigin: [...this.#ports.origins()],
        expectedRPID: this.#hosts(),
        credential: passkey,
        requireUserVerification: true,
      });
      return verified ? authenticationInfo.newCounter : undefined;
    } catch {
      return undefined;
    }
  }

  async list(db: Db, account: AccountId) {
    const rows = await db
      .selectFrom('passkey')
      .select(['id', 'name', 'created_at', 'used_at'])
      .where('account', '=', account)
      .orderBy('created_at')
      .execute();
    return rows.map(({ id, name, created_at, used_at }) => ({ id, name, createdAt: created_at, usedAt: used_at }));
  }

  /** Day precision, as everywhere. */
  today(): number {
    const now = this.#ports.now();
    return now - (now % DAY_MS);
  }

  sweep(): void {
    for (const [challenge, { expiresAt }] of this.#open)
      if (expiresAt <= this.#ports.now()) this.#open.delete(challenge);
  }

  #hosts(): string[] {
    return [...this.#ports.origins()].map((origin) => new URL(origin).hostname);
  }

  #expect(challenge: string, account: AccountId | null): void {
    this.sweep();
    const [oldest] = this.#open.keys();
    if (this.#open.size >= MOST_OPEN && oldest !== undefined) this.#open.delete(oldest);
    this.#open.set(challenge, { account, expiresAt: this.#ports.now() + CHALLENGE_MS });
  }

  #take(challenge: string): { readonly account: AccountId | null } | undefined {
    const found = this.#open.get(challenge);
    this.#open.delete(challenge);
    return found !== undefined && found.expiresAt > this.#ports.now() ? found : undefined;
  }
}
