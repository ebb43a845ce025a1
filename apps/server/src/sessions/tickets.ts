/** Tickets for the gateway: 128 random bits, half a minute, one use. They live in memory; a restart only makes clients ask again. */
import { randomBytes } from 'node:crypto';
import { toBase64url, type AccountId, type ChainMark, type DeviceId, type SessionId } from '@alcove/protocol';

export const TICKET_MS = 30_000;

export interface TicketHolder {
  readonly account: AccountId;
  readonly device: DeviceId;
  readonly session: SessionId;
  readonly chain: ChainMark;
}

export class Tickets {
  readonly #open = new Map<string, TicketHolder & { readonly expiresAt: number }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  issue(holder: TicketHolder): { ticket: string; expiresAt: number } {
    const ticket = toBase64url(randomBytes(16));
    const expiresAt = this.#now() + TICKET_MS;
    this.#open.set(ticket, { ...holder, expiresAt });
    return { ticket, expiresAt };
  }

  redeem(ticket: string): TicketHolder | undefined {
    const found = this.#open.get(ticket);
    this.#open.delete(ticket);
    return found !== undefined && found.expiresAt > this.#now() ? found : undefined;
  }

  endSession(session: SessionId): void {
    for (const [ticket, holder] of this.#open) if (holder.session === session) this.#open.delete(ticket);
  }

  sweep(): void {
    for (const [ticket, { expiresAt }] of this.#open) if (expiresAt <= this.#now()) this.#open.delete(ticket);
  }
}
