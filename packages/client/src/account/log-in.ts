/**
 * Logging in. On a device that has the account, the password opens the local store through the vault's own copy here, and the
 * device proves itself with its key. On any other device it opens the account's vault from the server, and the identity key
 * introduces this device (protocol.md §3). A vault that the right password does not open ends it: `vault-closed`.
 */
import {
  openBytes,
  openVault,
  proveDevice,
  randomBytes,
  records,
  storeKeyWrap,
  type VaultSecret,
} from '@alcove/crypto';
import { LABEL, toBase64url, utf8, type Bytes, type RouteReply, type Username } from '@alcove/protocol';
import { failed } from '../api/outcome.ts';
import type { Ports } from '../ports.ts';
import type { Failure } from '../session/failure.ts';
import type { ServerCalls } from '../session/server-calls.ts';
import {
  forgetOldDevice,
  newAccountStore,
  openAccountStore,
  putOwnKeys,
  readOwnKeys,
  type AccountStore,
} from './account-store.ts';
import { putArchiveKeys } from '../archive/keyring.ts';
import { checkUsername, normalPassword } from './credentials.ts';
import { introduceDevice, wrapStoreKey } from './new-device.ts';
import { openOwnVault, type OwnVault } from './own-vault.ts';
import { showPassword, type PasswordShown } from './password.ts';
import type { KnownAccount, Profile } from './profile.ts';
import { NO_WORDS, putRecovery } from './recovery.ts';
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
  input: { readonly username: string; readonly password: string },
): Promise<SignedIn | Failure> {
  const name = checkUsername(input.username);
  if (!name.ok) return failed('login-failed');
  const password = normalPassword(input.password);
  const server = await askServer(here.calls);
  if (!server.ok) return server;
  const known = await here.profile.find(name.username);
  if (known === null || known.serverId !== server.facts.serverId) {
    return logInAnew(here, server.facts, name.username, password, { known: null, kept: null });
  }
  const back = await logInHere(here, known, password);
  return 'ok' in back ? back : logInAnew(here, server.facts, name.username, password, { known, kept: back.kept });
}

interface Unlocked {
  readonly opened: AccountStore;
  readonly storeKey: Bytes;
}
/** The server does not know this device any more, or nothing was stored. `kept` is the store, if it opened. */
interface UnknownHere {
  readonly kept: Unlocked | null;
}

async function logInHere(here: Here, known: KnownAccount, password: string): Promise<SignedIn | Failure | UnknownHere> {
  const begun = await showPassword(here.calls, known.username, password, known.serverPublicKey);
  if (!begun.ok) return begun;
  const unlocked = await unlockHere(here, known, begun.exportKey);
  if (unlocked === null) return { kept: null };
  const keys = await readOwnKeys(unlocked.opened.store);
  if (keys === null) return { kept: unlocked };
  const reply = await here.calls.call('loginFinish', {
    loginId: begun.loginId,
    finishLoginRequest: begun.finishLoginRequest,
    device: { device: known.device, proof: toBase64url(proveDevice(keys.identity, begun.loginId)) },
  });
  here.calls.forgetToken();
  if (reply.kind === 'ok' && reply.value.scope === 'device') {
    const settled: KnownAccount = { ...known, settled: true };
    await here.profile.save(settled);
    return { ok: true, known: settled, ...unlocked };
  }
  if (reply.kind === 'ok' || (reply.kind === 'refused' && DEVICE_UNKNOWN.has(reply.error.code)))
    return { kept: unlocked };
  await unlocked.opened.close();
  return signInFailure(reply);
}

const DEVICE_UNKNOWN: ReadonlySet<string> = new Set(['forbidden', 'not-found', 'invalid-signature']);

async function unlockHere(here: Here, known: KnownAccount, exportKey: Bytes): Promise<Unlocked | null> {
  const vault = openVault({ account: known.account, stored: known.vault, kind: 'password', secret: exportKey });
  if (!vault.ok) return null;
  return unlockWith(here, known, vault.vaultKey);
}

