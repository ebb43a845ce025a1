/** The second half of a login: whether whoever started it has the password. For logging in, and for entering the password again. */
import type { AccountId, Username } from '@alcove/protocol';
import { done, refuse, type Outcome } from '../outcome.ts';
import type { LoginGuard } from './login-guard.ts';
import type { Logins } from './logins.ts';
import type { OpaqueServer } from './opaque.ts';

interface Ports {
  readonly opaque: OpaqueServer;
  readonly logins: Logins;
  readonly guard: LoginGuard;
}
interface Finish {
  readonly loginId: string;
  readonly finishLoginRequest: string;
}

export function finishPassword(
  { opaque, logins, guard }: Ports,
  { loginId, finishLoginRequest }: Finish,
): Outcome<{ readonly account: AccountId; readonly username: Username }> {
  const login = logins.take(loginId);
  if (login === undefined) return refuse('login-expired', 'start again');
  const { account, username } = login;
  if (!opaque.finishLogin(username, login.state, finishLoginRequest) || account === null) {
    logins.failed(login);
    return refuse('login-failed', 'wrong name or password');
  }
  guard.finished(login.prefix);
  return done({ account, username });
}

export function samePerson(ports: Ports, account: AccountId, again: Finish): Outcome<undefined> {
  const proven = finishPassword(ports, again);
  if (!proven.ok) return proven;
  return proven.value.account === account ? done(undefined) : refuse('login-failed', 'another account');
}
