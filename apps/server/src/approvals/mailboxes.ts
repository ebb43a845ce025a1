/**
 * The mailboxes through which a device that is in lets in another one: four messages between an enrol session and one device of the
 * account. The server reads none of them. They live five minutes, in memory: after a restart the new device asks again.
 */
import { randomBytes } from 'node:crypto';
import { toBase64url, type AccountId, type Bytes, type DeviceId, type SessionId } from '@alcove/protocol';

export const MAILBOX_MS = 5 * 60_000;
const MOST_PER_ACCOUNT = 8;

export interface Mailbox {
  readonly id: string;
  readonly account: AccountId;
  readonly session: SessionId;
  readonly commit: Bytes;
  readonly expiresAt: number;
  claimedBy: DeviceId | null;
  answer: Bytes | null;
  reveal: Bytes | null;
  grant: Bytes | null;
  refused: boolean;
}

export class Mailboxes {
  readonly #bySession = new Map<SessionId, Mailbox>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** One per session: a new one takes the place of the one before. Undefined: the account has too many. */
  open(account: AccountId, session: SessionId, commit: Bytes): Mailbox | undefined {
    this.#bySession.delete(session);
    if (this.ofAccount(account).length >= MOST_PER_ACCOUNT) return undefined;
    const mailbox: Mailbox = {
      id: toBase64url(randomBytes(16)),
      account,
      session,
      commit,
      expiresAt: this.#now() + MAILBOX_MS,
      claimedBy: null,
      answer: null,
      reveal: null,
      grant: null,
      refused: false,
    };
    this.#bySession.set(session, mailbox);
    return mailbox;
  }

  /** Also once it was refused, so that the new device learns of it. */
  ofSession(session: SessionId): Mailbox | undefined {
    const found = this.#bySession.get(session);
    return found !== undefined && found.expiresAt > this.#now() ? found : undefined;
  }

  /** Those that a device can still do something about. */
  ofAccount(account: AccountId): Mailbox[] {
    const now = this.#now();
    return [...this.#bySession.values()].filter(
      (box) => box.account === account && box.expiresAt > now && !box.refused && box.grant === null,
    );
  }

  find(account: AccountId, id: string): Mailbox | undefined {
    return this.ofAccount(account).find((box) => box.id === id);
  }

  /** The account that loses a mailbox with this session. */
  close(session: SessionId): AccountId | undefined {
    const account = this.#bySession.get(session)?.account;
    this.#bySession.delete(session);
    return account;
  }

  sweep(): void {
    for (const [session, { expiresAt }] of this.#bySession)
      if (expiresAt <= this.#now()) this.#bySession.delete(session);
  }
}
