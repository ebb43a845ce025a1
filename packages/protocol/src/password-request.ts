/**
 * A new password without the old one, by a device that is in (docs/decisions/0030): what the device signs when it asks, and when it sets
 * it. In between lies a day in which every device of the account can refuse; the server keeps it, so a thief's client cannot skip it.
 */
import type { Bytes } from './bytes.ts';
import { encodeCbor } from './cbor.ts';
import type { AccountId, DeviceId } from './ids.ts';

/** So long everybody has to object, ms; and so long after that it can be set. */
export const PASSWORD_WAIT_MS = 86_400_000;
export const PASSWORD_OPEN_MS = 7 * PASSWORD_WAIT_MS;

export interface PasswordRequest {
  readonly account: AccountId;
  readonly device: DeviceId;
  /** Server time as the device knows it, ms since 1970. */
  readonly at: number;
}

/** Signed by the device's key under label passwordRequest. */
export function passwordRequestBody({ account, device, at }: PasswordRequest): Bytes {
  return encodeCbor([account, device, at]);
}

export interface NewPassword extends Omit<PasswordRequest, 'at'> {
  /** Drawn by the server for this request, good once. */
  readonly challenge: string;
  /** OPAQUE's, as it goes over the wire. */
  readonly registrationRecord: string;
}

/** Signed by the device's key under label newPassword. */
export function newPasswordBody({ account, device, challenge, registrationRecord }: NewPassword): Bytes {
  return encodeCbor([account, device, challenge, registrationRecord]);
}
