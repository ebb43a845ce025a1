/**
 * The account's vault, opened for the moment something needs it: to sign for a device, to move a key on. This device keeps the vault
 * key wrapped under its own half and the server's (crypto/vault/kept-vault-key.ts); where that does not open it, the password does.
 */
import { unwrapVaultKey, wrapVaultKey, type DeviceIdentity } from '@alcove/crypto';
import { fromBase64url, type Bytes } from '@alcove/protocol';
import type { Store } from '@alcove/store';
import { failed, type Outcome } from '../api/outcome.ts';
import { failureOf } from '../session/failure.ts';
import type { ServerCalls } from '../session/server-calls.ts';
import { KEPT_VAULT_KEY } from './account-store.ts';
import { normalPassword } from './credentials.ts';
import { openOwnVault, type OwnVault, type VaultOpening } from './own-vault.ts';
import { showPassword } from './password.ts';
import type { KnownAccount } from './profile.ts';

export interface VaultDoor {
  /** Wraps the vault key for this device. Best effort: without it, the password is asked for. */
  keep(vaultKey: Bytes): Promise<void>;
  /** `password-needed`: ask for it and come again. */
  open(password: string | null): Promise<Outcome<OwnVault>>;
}

/** `known`: the account as this device remembers it now. */
export function createVaultDoor(
  calls: ServerCalls,
  store: Store,
  identity: DeviceIdentity,
  known: () => KnownAccount,
): VaultDoor {
  async function keep(vaultKey: Bytes): Promise<void> {
    const reply = await calls.call('unlockShare', {});
    if (reply.kind !== 'ok') return;
    const kept = wrapVaultKey(identity, vaultKey, fromBase64url(reply.value.share));
    await store.write(store.secrets.put(KEPT_VAULT_KEY, kept));
  }

  async function keptKey(): Promise<Outcome<VaultOpening>> {
    const kept = await store.secrets.get(KEPT_VAULT_KEY);
    if (kept === null) return failed('password-needed');
    const reply = await calls.call('unlockShare', {});
    if (reply.kind !== 'ok') return failureOf(reply);
    const secret = unwrapVaultKey(identity, kept, fromBase64url(reply.value.share));
    return secret === null ? failed('password-needed') : { ok: true, value: { kind: 'vault-key', secret } };
  }

  async function byPassword(password: string): Promise<Outcome<VaultOpening>> {
    const shown = await showPassword(calls, known(), normalPassword(password));
    if (!shown.ok) return shown.code === 'login-failed' ? failed('password-wrong') : shown;
    return { ok: true, value: { kind: 'password', secret: shown.exportKey } };
  }

  return {
    keep,
    async open(password) {
      const opening = password === null ? await keptKey() : await byPassword(password);
      if (!opening.ok) return opening;
      const own = await openOwnVault(calls, known(), opening.value, known().vault);
      // A vault that was sealed anew under another key: the password opens that one.
      if (!own.ok) return password === null && own.code === 'vault-closed' ? failed('password-needed') : own;
      if (password !== null) await keep(own.vaultKey);
      return { ok: true, value: own };
    },
  };
}
