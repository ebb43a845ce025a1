/**
 * The password, by OPAQUE (RFC 9807): the server never sees it, and its export key opens the vault.
 *
 * The key-stretching constants and the server identifier are fixed here and are part of every account's record: changing one
 * locks everybody out. The server's static key is pinned by the caller, so a server that was replaced is noticed.
 * The library is loaded when it is first needed: its WebAssembly is larger than the rest of this package, and most starts ask for no password.
 */
import { fromBase64url, type Bytes, type Username } from '@alcove/protocol';
import { CryptoError } from '../error.ts';

/** Argon2id over 64 MiB, three passes. What a thief of the server's data pays per guess. */
export const KEY_STRETCHING = { 'argon2id-custom': { memory: 65_536, iterations: 3, parallelism: 1 } } as const;
const SERVER_IDENTIFIER = 'alcove';

export interface OpaqueClient {
  startRegistration(password: string): { state: string; registrationRequest: string };
  finishRegistration(a: {
    password: string;
    state: string;
    registrationResponse: string;
    username: Username;
    serverPublicKey: string;
  }): { registrationRecord: string; exportKey: Bytes };
  startLogin(password: string): { state: string; startLoginRequest: string };
  /** Undefined: wrong password. Throws CryptoError `server-key-changed` when the server's static key is not the pinned one. */
  finishLogin(a: {
    password: string;
    state: string;
    loginResponse: string;
    username: Username;
    serverPublicKey: string;
  }): { finishLoginRequest: string; exportKey: Bytes } | undefined;
}

/** Everything a client does with its password. The WebAssembly is fetched and compiled with the first call. */
export async function loadOpaque(): Promise<OpaqueClient> {
  const { client, ready } = await import('@serenity-kit/opaque');
  await ready;
  return {
    startRegistration(password) {
      const { clientRegistrationState, registrationRequest } = client.startRegistration({ password });
      return { state: clientRegistrationState, registrationRequest };
    },
    finishRegistration(a) {
      const done = answered(() =>
        client.finishRegistration({
          password: a.password,
          clientRegistrationState: a.state,
          registrationResponse: a.registrationResponse,
          identifiers: identifiers(a.username),
          keyStretching: KEY_STRETCHING,
        }),
      );
      pinned(done.serverStaticPublicKey, a.serverPublicKey);
      return { registrationRecord: done.registrationRecord, exportKey: fromBase64url(done.exportKey) };
    },
    startLogin(password) {
      const { clientLoginState, startLoginRequest } = client.startLogin({ password });
      return { state: clientLoginState, startLoginRequest };
    },
    finishLogin(a) {
      const done = answered(() =>
        client.finishLogin({
          password: a.password,
          clientLoginState: a.state,
          loginResponse: a.loginResponse,
          identifiers: identifiers(a.username),
          keyStretching: KEY_STRETCHING,
        }),
      );
      if (done === undefined) return undefined;
      pinned(done.serverStaticPublicKey, a.serverPublicKey);
      return { finishLoginRequest: done.finishLoginRequest, exportKey: fromBase64url(done.exportKey) };
    },
  };
}

const identifiers = (username: Username): { client: string; server: string } => ({
  client: username,
  server: SERVER_IDENTIFIER,
});

/** The library throws plain errors for a response it cannot read: that is the server's fault, not the password's. */
function answered<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw new CryptoError('opaque-damaged', error);
  }
}

function pinned(actual: string, expected: string): void {
  if (actual !== expected) throw new CryptoError('server-key-changed');
}
