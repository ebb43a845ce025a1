/**
 * The server's end of OPAQUE (RFC 9807): it never sees a password, and stores a record that is useless without its own secret setup. A name
 * that nobody has gets an answer of the same shape, made in the same time from a record that nobody has the password of (RFC 9807 §6.3.2.2 and
 * §10.9), so that answers do not tell which names exist.
 */
import { client, ready, server } from '@serenity-kit/opaque';
import { randomBytes } from 'node:crypto';
import { toBase64url, type Username } from '@alcove/protocol';

/** Fixed on both sides: it is part of every account's record. */
const SERVER_IDENTIFIER = 'alcove';

export interface OpaqueServer {
  readonly publicKey: string;
  /** Undefined: the request is not one. The same for startLogin and finishLogin. */
  registrationResponse(username: Username, request: string): string | undefined;
  startLogin(
    username: Username,
    record: string | null,
    request: string,
  ): { state: string; response: string } | undefined;
  finishLogin(username: Username, state: string, request: string): boolean;
}

/** Nobody logs in by it, and its password is thrown away: it costs what reading a record costs, and no more. */
function decoyRecord(serverSetup: string): string {
  const password = toBase64url(randomBytes(32));
  const { clientRegistrationState, registrationRequest } = client.startRegistration({ password });
  const userIdentifier = 'nobody';
  const { registrationResponse } = server.createRegistrationResponse({
    serverSetup,
    userIdentifier,
    registrationRequest,
  });
  const keyStretching = { 'argon2id-custom': { memory: 64, iterations: 1, parallelism: 1 } } as const;
  return client.finishRegistration({ password, clientRegistrationState, registrationResponse, keyStretching })
    .registrationRecord;
}

export async function newOpaqueSetup(): Promise<string> {
  await ready;
  return server.createSetup();
}

export async function createOpaqueServer(serverSetup: string): Promise<OpaqueServer> {
  await ready;
  const decoy = decoyRecord(serverSetup);
  const identifiers = (username: Username) => ({ client: username, server: SERVER_IDENTIFIER });
  return {
    publicKey: server.getPublicKey(serverSetup),
    registrationResponse: (username, registrationRequest) =>
      readable(() => server.createRegistrationResponse({ serverSetup, userIdentifier: username, registrationRequest }))
        ?.registrationResponse,
    startLogin(username, record, startLoginRequest) {
      const started = readable(() =>
        server.startLogin({
          serverSetup,
          registrationRecord: record ?? decoy,
          startLoginRequest,
          userIdentifier: username,
          identifiers: identifiers(username),
        }),
      );
      return started && { state: started.serverLoginState, response: started.loginResponse };
    },
    finishLogin: (username, serverLoginState, finishLoginRequest) =>
      readable(() =>
        server.finishLogin({ serverLoginState, finishLoginRequest, identifiers: identifiers(username) }),
      ) !== undefined,
  };
}

/** The library throws for whatever it cannot read or verify. */
function readable<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}
