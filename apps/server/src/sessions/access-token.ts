/**
 * Access tokens: EdDSA JWTs of five minutes (RFC 9068's `at+jwt`). The algorithm is pinned. A token says which session asks, and no more
 * is believed than that: what the session may do is looked up, so a token of an ended session is worth nothing.
 */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { importJWK, jwtVerify, SignJWT } from 'jose';
import { SessionId } from '@alcove/protocol';
import type { Secrets } from '../database/secrets.ts';
import type { Caller } from '../http/caller.ts';

export const TOKEN_MS = 5 * 60_000;

export interface AccessTokens {
  issue(caller: Caller): Promise<{ token: string; expiresAt: number }>;
  /** The session it was issued to; undefined when it is not a valid token. */
  verify(token: string): Promise<SessionId | undefined>;
}

export function newTokenKey(): Secrets['tokenKey'] {
  const { x, d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return { kty: 'OKP', crv: 'Ed25519', x: String(x), d: String(d) };
}

export async function createAccessTokens(
  jwk: Secrets['tokenKey'],
  serverId: string,
  now: () => number,
): Promise<AccessTokens> {
  const privateKey = await importJWK(jwk, 'EdDSA');
  const publicKey = await importJWK({ kty: jwk.kty, crv: jwk.crv, x: jwk.x }, 'EdDSA');
  return {
    async issue(caller) {
      const seconds = Math.floor(now() / 1000);
      const expires = seconds + TOKEN_MS / 1000;
      const token = await new SignJWT({
        sid: caller.session,
        scope: caller.device === null ? 'enrol' : 'device',
        ...(caller.device === null ? {} : { did: caller.device }),
      })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' })
        .setIssuer(serverId)
        .setAudience(serverId)
        .setSubject(caller.account)
        .setJti(randomUUID())
        .setIssuedAt(seconds)
        .setNotBefore(seconds)
        .setExpirationTime(expires)
        .sign(privateKey);
      return { token, expiresAt: expires * 1000 };
    },
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, publicKey, {
          algorithms: ['EdDSA'],
          typ: 'at+jwt',
          issuer: serverId,
          audience: serverId,
          requiredClaims: ['exp', 'nbf', 'sub', 'sid'],
          currentDate: new Date(now()),
        });
        return SessionId.safeParse(payload['sid']).data;
      } catch {
        return undefined;
      }
    },
  };
}
