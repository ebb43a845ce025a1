/** What a request that began a session answers: the cookie, and who one is now. */
import type { AccountId, DeviceId, RouteReply, Username } from '@alcove/protocol';
import type { LoginGuard } from './login-guard.ts';
import { done } from '../outcome.ts';
import type { StartedSession } from '../sessions/sessions.ts';

interface Asking {
  readonly setCookie: (value: string) => void;
  readonly cookieInBody: boolean;
}
interface Started {
  readonly account: AccountId;
  readonly username: Username;
  readonly device: DeviceId | null;
}

export function started(
  { setCookie, cookieInBody }: Asking,
  { account, username, device }: Started,
  { session, cookie }: StartedSession,
  guard: LoginGuard,
): { readonly ok: true; readonly value: RouteReply<'loginFinish'> } {
  setCookie(cookie);
  const known = device === null ? {} : { knownToken: guard.tokenFor(account, device) };
  const scope = device === null ? 'enrol' : 'device';
  return done({ account, username, session, scope, ...known, ...(cookieInBody ? { cookie } : {}) });
}
