/**
 * Makes an account (protocol.md §3). The order keeps a cut at any point harmless: the sealed store with the device's key is on
 * disk before the server hears of the account, so that an account that exists can always be logged in to from here.
 * The password never leaves the device; the identity key is used here and forgotten.
 */
import { createVault, newKeyPair, newRecoveryCode, randomBytes, records } from '@alcove/crypto';
import { toBase64url, type AccountId, type Bytes, type Username } from '@alcove/protocol';
import { failed } from '../api/outcome.ts';
import type { Ports } from '../ports.ts';
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

  const registration = await register(calls, name.username, password);
  if (!registration.ok) return registration;
  const made = await makeAccount(ports, profile, registration.value, input.displayName);
  const { known, opened, storeKey } = made;
  const reply = await calls.call('registerFinish', {
    username: name.username,
    account: known.account,
    registrationRecord: registration.value.registrationRecord,
    vault: known.vault,
    device: { device: known.device, kind: ports.deviceKind, list: toBase64url(made.list) },
  });
  if (reply.kind === 'ok') {
    const settled: KnownAccount = { ...known, settled: true };
    await profile.save(settled);
    return { ok: true, known: settled, opened, storeKey };
  }
  await opened.close();
  // Without an answer the account may exist: what was written stays, for logging in.
  if (reply.kind === 'refused') await profile.forget(known.account);
  return signInFailure(reply);
}

async function register(
  calls: ServerCalls,
  username: Username,
  password: string,
): Promise<{ ok: true; value: Registration } | Failure> {
  const server = await askServer(calls);
  if (!server.ok) return server;
  const { facts } = server;
  const made = await makePassword(
    (registrationRequest) => calls.call('registerStart', { username, registrationRequest }),
    username,
    password,
    facts.opaqueServerPublicKey,
  );
  if (!made.ok) return made;
  const { registrationRecord, exportKey } = made;
  return { ok: true, value: { username, registrationRecord, exportKey, facts } };
}

async function makeAccount(
  ports: Ports,
  profile: Profile,
  { username, exportKey, facts }: Registration,
  displayName: string,
): Promise<{ known: KnownAccount; opened: AccountStore; storeKey: Bytes; list: Bytes }> {
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
  };
  const opened = await newAccountStore(ports.databases, account, storeKey);
  const { store } = opened;
  await store.write(
    putOwnKeys(store, { identity, recordKey: records.key(vaultKey) }),
    putRecovery(store, { ...NO_WORDS, state: 'unknown', words: recovery.words }),
    store.people.put({ account, username, displayName }),
  );
  await profile.save(known);
  return { known, opened, storeKey, list };
}
