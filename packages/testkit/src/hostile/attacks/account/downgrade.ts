/**
 * C18: the server offers something older or weaker than what clients speak: another protocol, a key package of a weaker suite that its
 * device itself signed. There is nothing to agree on: a client speaks one protocol and one suite, or nothing.
 */
import { makeKeyPackage, type DeviceIdentity } from '@alcove/crypto';
import { toBase64url, type RouteName, type Suite } from '@alcove/protocol';
import type { Attack } from '../../transport.ts';

const CLASSIC: Suite = 'MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519';

export interface OlderProtocol extends Attack {
  /** What was begun all the same: nothing of it should be. */
  readonly begun: readonly RouteName[];
}

/** The server says that it speaks protocol `protocol`. */
export function olderProtocol(protocol: number): OlderProtocol {
  const begun: RouteName[] = [];
  const note =
    <T>(name: RouteName) =>
    (request: T): T => {
      begun.push(name);
      return request;
    };
  return {
    claim: 'C18',
    begun,
    replies: { server: (_request, reply) => ({ ...reply, protocol }) },
    requests: {
      registerStart: note('registerStart'),
      loginStart: note('loginStart'),
      loginFinish: note('loginFinish'),
      registerFinish: note('registerFinish'),
    },
  };
}

/** Everybody who asks for a key package of this device gets one of the classic suite: no post-quantum half, 128 bits. */
export async function weakerSuite(identity: DeviceIdentity): Promise<Attack> {
  const made = await makeKeyPackage(identity, CLASSIC, Math.floor(Date.now() / 1_000), false);
  const body = toBase64url(made.public);
  return {
    claim: 'C18',
    replies: {
      claimKeyPackages: (_request, { packages }) => ({
        packages: packages.map((each) => (each.device === identity.device ? { ...each, body } : each)),
      }),
    },
  };
}
