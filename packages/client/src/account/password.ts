/** The two conversations about a password (OPAQUE, RFC 9807): showing that one knows it, and setting it. The password itself goes nowhere. */
import { loadOpaque } from '@alcove/crypto/opaque';
import type { Bytes, DeviceId, RouteReply, Username } from '@alcove/protocol';
import { failed } from '../api/outcome.ts';
import type { HttpOutcome } from '../ports.ts';
import type { Failure } from '../session/failure.ts';
import type { ServerCalls } from '../session/server-calls.ts';
import { signInFailure } from './server-facts.ts';

export interface PasswordShown {
  readonly ok: true;
  /** For `loginFinish`, or wherever the server wants the password again. It is good for a minute, once. */
  readonly loginId: string;
  readonly finishLoginRequest: string;
  readonly exportKey: Bytes;
}

/** Whose password; and on a device that was here before, what shows it. */
export interface Whose {
  readonly username: Username;
  readonly serverPublicKey: string;
  readonly device?: DeviceId;
  readonly knownToken?: string | null;
}

export async function showPassword(
  calls: ServerCalls,
  { username, serverPublicKey, device, knownToken = null }: Whose,
  password: string,
): Promise<PasswordShown | Failure> {
  const opaque = await loadOpaque();
  const { state, startLoginRequest } = opaque.startLogin(password);
  const known = device === undefined || knownToken === null ? {} : { known: { device, token: knownToken } };
  const reply = await calls.call('loginStart', { username, startLoginRequest, ...known });
  if (reply.kind !== 'ok') return signInFailure(reply);
  const { loginId, loginResponse } = reply.value;
  try {
    const finished = opaque.finishLogin({ password, state, loginResponse, username, serverPublicKey });
    return finished === undefined ? failed('login-failed') : { ok: true, loginId, ...finished };
  } catch {
    return failed('server-garbage', { detail: 'opaque' });
  }
}

export interface PasswordSet {
  readonly ok: true;
  readonly registrationRecord: string;
  readonly exportKey: Bytes;
}

/** `ask` is the route by which the server answers: another one at sign-up than later. Nothing is set before the record is stored. */
export async function makePassword(
  ask: (registrationRequest: string) => Promise<HttpOutcome<RouteReply<'newPasswordStart'>>>,
  username: Username,
  password: string,
  serverPublicKey: string,
): Promise<PasswordSet | Failure> {
  const opaque = await loadOpaque();
  const { state, registrationRequest } = opaque.startRegistration(password);
  const reply = await ask(registrationRequest);
  if (reply.kind !== 'ok') return signInFailure(reply);
  const { registrationResponse } = reply.value;
  try {
    return {
      ok: true,
      ...opaque.finishRegistration({ password, state, registrationResponse, username, serverPublicKey }),
    };
  } catch {
    return failed('server-garbage', { detail: 'opaque' });
  }
}