async function unlockWith({ ports }: Here, known: KnownAccount, vaultKey: Bytes): Promise<Unlocked | null> {
  const { account, wrappedStoreKey } = known;
  const storeKey = openBytes(storeKeyWrap(vaultKey), wrappedStoreKey, utf8(`${LABEL.storeKey}/${account}`));
  const opened = await openAccountStore(ports.databases, account, storeKey);
  return opened === null ? null : { opened, storeKey };
}

async function logInAnew(
  here: Here,
  facts: ServerFacts,
  username: Username,
  password: string,
  before: Before,
): Promise<SignedIn | Failure> {
  const { calls } = here;
  const shown = await showPassword(calls, username, password, facts.opaqueServerPublicKey);
  const session = shown.ok ? await finish(calls, shown) : shown;
  const entered = session.ok
    ? await enterBy(here, facts, session.value, { kind: 'password', secret: session.exportKey }, before)
    : session;
  if (!entered.ok) await before.kept?.opened.close();
  calls.forgetToken();
  return entered;
}

/** With a session that may only enrol and a secret that opens the vault: this device as it was, or as a new one. */
export async function enterBy(
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
  else {
    if (held !== kept) await held?.opened.close();
    // A session that may do nothing is of no use to anyone.
    await calls.call('logout', {});
  }
  return entered;
}

/** The device's own copy of the vault was too old to be opened, so that its key is at hand only now. Null: the server does not know it. */
async function comeBack(
  calls: ServerCalls,
  session: Session,
  known: KnownAccount,
  { vault }: OwnVault,
  held: Unlocked,
): Promise<SignedIn | null> {
  const keys = await readOwnKeys(held.opened.store);
  if (keys === null) return null;
  const proof = toBase64url(proveDevice(keys.identity, session.session));
  const reply = await calls.call('deviceBack', { device: known.device, proof });
  calls.forgetToken();
  return reply.kind === 'ok' ? { ok: true, known: { ...known, vault, settled: true }, ...held } : null;
}

type Finished = { readonly ok: true; readonly value: Session; readonly exportKey: Bytes };

async function finish(calls: ServerCalls, begun: PasswordShown): Promise<Finished | Failure> {
  const { loginId, finishLoginRequest, exportKey } = begun;
  const session = await calls.call('loginFinish', { loginId, finishLoginRequest });
  calls.forgetToken();
  return session.kind === 'ok' ? { ok: true, value: session.value, exportKey } : signInFailure(session);
}

/** The store with the new device's key is on disk before the server hears of the device, as at sign-up. */
async function enrol(
  here: Here,
  facts: ServerFacts,
  own: OwnVault,
  kept: Unlocked | null,
): Promise<SignedIn | Failure> {
  const { ports, calls, profile } = here;
  const { account, username, vault, vaultKey } = own;
  const made = introduceDevice({
    aik: own.aik,
    server: facts.serverId,
    account,
    username,
    kind: ports.deviceKind,
    vault,
    known: own.lists,
    nowMs: facts.now,
  });
  const { identity } = made;
  const { opened, storeKey } = kept ?? (await emptyStore(here, own));
  await forgetOldDevice(opened.store);
  await opened.store.write(
    putOwnKeys(opened.store, { identity, recordKey: records.key(vaultKey) }),
    await putArchiveKeys(opened.store, own.content.archiveKeys ?? []),
  );
  const known: KnownAccount = {
    account,
    username,
    device: identity.device,
    serverId: facts.serverId,
    serverPublicKey: facts.opaqueServerPublicKey,
    vault,
    wrappedStoreKey: wrapStoreKey(vaultKey, account, storeKey),
    settled: true,
  };
  await profile.save(known);
  const enrolled = await calls.call('enrol', {
    device: identity.device,
    kind: identity.kind,
    list: toBase64url(made.list),
  });
  if (enrolled.kind === 'ok') return { ok: true, known, opened, storeKey };
  if (kept === null) await opened.close();
  return signInFailure(enrolled);
}

async function emptyStore({ ports }: Here, { account, username }: OwnVault): Promise<Unlocked> {
  const storeKey = randomBytes(32);
  const opened = await newAccountStore(ports.databases, account, storeKey);
  const { store } = opened;
  await store.write(putRecovery(store, NO_WORDS), store.people.put({ account, username, displayName: username }));
  return { opened, storeKey };
}
