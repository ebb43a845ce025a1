/** The optional e-mail address of the account, in which language the server's letters are, and what they lead to. */
import { equalBytes, utf8, type RouteRequest } from '@alcove/protocol';
import { done, failed, type Outcome } from '../api/outcome.ts';
import type { EmailView } from '../api/access-views.ts';
import { failureOf } from '../session/failure.ts';
import type { ServerCalls } from '../session/server-calls.ts';
import type { AccessSeat } from './access.ts';
import { normalPassword } from './credentials.ts';
import { showPassword } from './password.ts';
import { signInFailure } from './server-facts.ts';

/** Under this name this device keeps what it said last. */
const SAID = 'letter-language';
const ADDRESS = /^[^\s@<>"(),;:\\]+@[^\s@<>"(),;:\\]+$/u;

export async function emailOf({ context }: AccessSeat): Promise<Outcome<EmailView>> {
  const reply = await context.calls.call('email', {});
  return reply.kind === 'ok' ? { ok: true, value: reply.value } : failureOf(reply);
}

export async function setEmail(seat: AccessSeat, typed: { address: string; password: string }): Promise<Outcome> {
  const address = typed.address.trim();
  if (address.length > 254 || !ADDRESS.test(address)) return failed('email-invalid');
  return withPassword(seat, typed.password, async (password) => {
    const reply = await seat.context.calls.call('setEmail', { password, address });
    return reply.kind === 'ok' ? done : failureOf(reply);
  });
}

export function removeEmail(seat: AccessSeat, password: string): Promise<Outcome> {
  return withPassword(seat, password, async (again) => {
    const reply = await seat.context.calls.call('removeEmail', { password: again });
    return reply.kind === 'ok' ? done : failureOf(reply);
  });
}

/** The server's letters are in it from now on. Said once, until it is another one. */
export async function sayLanguage({ context }: AccessSeat, language: string): Promise<Outcome> {
  const { store } = context;
  const said = await store.secrets.get(SAID);
  if (said !== null && equalBytes(said, utf8(language))) return done;
  const reply = await context.calls.call('letterLanguage', { language });
  if (reply.kind !== 'ok') return failureOf(reply);
  await store.write(store.secrets.put(SAID, utf8(language)));
  return done;
}

export async function withPassword<T = undefined>(
  { context, known }: AccessSeat,
  typed: string,
  run: (again: RouteRequest<'setEmail'>['password']) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const shown = await showPassword(context.calls, known, normalPassword(typed));
  if (!shown.ok) return shown.code === 'login-failed' ? failed('password-wrong') : shown;
  const { loginId, finishLoginRequest } = shown;
  return run({ loginId, finishLoginRequest });
}

/* What needs nobody to be logged in. */

export async function verifyEmail(calls: ServerCalls, token: string): Promise<Outcome> {
  const reply = await calls.call('verifyEmail', { token });
  return reply.kind === 'ok' ? done : signInFailure(reply);
}

export async function askReset(calls: ServerCalls, who: string): Promise<Outcome> {
  const typed = who.trim();
  if (typed === '') return failed('empty');
  const reply = await calls.call('resetStart', { who: typed });
  return reply.kind === 'ok' ? done : signInFailure(reply);
}

export async function resetName(calls: ServerCalls, token: string): Promise<Outcome<string>> {
  const reply = await calls.call('resetOpen', { token });
  return reply.kind === 'ok' ? { ok: true, value: reply.value.username } : signInFailure(reply);
}
