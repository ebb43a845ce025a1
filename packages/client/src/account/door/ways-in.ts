/** What signing up and logging in lead to, each from its first step to its last. */
import type { Failure } from '../../session/failure.ts';
import { checkUsername } from '../credentials.ts';
import { logIn, type Here, type Unenrolled } from '../log-in.ts';
import { signUp, startAnew, type SignedIn } from '../sign-up.ts';

export type WayIn = (here: Here) => Promise<SignedIn | Unenrolled | Failure>;

export function bySigningUp(input: {
  readonly username: string;
  readonly password: string;
  readonly displayName: string;
}): WayIn {
  return async (here) => {
    // An earlier attempt got no answer, and the server may have taken it: then this password opens it.
    const name = checkUsername(input.username);
    const begun = name.ok ? await here.profile.find(name.username) : null;
    const back = begun?.settled === false ? await logIn(here, input) : null;
    return back?.ok === true ? back : signUp(here.ports, here.calls, here.profile, input);
  };
}

export function byLoggingIn(input: Parameters<typeof logIn>[1]): WayIn {
  return (here) => logIn(here, input);
}

export function byStartingAnew(input: Parameters<typeof startAnew>[3]): WayIn {
  return (here) => startAnew(here.ports, here.calls, here.profile, input);
}
