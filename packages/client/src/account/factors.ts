/**
 * Second factor and passkeys, from this side. The browser's ceremonies happen in the page; what comes here is their answer, and apart from it
 * the passkey's PRF output, which wraps the vault key and goes nowhere.
 */

import type { Bytes, RouteReply } from '@alcove/protocol';
import { done, failed, type Outcome } from '../api/outcome.ts';
import type { SecurityView } from '../api/security-views.ts';
import type { PasskeyAnswer, PasskeyOptions, PasskeyView } from '../api/access-views.ts';
import type { HttpOutcome } from '../ports.ts';
import { failureOf, type Failure } from '../session/failure.ts';
import type { ServerCalls } from '../session/server-calls.ts';
import { nextOf, openWithPassword, type AccessSeat } from './access.ts';
import { withPassword } from './email.ts';
import { enterBy, type Here } from './log-in.ts';
import { askServer, signInFailure } from './server-facts.ts';
import type { SignedIn } from './sign-up.ts';

const SHORTEST_PRF = 32;

function valueOr<T>(reply: HttpOutcome<T>): Outcome<T> {
  return reply.kind === 'ok' ? { ok: true, value: reply.value } : failureOf(reply);
}
const doneOr = (reply: HttpOutcome<unknown>): Outcome => (reply.kind === 'ok' ? done : failureOf(reply));

/* the second factor */

export async function secondFactor({ context }: AccessSeat): Promise<Outcome<RouteReply<'secondFactor'>>> {
  return valueOr(await context.calls.call('secondFactor', {}));
}

export function beginSecondFactor(seat: AccessSeat, typed: string): Promise<Outcome<RouteReply<'secondFactorBegin'>>> {
  return withPassword(seat, typed, async (password) =>
    valueOr(await seat.context.calls.call('secondFactorBegin', { password })),
  );
}

/** The backup codes, this once. */
export async function confirmSecondFactor({ context }: AccessSeat, code: string): Promise<Outcome<readonly string[]>> {
  const typed = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(typed)) return failed('second-factor-wrong');
  const reply = await context.calls.call('secondFactorOn', { code: typed });
  return reply.kind === 'ok' ? { ok: true, value: reply.value.backupCodes } : failureOf(reply);
}

export function stopSecondFactor(seat: AccessSeat, typed: string): Promise<Outcome> {
  return withPassword(seat, typed, async (password) =>
    doneOr(await seat.context.calls.call('secondFactorOff', { password })),
  );
}

/* passkeys */

export async function passkeysOf({ context }: AccessSeat): Promise<Outcome<readonly PasskeyView[]>> {
  const reply = await context.calls.call('passkeys', {});
  return reply.kind === 'ok' ? { ok: true, value: reply.value.passkeys } : failureOf(reply);
}

export async function passkeyCreation({ context }: AccessSeat): Promise<Outcome<PasskeyOptions>> {
  const reply = await context.calls.call('passkeyBegin', {});
  return reply.kind === 'ok' ? { ok: true, value: reply.value.options } : failureOf(reply);
}

/** Where the browser gave no PRF output the passkey signs in, and the password opens. */
export async function addPasskey(
  seat: AccessSeat,
  made: PasskeyAnswer & { readonly name: string; readonly password: string },
): Promise<Outcome> {
  const opened = await openWithPassword(seat, made.password);
  if (!opened.ok) return opened;
  const { loginId, finishLoginRequest } = opened.shown;
  const secret = prfOf(made);
  const credential = made.response.id;
  const vault = secret === null ? null : nextOf(opened.own, { set: [{ kind: 'passkey', secret, credential }] });
  const reply = await seat.context.calls.call('passkeyAdd', {
    password: { loginId, finishLoginRequest },
    response: bare(made),
    name: made.name.trim().slice(0, 64),
    ...(vault === null ? {} : { vault }),
  });
  if (reply.kind === 'ok' && vault !== null) await seat.keepKnown({ ...seat.known, vault });
  return doneOr(reply);
}

export async function renamePasskey({ context }: AccessSeat, id: string, name: string): Promise<Outcome> {
  return doneOr(await context.calls.call('passkeyRename', { id, name: name.trim().slice(0, 64) }));
}

export async function removePasskey(seat: AccessSeat, id: string, password: string): Promise<Outcome> {
  const opened = await openWithPassword(seat, password);
  if (!opened.ok) return opened;
  const { loginId, finishLoginRequest } = opened.shown;
  const opens = opened.own.vault.wraps.some(({ credential }) => credential === id);
  const vault = opens ? nextOf(opened.own, { without: [id] }) : null;
  const reply = await seat.context.calls.call('passkeyRemove', {
    password: { loginId, finishLoginRequest },
    id,
    ...(vault === null ? {} : { vault }),
  });
  if (reply.kind === 'ok' && vault !== null) await seat.keepKnown({ ...seat.known, vault });
  return doneOr(reply);
}

export async function passkeyRequest(calls: ServerCalls): Promise<Outcome<PasskeyOptions>> {
  const reply = await calls.call('passkeyAsk', {});
  return reply.kind === 'ok' ? { ok: true, value: reply.value.options } : signInFailure(reply);
}

export async function logInByPasskey(here: Here, answer: PasskeyAnswer): Promise<SignedIn | Failure> {
  const secret = prfOf(answer);
  if (secret === null) return failed('passkey-closed');
  const server = await askServer(here.calls);
  if (!server.ok) return server;
  const reply = await here.calls.call('passkeyLogin', { response: bare(answer) });
  here.calls.forgetToken();
  if (reply.kind !== 'ok') {
    const failure = signInFailure(reply);
    return failure.code === 'login-failed' ? failed('passkey-unknown') : failure;
  }
  const known = await here.profile.find(reply.value.username);
  const before = { known: known?.serverId === server.facts.serverId ? known : null, kept: null };
  const opens = { kind: 'passkey', secret, credential: answer.response.id } as const;
  const entered = await enterBy(here, server.facts, reply.value, opens, before);
  here.calls.forgetToken();
  return !entered.ok && entered.code === 'vault-closed' ? failed('passkey-closed') : entered;
}

function prfOf({ prf }: PasskeyAnswer): Bytes | null {
  return prf === null || prf.length < SHORTEST_PRF ? null : new Uint8Array(prf);
}

/** Without what its extensions gave: that is where the PRF output would be, and the server is not to have it. */
function bare({ response }: PasskeyAnswer): PasskeyAnswer['response'] {
  return { ...response, clientExtensionResults: {} };
}

/* what happened */

export async function securityEvents({ context }: AccessSeat): Promise<Outcome<SecurityView>> {
  const reply = await context.calls.call('securityEvents', {});
  if (reply.kind !== 'ok') return failureOf(reply);
  const { here, events } = reply.value;
  const seen = new Set<string>();
  const told = events.toReversed().map(({ at, kind, network, device, count }) => {
    const before = network !== null && seen.has(network);
    // Where somebody came in, the owner is at home; where somebody only tried, not yet.
    if (network !== null && kind !== 'failed') seen.add(network);
    const where = network === null ? null : network === here ? 'here' : before ? 'known' : 'new';
    return { at, kind, device, count, where } as const;
  });
  return { ok: true, value: { events: told.toReversed() } };
}
