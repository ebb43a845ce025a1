/** The one error shape, over HTTP (`{code, message, retryAfter?}`) and in `nack` frames. Codes are stable; messages are for logs. */
import { z } from 'zod';

export const ErrorCode = z.enum([
  'malformed', // the request does not have the shape the route demands
  'too-large',
  'unsupported-version',
  'unauthorized', // no session, or it ended
  'device-stale', // an older copy of the device, or another copy went on in its place
  'mail-off', // this server sends no mail
  'mail-failed', // the mail server did not take the letter
  'link-expired', // the link of a letter was used, is too old, or never was
  'forbidden', // a session, but not for this
  'not-found',
  'username-taken',
  'login-failed', // wrong name or password: the server does not say which
  'second-factor', // the password is right; a code is asked for
  'second-factor-wrong',
  'login-expired',
  'registration-closed',
  'invalid-signature',
  'conflict', // compare-and-swap lost; the current version is in the reply's details
  'direct-exists', // a direct room of these two accounts exists; details.room names it
  'epoch-conflict', // another commit won this epoch
  'stale-epoch', // sealed more than two epochs ago: seal again
  'commit-disputed', // a commit is being judged: the same again when that is over
  'verdict-refused', // it decides nothing here: the commit is settled, or one has no say
  'policy-refused', // the policy in force does not allow it
  'not-member',
  'no-key-package', // a device has none left
  'rate-limited', // retryAfter says when, in seconds
  'storage-full', // the server cannot keep it now; nothing was accepted
  'restoring', // the server's data went back: clients put it right first
  'shutting-down',
  'internal',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

export const ErrorBody = z.object({
  code: ErrorCode,
  message: z.string().max(500),
  /** Seconds. */
  retryAfter: z.number().nonnegative().optional(),
  /** Facts the client acts on: {room} for direct-exists, {version} for conflict, {epoch, seq, ahead} for epoch-conflict (lost-race.ts). */
  details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

/** By these a proxy in front of a server says that the server does not answer (RFC 9110 §15.6.3 to §15.6.5). What else it says is for browsers. */
export function isNobodyThere(status: number): boolean {
  return status >= 502 && status <= 504;
}
