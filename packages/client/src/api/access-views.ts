/** What a screen shows of the ways into an account: immutable snapshots, like those of views.ts. */
import type { DeviceId } from '@alcove/protocol';

/** The account's e-mail address, and one whose letter was not answered yet. */
export interface EmailView {
  readonly address: string | null;
  readonly pending: string | null;
}

export interface PasskeyView {
  readonly id: string;
  readonly name: string;
  /** Days, ms since 1970. */
  readonly createdAt: number;
  readonly usedAt: number;
}

/** What the browser is asked for: WebAuthn's own JSON. */
export type PasskeyOptions = Readonly<Record<string, unknown>>;

/** What the browser answered; `prf` apart from it, null where it has none. */
export interface PasskeyAnswer {
  readonly response: { readonly id: string } & Readonly<Record<string, unknown>>;
  readonly prf: Uint8Array | null;
}

/** What is under way about the account's password. */
export interface PasswordView {
  readonly request: PasswordRequestView | null;
  /** Another device changed it, and nobody here has read that yet: when this one saw it, ms since 1970. */
  readonly changedAt: number | null;
}

/** A device asked to set a new password without the old one. From `readyAt` to `until`, ms since 1970, it can. */
export interface PasswordRequestView {
  readonly device: DeviceId;
  readonly isMine: boolean;
  readonly readyAt: number;
  readonly until: number;
}
