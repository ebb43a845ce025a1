/**
 * The server's end of OPAQUE (RFC 9807): it never sees a password, and stores a record that is useless without its own secret setup. A name
 * that nobody has gets an answer of the same shape, so that answers do not tell which names exist.
 */
import { ready, server } from '@serenity-kit/opaque';
import type { Username } from '@alcove/protocol';

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

export async function newOpaqueSetup(): Promise<string> {
  await ready;
  return server.createSetup();
}

export async function createOpaqueServer(serverSetup: string): Promise<OpaqueServer> {
  await ready;
  const identifiers = (username: Username) => ({ client: username, server: SERVER_IDENTIFIER });
  return {
    publicKey: server.getPublicKey(serverSetup),
    registrationResponse: (username, registrationRequest) =>
      readable(() => server.createRegistrationResponse({ serverSetup, userIdentifier: username, registrationRequest }))
        ?.registrationResponse,
    startLogin(username, registrationRecord, startLoginRequest) {
      const started = readable(() =>
        server.startLogin({
          serverSetup,
          registrationRecord,
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
