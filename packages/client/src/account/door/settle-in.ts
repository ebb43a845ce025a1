/** What a device needs of its account, brought onto its disk before the server hears of it: an empty store, or the one that was here. */
import { randomBytes, records, type DeviceIdentity } from '@alcove/crypto';
import type { Bytes } from '@alcove/protocol';
import { putArchiveKeys } from '../../archive/keyring.ts';
import { forgottenDevice, newAccountStore, putOwnKeys, type AccountStore } from '../account-store.ts';
import type { Here } from '../log-in.ts';
import { wrapStoreKey } from '../new-device.ts';
import type { OwnVault } from '../own-vault.ts';
import type { KnownAccount } from '../profile.ts';
import { NO_WORDS, putRecovery } from '../recovery.ts';
import type { ServerFacts } from '../server-facts.ts';
import type { SignedIn } from '../sign-up.ts';

export interface Unlocked {
  readonly opened: AccountStore;
  readonly storeKey: Bytes;
}

export async function settleIn(
  here: Here,
  facts: ServerFacts,
  { account, username, vault, vaultKey, content }: OwnVault,
  identity: DeviceIdentity,
  kept: Unlocked | null,
): Promise<SignedIn> {
  const { opened, storeKey } = kept ?? (await emptyStore(here, { account, username }));
  // In one step: whoever is cut short here is the old device still, or the new one.
  await opened.store.write(
    ...(await forgottenDevice(opened.store)),
    putOwnKeys(opened.store, { identity, recordKey: records.key(vaultKey) }),
    await putArchiveKeys(opened.store, content.archiveKeys ?? []),
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
    knownToken: null,
  };
  await here.profile.save(known);
  return { ok: true, known, opened, storeKey, vaultKey };
}

async function emptyStore(
  { ports }: Here,
  { account, username }: Pick<OwnVault, 'account' | 'username'>,
): Promise<Unlocked> {
  const storeKey = randomBytes(32);
  const opened = await newAccountStore(ports.databases, account, storeKey);
  const { store } = opened;
  await store.write(putRecovery(store, NO_WORDS), store.people.put({ account, username, displayName: username }));
  return { opened, storeKey };
}
