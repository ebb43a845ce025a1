/**
 * One account's sealed store on this device, and the device's identity in it. Owns how the store's key seals columns and how the
 * identity is written; the key itself is kept by the KeyKeeper while somebody is logged in, and wrapped in the profile.
 */
import { deriveKey, openBytes, sealBytes, type DeviceIdentity } from '@alcove/crypto';
import {
  AccountId,
  bytesSchema,
  decodeCbor,
  DeviceId,
  DeviceKind,
  encodeCbor,
  fromBase64url,
  LABEL,
  utf8,
  type Bytes,
} from '@alcove/protocol';
import { openStore, type Sealer, type SqlStatement, type Store } from '@alcove/store';
import { z } from 'zod';
import type { Databases } from '../ports.ts';
import { COPIED, readCopied } from './copied.ts';

export interface AccountStore {
  readonly store: Store;
  close(): Promise<void>;
}

/** What a device holds of its account besides the store: never the identity key, which stays in the vault. */
export interface OwnKeys {
  readonly identity: DeviceIdentity;
  /** Seals the account's records (protocol.md §2, RK). */
  readonly recordKey: Bytes;
}

const SECRET = 'own-keys';
/** Present once this device's first key packages are on the server. */
export const KEY_PACKAGES_BEGUN = 'key-packages-begun';
/** The vault key, wrapped for this device (account/own-vault.ts). */
export const KEPT_VAULT_KEY = 'kept-vault-key';
/** How far it moved on with the server (account/device-chain.ts). */
export const DEVICE_CHAIN = 'device-chain';
/** The device that this one came in for, until it is off the list (devices/replaced.ts). */
export const REPLACED_DEVICE = 'replaced-device';
/** Present while rooms may hold this device with the certificate from before (devices/renewal.ts). */
export const CERT_TO_BRING = 'cert-to-bring';
/** What this device knows of the account's others (devices/own-devices.ts). */
export const OWN_DEVICES = 'own-devices';

const StoredKeys = z.strictObject({
  v: z.literal(1),
  account: AccountId,
  device: DeviceId,
  kind: DeviceKind,
  secret: bytesSchema,
  public: bytesSchema,
  cert: bytesSchema,
  recordKey: bytesSchema,
});

/** Null: another key sealed what is there. */
export async function openAccountStore(
  databases: Databases,
  account: AccountId,
  storeKey: Uint8Array,
): Promise<AccountStore | null> {
  const driver = await databases.open(databaseName(account));
  try {
    const opened = await (await openStore(driver)).unlock(sealerOf(storeKey));
    if (opened.ok) return { store: opened.store, close: () => driver.close() };
  } catch (error) {
    await driver.close();
    throw error;
  }
  await driver.close();
  return null;
}

/** An empty store under a new key. What was there cannot be opened by anyone who got here, and goes. */
export async function newAccountStore(
  databases: Databases,
  account: AccountId,
  storeKey: Uint8Array,
): Promise<AccountStore> {
  const driver = await databases.open(databaseName(account));
  const locked = await openStore(driver);
  await locked.erase();
  const opened = await locked.unlock(sealerOf(storeKey));
  if (!opened.ok) throw new Error('an erased store has a key');
  return { store: opened.store, close: () => driver.close() };
}

/**
 * This device gets a new identity: what belonged to the old one's leaf is of no use; messages and drafts stay. After a copy that stood aside the
 * old one goes off the list, and what waits here its other copy may have sent: whether it is sent again, its person says.
 */
export async function forgottenDevice(store: Store): Promise<SqlStatement[][]> {
  const [rooms, packages, outbox] = await Promise.all([store.rooms.all(), store.keyPackages.all(), store.outbox.all()]);
  const before = (await readCopied(store)) === null ? null : await readOwnKeys(store);
  const said = before === null ? [] : outbox.filter(({ kind }) => kind === 'application');
  return [
    ...[KEY_PACKAGES_BEGUN, KEPT_VAULT_KEY, CERT_TO_BRING, OWN_DEVICES, DEVICE_CHAIN, COPIED].map((name) =>
      store.secrets.drop(name),
    ),
    before === null ? [] : store.secrets.put(REPLACED_DEVICE, encodeCbor(before.identity.device)),
    said.flatMap((row) =>
      store.outbox.put({ ...row, state: 'failed', reason: 'maybe-sent', epoch: 0, frame: new Uint8Array() }),
    ),
    rooms.flatMap(({ room }) => store.groups.drop(room)),
    packages.flatMap(({ ref }) => store.keyPackages.drop(ref)),
    outbox.filter(({ kind }) => kind !== 'application').flatMap(({ id }) => store.outbox.drop(id)),
  ];
}

/** Nothing of the account stays: this device was removed from it. */
export async function eraseAccountStore(databases: Databases, account: AccountId): Promise<void> {
  const driver = await databases.open(databaseName(account));
  try {
    await (await openStore(driver)).erase();
  } finally {
    await driver.close();
  }
}

export function putOwnKeys(store: Store, { identity, recordKey }: OwnKeys): SqlStatement[] {
  const { account, device, kind, key, cert } = identity;
  const stored: z.infer<typeof StoredKeys> = {
    v: 1,
    account,
    device,
    kind,
    secret: key.secret,
    public: key.public,
    cert,
    recordKey,
  };
  return store.secrets.put(SECRET, encodeCbor(stored));
}

export async function readOwnKeys(store: Store): Promise<OwnKeys | null> {
  const bytes = await store.secrets.get(SECRET);
  if (bytes === null) return null;
  const {
    account,
    device,
    kind,
    secret,
    public: publicKey,
    cert,
    recordKey,
  } = decodeCbor(StoredKeys, bytes, 'own keys');
  return { identity: { account, device, kind, key: { secret, public: publicKey }, cert }, recordKey };
}

function databaseName(account: AccountId): string {
  return `account-${fromBase64url(account).toHex()}`;
}

function sealerOf(storeKey: Uint8Array): Sealer {
  const key = deriveKey(storeKey, LABEL.storeColumn);
  return {
    seal: (place, plain) => sealBytes(key, plain, utf8(place)),
    open: (place, sealed) => openBytes(key, sealed, utf8(place)),
  };
}
