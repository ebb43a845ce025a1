/** What a server can say around a new password that a device sets without the old one: that somebody asked, and what to make it with. */
import { randomBytes } from '@alcove/crypto';
import { concatBytes, fromBase64url, toBase64url, type DeviceId, type WaitingRequest } from '@alcove/protocol';
import type { Attack } from '../../transport.ts';

/** A device of the account asks, it says. `change` makes it of what was asked last, if anything was. */
export function inventRequest(
  device: DeviceId,
  change: (made: WaitingRequest) => WaitingRequest = (made) => made,
): Attack {
  const now = Date.now();
  const made: WaitingRequest = {
    device,
    at: now,
    proof: toBase64url(randomBytes(64)),
    challenge: null,
    readyAt: now,
    until: now + 86_400_000,
  };
  return { claim: 'C30', replies: { passwordRequest: () => ({ request: change(made) }) } };
}

/** Ristretto255, as OPAQUE's answer holds two of: the evaluated element, and the server's public key. */
const POINT_BYTES = 32;

/** The password is to be made with another server's key: any point does, and the answer has one. */
export function otherRegistration(): Attack {
  return {
    claim: 'C17',
    replies: {
      newPasswordStart(_request, { registrationResponse }) {
        const element = fromBase64url(registrationResponse).subarray(0, POINT_BYTES);
        return { registrationResponse: toBase64url(concatBytes(element, element)) };
      },
    },
  };
}
