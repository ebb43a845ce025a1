/**
 * Logging in. On a device that has the account, the password opens the local store through the vault's own copy here, and the
 * device proves itself with its key. On any other device it opens the account's vault from the server, and the identity key
 * introduces this device (protocol.md §3); or the person asks another device first (door/door.ts). A vault that the right password does
 * not open ends it: `vault-closed`.
 */
import { openBytes, openVault, proveDevice, storeKeyWrap, type VaultSecret } from '@alcove/crypto';
import { LABEL, toBase64url, utf8, type Bytes, type RouteReply, type Username } from '@alcove/protocol';
import { failed } from '../api/outcome.ts';
import type { Ports } from '../ports.ts';
import type { Failure } from '../session/failure.ts';
import type { ServerCalls } from '../session/server-calls.ts';
import { openAccountStore, readOwnKeys } from './account-store.ts';
import { checkUsername, normalPassword } from './credentials.ts';
import { readCopied } from './copied.ts';
import { settleIn, type Unlocked } from './door/settle-in.ts';
import { introduceDevice } from './new-device.ts';
import { openOwnVault, type OwnVault } from './own-vault.ts';
import { showPassword, type PasswordShown } from './password.ts';
import type { KnownAccount, Profile } from './profile.ts';
import { askServer, signInFailure, type ServerFacts } from './server-facts.ts';
import type { SignedIn } from './sign-up.ts';

export interface Here {
  readonly ports: Ports;
  readonly calls: ServerCalls;
  readonly profile: Profile;
}
type Session = RouteReply<'loginFinish'>;

/** What this device has of the account already. `kept` is open. */
export interface Before {
  readonly known: KnownAccount | null;
  readonly kept: Unlocked | null;
}

export async function logIn(
  here: Here,
  input: {
    readonly username: string;
    readonly password: string;
    readonly newDevice?: 'open' | 'ask';
    readonly code?: string;
  },
): Promise<SignedIn | Unenrolled | Failure> {
  const name = checkUsername(input.username);
  if (!name.ok) return failed('login-failed');
  const password = normalPassword(input.password);
  const typed = { password, code: input.code };
  const server = await askServer(here.calls);
  if (!server.ok) return server;
  const known = await here.profile.find(name.username);
  if (known === null || known.serverId !== server.facts.serverId) {
    const came = await logInAnew(here, server.facts, name.username, typed, null);
    if (!came.ok || input.newDevice === 'ask') return came;
    return enterAnew(here, came.unenrolled, { known: null, kept: null });
  }
  const back = await logInHere(here, known, password);
  if ('ok' in back) return back;
  const came = await logInAnew(here, server.facts, name.username, typed, known, back.shown);
  if (came.ok) return enterAnew(here, came.unenrolled, { known, kept: back.kept });
  await back.kept?.opened.close();
  return came;
}

/** Logged in, on a device that is not in yet. */
export interface Unenrolled {
  readonly ok: true;
  readonly unenrolled: Enrolling;
}
export interface Enrolling {
  readonly session: Session;
  readonly facts: ServerFacts;
  /** Of the password that was typed at log-in; null when it was none. */
  readonly exportKey: Bytes | null;
}

/**
 * The server does not know this device any more, it is a copy that stayed behind, or nothing was stored. `kept` is the store, if it opened;
 * `shown` the password as the server was shown it, not used yet.
 */
interface UnknownHere {
  readonly kept: Unlocked | null;
  readonly shown?: PasswordShown;
}

async function logInHere(here: Here, known: KnownAccount, password: string): Promise<SignedIn | Failure | UnknownHere> {
  const begun = await showPassword(here.calls, known, password);
  if (!begun.ok) return begun;
  const unlocked = await unlockHere(here, known, begun.exportKey);
  if (unlocked === null) return { kept: null };
  if ((await readCopied(unlocked.opened.store)) !== null) return { kept: unlocked, shown: begun };
  const keys = await readOwnKeys(unlocked.opened.store);
  if (keys === null) return { kept: unlocked };
  const reply = await here.calls.call('loginFinish', {
    loginId: begun.loginId,
    finishLoginRequest: begun.finishLoginRequest,
    device: { device: known.device, proof: toBase64url(proveDevice(keys.identity, begun.loginId)) },
  });
  here.calls.forgetToken();
  if (reply.kind === 'ok' && reply.value.scope === 'device') {
    const settled: KnownAccount = { ...known, settled: true, knownToken: reply.value.knownToken ?? null };
    await here.profile.save(settled);
    return { ok: true, known: settled, ...unlocked };
  }
  if (reply.kind === 'ok' || (reply.kind === 'refused' && DEVICE_UNKNOWN.has(reply.error.code)))
    return { kept: unlocked };
  await unlocked.opened.close();
  return signInFailure(reply);
}

const DEVICE_UNKNOWN: ReadonlySet<string> = new Set(['forbidden', 'not-found', 'invalid-signature']);

async function unlockHere(
  here: Here,
  known: KnownAccount,
  exportKey: Bytes,
): Promise<(Unlocked & { readonly vaultKey: Bytes }) | null> {
  const vault = openVault({ account: known.account, stored: known.vault, kind: 'password', secret: exportKey });
  if (!vault.ok) return null;
  const { vaultKey } = vault;
  const unlocked = await unlockWith(here, known, vaultKey);
  return unlocked === null ? null : { ...unlocked, vaultKey };
}

