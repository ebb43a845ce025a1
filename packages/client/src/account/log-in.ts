/**
 * Logging in. On a device that has the account, the password opens the local store through the vault's own copy here, and the
 * device proves itself with its key. On any other device it opens the account's vault from the server, and the identity key
 * introduces this device (protocol.md §3). A vault that the right password does not open ends it: `vault-closed`.
 */
import {
  followDeviceLists,
  openBytes,
  openVault,
  proveDevice,
  randomBytes,
  records,
  storeKeyWrap,
  type KeyPair,
  type KnownList,
} from '@alcove/crypto';
import { loadOpaque } from '@alcove/crypto/opaque';
import {
  equalBytes,
  fromBase64url,
  LABEL,
  toBase64url,
  utf8,
  type AccountId,
  type Bytes,
  type RouteReply,
  type StoredVault,
  type Username,
} from '@alcove/protocol';
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
import { checkUsername, normalPassword } from './credentials.ts';
import { introduceDevice, wrapStoreKey } from './new-device.ts';
import type { KnownAccount, Profile } from './profile.ts';
import { putRecovery } from './recovery.ts';
import { askServer, signInFailure, type ServerFacts } from './server-facts.ts';
import type { SignedIn } from './sign-up.ts';

interface Here {
  readonly ports: Ports;
  readonly calls: ServerCalls;
  readonly profile: Profile;
}
type Session = RouteReply<'loginFinish'>;

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
    return logInAnew(here, server.facts, name.username, password, null);
  }
  const back = await logInHere(here, known, password);
  return 'ok' in back ? back : logInAnew(here, server.facts, name.username, password, back.kept);
}

interface Begun {
  readonly ok: true;
  readonly loginId: string;
  readonly finishLoginRequest: string;
  readonly exportKey: Bytes;
}

async function begin(
  calls: ServerCalls,
  username: Username,
  password: string,
  serverPublicKey: string,
): Promise<Begun | Failure> {
  const opaque = await loadOpaque();
  const { state, startLoginRequest } = opaque.startLogin(password);
  const reply = await calls.call('loginStart', { username, startLoginRequest });
  if (reply.kind !== 'ok') return signInFailure(reply);
  const { loginId, loginResponse } = reply.value;
  try {
    const finished = opaque.finishLogin({ password, state, loginResponse, username, serverPublicKey });
    return finished === undefined ? failed('login-failed') : { ok: true, loginId, ...finished };
  } catch {
    return failed('server-garbage', { detail: 'opaque' });
  }
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
  const begun = await begin(here.calls, known.username, password, known.serverPublicKey);
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
  const storeKey = openBytes(
    storeKeyWrap(vault.vaultKey),
    known.wrappedStoreKey,
    utf8(`${LABEL.storeKey}/${known.account}`),
  );
  const opened = await openAccountStore(here.ports.databases, known.account, storeKey);
  return opened === null ? null : { opened, storeKey };
}

async function logInAnew(
  here: Here,
  facts: ServerFacts,
  username: Username,
  password: string,
  kept: Unlocked | null,
): Promise<SignedIn | Failure> {
  const { calls } = here;
  const begun = await begin(calls, username, password, facts.opaqueServerPublicKey);
  const session = begun.ok ? await finish(calls, begun) : begun;
  const opened = session.ok ? await openVaultOf(calls, session.value, session.exportKey) : session;
  const joined = opened.ok ? await enrol(here, facts, opened, kept) : opened;
  if (!joined.ok) {
    await kept?.opened.close();
    // A session that may do nothing is of no use to anyone.
    if (session.ok) await calls.call('logout', {});
  }
  calls.forgetToken();
  return joined;
}

type Finished = { readonly ok: true; readonly value: Session; readonly exportKey: Bytes };

async function finish(calls: ServerCalls, begun: Begun): Promise<Finished | Failure> {
  const { loginId, finishLoginRequest, exportKey } = begun;
  const session = await calls.call('loginFinish', { loginId, finishLoginRequest });
  calls.forgetToken();
  return session.kind === 'ok' ? { ok: true, value: session.value, exportKey } : signInFailure(session);
}

interface OpenedVault {
  readonly ok: true;
  readonly account: AccountId;
  readonly username: Username;
  readonly vault: StoredVault;
  readonly vaultKey: Bytes;
  readonly aik: KeyPair;
  readonly lists: KnownList;
}

async function openVaultOf(
  calls: ServerCalls,
  { account, username }: Session,
  exportKey: Bytes,
): Promise<OpenedVault | Failure> {
  const reply = await calls.call('vault', {});
  if (reply.kind !== 'ok') return signInFailure(reply);
  const vault = reply.value;
  const opened = openVault({ account, stored: vault, kind: 'password', secret: exportKey });
  if (!opened.ok) return failed('vault-closed', { detail: opened.code });
  const lists = await ownLists(calls, account);
  if (!lists.ok) return lists;
  const { aik } = opened.content;
  if (!equalBytes(lists.known.list.aik, aik.public)) return failed('identity-changed');
  return { ok: true, account, username, vault, vaultKey: opened.vaultKey, aik, lists: lists.known };
}

/** The store with the new device's key is on disk before the server hears of the device, as at sign-up. */
async function enrol(
  here: Here,
  facts: ServerFacts,
  own: OpenedVault,
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
  await opened.store.write(putOwnKeys(opened.store, { identity, recordKey: records.key(vaultKey) }));
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

async function emptyStore({ ports }: Here, { account, username }: OpenedVault): Promise<Unlocked> {
  const storeKey = randomBytes(32);
  const opened = await newAccountStore(ports.databases, account, storeKey);
  const { store } = opened;
  await store.write(
    putRecovery(store, { state: 'kept', words: null }),
    store.people.put({ account, username, displayName: username }),
  );
  return { opened, storeKey };
}

async function ownLists(calls: ServerCalls, account: AccountId): Promise<{ ok: true; known: KnownList } | Failure> {
  const reply = await calls.call('person', { account });
  if (reply.kind !== 'ok') return signInFailure(reply);
  const followed = followDeviceLists(null, account, reply.value.lists.map(fromBase64url));
  return followed.ok
    ? followed
    : failed(followed.code === 'identity-changed' ? 'identity-changed' : 'device-list-forged');
}
