/** What a device signs when it asks for a new password without the old one, and when it sets it (protocol's password-request.ts). */
import {
  fromBase64url,
  LABEL,
  newPasswordBody,
  PASSWORD_OPEN_MS,
  PASSWORD_WAIT_MS,
  passwordRequestBody,
  type AccountId,
  type Bytes,
  type DeviceList,
  type WaitingRequest,
} from '@alcove/protocol';
import { sign, verify } from '../primitives.ts';
import type { DeviceIdentity } from './device-cert.ts';

export function signPasswordRequest({ account, device, key }: DeviceIdentity, at: number): Bytes {
  return sign(LABEL.passwordRequest, key.secret, passwordRequestBody({ account, device, at }));
}

export function signNewPassword(
  { account, device, key }: DeviceIdentity,
  challenge: string,
  registrationRecord: string,
): Bytes {
  return sign(LABEL.newPassword, key.secret, newPasswordBody({ account, device, challenge, registrationRecord }));
}

/**
 * Whether a device that the account has now really asked, in the time in which that means anything (docs/checks.md, V08). `now`: ms since
 * 1970. Whoever shows it could otherwise alarm people with words nobody said, or with old ones.
 */
export function isRequestOf(
  list: Pick<DeviceList, 'devices'>,
  account: AccountId,
  { device, at, proof }: Pick<WaitingRequest, 'device' | 'at' | 'proof'>,
  now: number,
): boolean {
  const asking = list.devices.find((each) => each.device === device);
  if (asking === undefined || Math.abs(now - at) > PASSWORD_WAIT_MS + PASSWORD_OPEN_MS) return false;
  const sig = fromBase64url(proof);
  return verify(LABEL.passwordRequest, asking.deviceKey, passwordRequestBody({ account, device, at }), sig);
}