async function unlockWith({ ports }: Here, known: KnownAccount, vaultKey: Bytes): Promise<Unlocked | null> {
  const { account, wrappedStoreKey } = known;
  const storeKey = openBytes(storeKeyWrap(vaultKey), wrappedStoreKey, utf8(`${LABEL.storeKey}/${account}`));
  const opened = await openAccountStore(ports.databases, account, storeKey);
  return opened === null ? null : { opened, storeKey };
}

async function logInAnew(
  { calls }: Here,
  facts: ServerFacts,
  username: Username,
  typed: { readonly password: string; readonly code: string | undefined },
  known: KnownAccount | null,
  begun?: PasswordShown,
): Promise<Unenrolled | Failure> {
  const whose = { ...known, username, serverPublicKey: facts.opaqueServerPublicKey };
  const shown = begun ?? (await showPassword(calls, whose, typed.password));
  if (!shown.ok) return shown;
  const { loginId, finishLoginRequest, exportKey } = shown;
  const session = await calls.call('loginFinish', { loginId, finishLoginRequest, ...codeOf(typed.code) });
  calls.forgetToken();
  if (session.kind !== 'ok') return signInFailure(session);
  return { ok: true, unenrolled: { session: session.value, facts, exportKey } };
}

/** What is too short for a code is none; the server says so. */
function codeOf(typed: string | undefined): { readonly code?: string } {
  return typed === undefined ? {} : { code: typed.trim().padEnd(6, '-').slice(0, 20) };
}

async function enterAnew(
  here: Here,
  { session, facts, exportKey }: Enrolling,
  before: Before,
): Promise<SignedIn | Failure> {
  const secret = { kind: 'password', secret: exportKey ?? new Uint8Array() } as const;
  const entered = await enterBy(here, facts, session, secret, before);
  if (!entered.ok) await before.kept?.opened.close();
  here.calls.forgetToken();
  return entered;
}

/** A session that may do nothing else is of no use to anyone once nothing came of it. */
export async function enterBy(...way: Parameters<typeof tryToEnter>): Promise<SignedIn | Failure> {
  const entered = await tryToEnter(...way);
  if (!entered.ok) await way[0].calls.call('logout', {});
  return entered;
}

/** With a session that may only enrol and a secret that opens the vault: this device as it was, or as a new one. */
export async function tryToEnter(
  here: Here,
  facts: ServerFacts,
  session: Session,
  secret: VaultSecret,
  { known, kept }: Before,
): Promise<SignedIn | Failure> {
  const { calls } = here;
  const mine = known?.account === session.account ? known : null;
  const own = await openOwnVault(calls, session, secret, mine?.vault ?? null);
  const held = own.ok && mine !== null ? (kept ?? (await unlockWith(here, mine, own.vaultKey))) : null;
  const back = own.ok && mine !== null && held !== null ? await comeBack(calls, session, mine, own, held) : null;
  const entered = back ?? (own.ok ? await enrol(here, facts, own, held) : own);
  if (entered.ok) await here.profile.save(entered.known);
  else if (held !== kept) await held?.opened.close();
  return entered;
}

/** The device's own copy of the vault was too old to be opened, so that its key is at hand only now. Null: the server does not know it. */
async function comeBack(
  calls: ServerCalls,
  session: Session,
  known: KnownAccount,
  { vault, vaultKey }: OwnVault,
  held: Unlocked,
): Promise<SignedIn | null> {
  if ((await readCopied(held.opened.store)) !== null) return null;
  const keys = await readOwnKeys(held.opened.store);
  if (keys === null) return null;
  const proof = toBase64url(proveDevice(keys.identity, session.session));
  const reply = await calls.call('deviceBack', { device: known.device, proof });
  calls.forgetToken();
  if (reply.kind !== 'ok') return null;
  const knownToken = reply.value.knownToken ?? null;
  return { ok: true, known: { ...known, vault, settled: true, knownToken }, ...held, vaultKey };
}

/** The store with the new device's key is on disk before the server hears of the device, as at sign-up. */
async function enrol(
  here: Here,
  facts: ServerFacts,
  own: OwnVault,
  kept: Unlocked | null,
): Promise<SignedIn | Failure> {
  const { ports, calls } = here;
  const made = introduceDevice({
    aik: own.aik,
    server: facts.serverId,
    account: own.account,
    username: own.username,
    kind: ports.deviceKind,
    vault: own.vault,
    known: own.lists,
    nowMs: facts.now,
  });
  const { identity } = made;
  const ready = await settleIn(here, facts, own, identity, kept);
  const enrolled = await calls.call('enrol', {
    device: identity.device,
    kind: identity.kind,
    list: toBase64url(made.list),
  });
  calls.forgetToken();
  if (enrolled.kind === 'ok')
    return { ...ready, known: { ...ready.known, knownToken: enrolled.value.knownToken ?? null } };
  if (kept === null) await ready.opened.close();
  return signInFailure(enrolled);
}
