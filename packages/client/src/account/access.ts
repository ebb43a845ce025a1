/**
 * Changing what opens the account, and staying right about it: a new password, a new recovery code, and the vault's newest version as this
 * device remembers it. Everything here needs the password again: whoever finds an unlocked device
 * must not change what opens the account, though the device itself could open the vault (decision 14). Where it is forgotten: new-password.ts.
 *
 * Invariant: a change is one request. When its answer is lost, the vault itself says whether it happened.
 */
import { equalBytes, type Bytes, type RouteRequest, type StoredVault } from '@alcove/protocol';
import { judgeVault, newRecoveryCode, nextVault, vaultDigest, type VaultSecret } from '@alcove/crypto';
import { done, failed, type Outcome } from '../api/outcome.ts';
import { failureOf, type Failure } from '../session/failure.ts';
import type { AccountContext } from './context.ts';
import { normalPassword, passwordFault } from './credentials.ts';
import { openOwnVault, type OwnVault } from './own-vault.ts';
import { makePassword, showPassword, type PasswordShown } from './password.ts';
import type { KnownAccount } from './profile.ts';
import { NO_WORDS, recoveryAfter, type Recovery } from './recovery.ts';

type WayToChange = RouteRequest<'changeAccess'>['by'];

/** The account's state on this device, as the desk holds it. */
export interface AccessSeat {
  readonly context: AccountContext;
  readonly known: KnownAccount;
  readonly recovery: Recovery;
  keepKnown(known: KnownAccount): Promise<void>;
  keepRecovery(recovery: Recovery): Promise<void>;
}

interface Opened {
  readonly ok: true;
  readonly shown: PasswordShown;
  readonly own: OwnVault;
}

export async function openWithPassword({ context, known }: AccessSeat, typed: string): Promise<Opened | Failure> {
  const { username, account, vault } = known;
  const shown = await showPassword(context.calls, known, normalPassword(typed));
  if (!shown.ok) return shown.code === 'login-failed' ? failed('password-wrong') : shown;
  const secret: VaultSecret = { kind: 'password', secret: shown.exportKey };
  const own = await openOwnVault(context.calls, { account, username }, secret, vault);
  return own.ok ? { ok: true, shown, own } : own;
}

export async function changePassword(
  seat: AccessSeat,
  typed: { readonly current: string; readonly fresh: string },
): Promise<Outcome> {
  const password = normalPassword(typed.fresh);
  const fault = passwordFault(seat.known.username, password);
  if (fault !== null) return failed(fault);
  const opened = await openWithPassword(seat, typed.current);
  if (!opened.ok) return opened;
  return putPassword(seat, opened.own, password, () => again(opened.shown));
}

/** `by`: what shows that it may be set, of the record that is stored then. */
export async function putPassword(
  seat: AccessSeat,
  own: OwnVault,
  password: string,
  by: (registrationRecord: string) => WayToChange,
): Promise<Outcome> {
  const { context, known } = seat;
  const made = await makePassword(
    (registrationRequest) => context.calls.call('newPasswordStart', { registrationRequest }),
    known.username,
    password,
    known.serverPublicKey,
  );
  if (!made.ok) return made;
  const { registrationRecord, exportKey } = made;
  const vault = nextOf(own, { set: [{ kind: 'password', secret: exportKey }] });
  return putAccess(seat, by(registrationRecord), vault, registrationRecord);
}

/** On success the new words are this device's to show, until they are kept. The old code stops working with that. */
export async function renewRecoveryCode(seat: AccessSeat, password: string): Promise<Outcome> {
  const opened = await openWithPassword(seat, password);
  if (!opened.ok) return opened;
  const code = newRecoveryCode();
  const vault = nextOf(opened.own, { set: [{ kind: 'recovery', secret: code.secret }] });
  const digest = vaultDigest(seat.known.account, vault);
  await seat.keepRecovery({ ...seat.recovery, next: { words: code.words, digest } });
  const put = await putAccess(seat, again(opened.shown), vault);
  if (put.ok) await seat.keepRecovery({ ...NO_WORDS, state: 'unknown', words: code.words });
  else if (put.code !== 'answer-lost') await seat.keepRecovery({ ...seat.recovery, next: null });
  return put;
}

export function nextOf(
  { account, vault, vaultKey, content }: OwnVault,
  change: { readonly set?: readonly VaultSecret[]; readonly without?: readonly string[] },
): StoredVault {
  return nextVault({ account, stored: vault, opened: { vaultKey, content }, ...change });
}

export async function putAccess(
  seat: AccessSeat,
  by: WayToChange,
  vault: StoredVault,
  registrationRecord?: string,
): Promise<Outcome> {
  const { context, known } = seat;
  const reply = await context.calls.call('changeAccess', {
    by,
    vault,
    ...(registrationRecord === undefined ? {} : { registrationRecord }),
  });
  if (reply.kind === 'refused') return failureOf(reply);
  if (reply.kind !== 'ok') {
    const happened = await isStored(context, vault);
    if (happened === null) return failed('answer-lost');
    if (!happened) return failed('server-unreachable');
  }
  await seat.keepKnown({ ...known, vault });
  return done;
}

const again = ({ loginId, finishLoginRequest }: PasswordShown): WayToChange => ({
  password: { loginId, finishLoginRequest },
});

/** Null: not to be learned now. */
async function isStored(context: AccountContext, vault: StoredVault): Promise<boolean | null> {
  const reply = await context.calls.call('vault', {});
  if (reply.kind !== 'ok') return null;
  return equalBytes(digestOf(context, reply.value), digestOf(context, vault));
}

const digestOf = ({ me }: AccountContext, vault: StoredVault): Bytes => vaultDigest(me, vault);

/** With every connection, and when another device changed something: the newest vault becomes the one this device remembers. */
export async function followVault(seat: AccessSeat): Promise<Outcome> {
  const { context, known, recovery } = seat;
  const reply = await context.calls.call('vault', {});
  if (reply.kind !== 'ok') return failureOf(reply);
  const verdict = judgeVault(context.me, known.vault, reply.value, context.recordKey);
  if (verdict === 'rolled-back' || verdict === 'forged') return failed('vault-rolled-back');
  if (verdict === 'same' || !context.open) return done;
  const after = recoveryAfter(recovery, known, reply.value);
  await seat.keepKnown({ ...known, vault: reply.value });
  if (after !== recovery) await seat.keepRecovery(after);
  return done;
}
