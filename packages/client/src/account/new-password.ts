/**
 * A new password without the old one (docs/decisions/0030): this device opens the vault by itself, but whoever holds an open device could
 * do the same, so it asks first, every device of the account hears of it and may refuse for a day, and only then a password is set. The
 * request is the server's to keep; what it shows of one is judged here (docs/checks.md, V08).
 */
import { isRequestOf, signNewPassword, signPasswordRequest } from '@alcove/crypto';
import { toBase64url, type DeviceId, type WaitingRequest } from '@alcove/protocol';
import type { PasswordRequestView } from '../api/access-views.ts';
import { done, failed, type Outcome } from '../api/outcome.ts';
import { failureOf } from '../session/failure.ts';
import { putPassword, type AccessSeat } from './access.ts';
import type { AccountContext } from './context.ts';
import { normalPassword, passwordFault } from './credentials.ts';

/** Null: none, or none that a device of the account made. */
export async function waitingRequest(context: AccountContext): Promise<Outcome<WaitingRequest | null>> {
  const reply = await context.calls.call('passwordRequest', {});
  if (reply.kind !== 'ok') return failureOf(reply);
  const { request } = reply.value;
  return { ok: true, value: request !== null && (await isReal(context, request)) ? request : null };
}

async function isReal(context: AccountContext, request: WaitingRequest): Promise<boolean> {
  const known = await context.lists.refresh(context.me);
  return known.ok && isRequestOf(known.value.list, context.me, request, context.now());
}

export function viewOfRequest(context: AccountContext, request: WaitingRequest): PasswordRequestView {
  const { device, readyAt, until } = request;
  return { device, isMine: device === context.device, readyAt, until };
}

/** Whether this device could set one at all shows before anybody is told. */
export async function askNewPassword({ context }: AccessSeat): Promise<Outcome<WaitingRequest>> {
  const vault = await context.vault.open(null);
  if (!vault.ok) return vault;
  const at = Math.floor(context.now());
  const proof = toBase64url(signPasswordRequest(context.identity, at));
  const reply = await context.calls.call('passwordAsk', { at, proof });
  return reply.kind === 'ok' ? { ok: true, value: reply.value.request } : failureOf(reply);
}

export async function refuseNewPassword({ context }: AccessSeat, device: DeviceId): Promise<Outcome> {
  const reply = await context.calls.call('passwordRefuse', { device });
  const isOver = reply.kind === 'refused' && reply.error.code === 'not-found';
  return reply.kind === 'ok' || isOver ? done : failureOf(reply);
}

export async function setNewPassword(seat: AccessSeat, typed: string): Promise<Outcome> {
  const { context, known } = seat;
  const password = normalPassword(typed);
  const fault = passwordFault(known.username, password);
  if (fault !== null) return failed(fault);
  const waits = await waitingRequest(context);
  if (!waits.ok) return waits;
  const challenge = waits.value?.device === context.device ? waits.value.challenge : null;
  if (challenge === null) return failed('request-over');
  const own = await context.vault.open(null);
  if (!own.ok) return own;
  return putPassword(seat, own.value, password, (registrationRecord) => ({
    device: toBase64url(signNewPassword(context.identity, challenge, registrationRecord)),
  }));
}
