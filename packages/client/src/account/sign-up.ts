/**
 * Makes an account (protocol.md §3). The order keeps a cut at any point harmless: the sealed store with the device's key is on
 * disk before the server hears of the account, so that an account that exists can always be logged in to from here.
 * The password never leaves the device; the identity key is used here and forgotten.
 */
import { createVault, newKeyPair, newRecoveryCode, randomBytes, records } from '@alcove/crypto';
import {
  toBase64url,
  type AccountId,
  type Bytes,
  type RouteReply,
  type RouteRequest,
  type Username,
} from '@alcove/protocol';
import { failed } from '../api/outcome.ts';
import type { HttpOutcome, Ports } from '../ports.ts';
import type { Failure } from '../session/failure.ts';
import type { ServerCalls } from '../session/server-calls.ts';
import { newAccountStore, putOwnKeys, type AccountStore } from './account-store.ts';
import { checkUsername, normalPassword, passwordFault } from './credentials.ts';
import { introduceDevice, newAccountId, wrapStoreKey } from './new-device.ts';
import { makePassword } from './password.ts';
import type { KnownAccount, Profile } from './profile.ts';
import { NO_WORDS, putRecovery } from './recovery.ts';
import { askServer, signInFailure, type ServerFacts } from './server-facts.ts';

export interface SignedIn {
  readonly ok: true;
  readonly known: KnownAccount;
  readonly opened: AccountStore;
  readonly storeKey: Bytes;
  readonly vaultKey: Bytes;
}

interface Registration {
  readonly username: Username;
  readonly registrationRecord: string;
  readonly exportKey: Bytes;
  readonly facts: ServerFacts;
}

export async function signUp(
  ports: Ports,
  calls: ServerCalls,
  profile: Profile,
  input: { readonly username: string; readonly password: string; readonly displayName: string },
): Promise<SignedIn | Failure> {
  const name = checkUsername(input.username);
  if (!name.ok) return failed('username-invalid');
  const password = normalPassword(input.password);
  const fault = passwordFault(name.username, password);
  if (fault !== null) return failed(fault);

  const { username } = name;
  const registration = await register(calls, username, password, (registrationRequest) =>
    calls.call('registerStart', { username, registrationRequest }),
  );
  if (!registration.ok) return registration;
  const { value } = registration;
  return begin(ports, profile, value, input.displayName, (made) => calls.call('registerFinish', { username, ...made }));
}

/** What the server gets of a new account, besides its name. */
type Introduction = Pick<RouteRequest<'resetFinish'>, 'account' | 'registrationRecord' | 'vault' | 'device'>;

async function begin(
  ports: Ports,
  profile: Profile,
  registration: Registration,
  displayName: string,
  tell: (made: Introduction) => Promise<HttpOutcome<RouteReply<'registerFinish'>>>,
): Promise<SignedIn | Failure> {
  const { known, opened, storeKey, vaultKey, list } = await makeAccount(ports, profile, registration, displayName);
  const reply = await tell({
    account: known.account,
    registrationRecord: registration.registrationRecord,
    vault: known.vault,
    device: { device: known.device, kind: ports.deviceKind, list: toBase64url(list) },
  });
  if (reply.kind === 'ok') {
    const settled: KnownAccount = { ...known, settled: true, knownToken: reply.value.knownToken ?? null };
    await profile.save(settled);
    return { ok: true, known: settled, opened, storeKey, vaultKey };
  }
  await opened.close();
  // Without an answer the account may exist: what was written stays, for logging in.
  if (reply.kind === 'refused') await profile.forget(known.account);
  return signInFailure(reply);
}

/** By the link of a letter: the name comes back, with a new account behind it. The old one's messages stay closed. */
export async function startAnew(
  ports: Ports,
  calls: ServerCalls,
  profile: Profile,
  input: { readonly token: string; readonly password: string },
): Promise<SignedIn | Failure> {
  const { token } = input;
  const opened = await calls.call('resetOpen', { token });
  if (opened.kind !== 'ok') return signInFailure(opened);
  const { username } = opened.value;
  const password = normalPassword(input.password);
  const fault = passwordFault(username, password);
  if (fault !== null) return failed(fault);
  const registration = await register(calls, username, password, async (registrationRequest) => {
    const reply = await calls.call('resetOpen', { token, registrationRequest });
    if (reply.kind !== 'ok') return reply;
    const { registrationResponse } = reply.value;
    return registrationResponse === undefined ? { kind: 'garbage' } : { kind: 'ok', value: { registrationResponse } };
  });
  if (!registration.ok) return registration;
  return begin(ports, profile, registration.value, username, (made) => calls.call('resetFinish', { token, ...made }));
}

async function register(
  calls: ServerCalls,
  username: Username,
  password: string,
  ask: Parameters<typeof makePassword>[0],
): Promise<{ ok: true; value: Registration } | Failure> {
  const server = await askServer(calls);
  if (!server.ok) return server;
  const { facts } = server;
  const made = await makePassword(ask, username, password, facts.opaqueServerPublicKey);
  if (!made.ok) return made;
  const { registrationRecord, exportKey } = made;
  return { ok: true, value: { username, registrationRecord, exportKey, facts } };
}

async function makeAccount(
  ports: Ports,
  profile: Profile,
  { username, exportKey, facts }: Registration,
  displayName: string,
): Promise<Omit<SignedIn, 'ok'> & { readonly list: Bytes }> {
  const account: AccountId = newAccountId();
  const aik = newKeyPair();
  const vaultKey = randomBytes(32);
  const storeKey = randomBytes(32);
  const recovery = newRecoveryCode();
  const vault = createVault({
    account,
    content: { aik },
    vaultKey,
    passwordSecret: exportKey,
    recoverySecret: recovery.secret,
  });
  const { identity, list } = introduceDevice({
    aik,
    server: facts.serverId,
    account,
    username,
    kind: ports.deviceKind,
    vault,
    known: null,
    nowMs: facts.now,
  });
  const known: KnownAccount = {
    account,
    username,
    device: identity.device,
    serverId: facts.serverId,
    serverPublicKey: facts.opaqueServerPublicKey,
    vault,
    wrappedStoreKey: wrapStoreKey(vaultKey, account, storeKey),
    settled: false,
    knownToken: null,
  };
  const opened = await newAccountStore(ports.databases, account, storeKey);
  const { store } = opened;
  await store.write(
    putOwnKeys(store, { identity, recordKey: records.key(vaultKey) }),
    putRecovery(store, { ...NO_WORDS, state: 'unknown', words: recovery.words }),
    store.people.put({ account, username, displayName }),
  );
  await profile.save(known);
  return { known, opened, storeKey, vaultKey, list };
}
