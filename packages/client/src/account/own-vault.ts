/**
 * The account's vault as the server shows it, judged against the newest version this device remembers and opened by one of its
 * secrets. A vault that went back in time, or that no device of the account made, ends whatever was under way (protocol.md §3).
 */
import {
  followDeviceLists,
  judgeVault,
  openVault,
  openVaultWithKey,
  records,
  type KeyPair,
  type KnownList,
  type VaultContent,
  type VaultSecret,
} from '@alcove/crypto';
import {
  equalBytes,
  fromBase64url,
  type AccountId,
  type Bytes,
  type StoredVault,
  type Username,
} from '@alcove/protocol';
import { failed } from '../api/outcome.ts';
import type { Failure } from '../session/failure.ts';
import type { ServerCalls } from '../session/server-calls.ts';
import { signInFailure } from './server-facts.ts';

export interface OwnVault {
  readonly ok: true;
  readonly account: AccountId;
  readonly username: Username;
  readonly vault: StoredVault;
  readonly vaultKey: Bytes;
  readonly aik: KeyPair;
  readonly content: VaultContent;
  readonly lists: KnownList;
}

/** What opens the vault: one of its secrets, or its key itself, where a device kept it or was given it. */
export type VaultOpening = VaultSecret | { readonly kind: 'vault-key'; readonly secret: Bytes };

/**
 * `remembered`: the newest version this device saw of this account; null when it saw none. `through`: a version of the device list that the
 * server's chain must pass through, where somebody trustworthy named one.
 */
export async function openOwnVault(
  calls: ServerCalls,
  { account, username }: { readonly account: AccountId; readonly username: Username },
  secret: VaultOpening,
  remembered: StoredVault | null,
  through: ListVersion | null = null,
): Promise<OwnVault | Failure> {
  const reply = await calls.call('vault', {});
  if (reply.kind !== 'ok') return signInFailure(reply);
  const vault = reply.value;
  // What this device remembers comes first: an old vault opens perfectly well with the old password.
  if (remembered !== null && vault.version < remembered.version) return failed('vault-rolled-back');
  const opened =
    secret.kind === 'vault-key'
      ? openVaultWithKey({ account, stored: vault, vaultKey: secret.secret })
      : openVault({ account, stored: vault, ...secret });
  if (!opened.ok) return failed('vault-closed', { detail: opened.code });
  const { vaultKey } = opened;
  if (remembered !== null && !isNext(account, remembered, vault, records.key(vaultKey)))
    return failed('vault-rolled-back');
  const lists = await ownLists(calls, account, through);
  if (!lists.ok) return lists;
  const { aik } = opened.content;
  if (!equalBytes(lists.known.list.aik, aik.public)) return failed('identity-changed');
  return { ok: true, account, username, vault, vaultKey, aik, content: opened.content, lists: lists.known };
}

function isNext(account: AccountId, known: StoredVault, shown: StoredVault, recordKey: Bytes): boolean {
  const verdict = judgeVault(account, known, shown, recordKey);
  return verdict === 'same' || verdict === 'newer';
}

interface ListVersion {
  readonly listSeq: number;
  readonly listHash: Bytes;
}

async function ownLists(
  calls: ServerCalls,
  account: AccountId,
  through: ListVersion | null,
): Promise<{ ok: true; known: KnownList } | Failure> {
  const reply = await calls.call('person', { account });
  if (reply.kind !== 'ok') return signInFailure(reply);
  const lists = reply.value.lists.map(fromBase64url);
  const followed = followDeviceLists(null, account, lists);
  if (through !== null && !passesThrough(account, lists, through))
    return failed('device-list-forged', { detail: 'not the granted one' });
  return followed.ok
    ? followed
    : failed(followed.code === 'identity-changed' ? 'identity-changed' : 'device-list-forged');
}

function passesThrough(account: AccountId, lists: readonly Bytes[], { listSeq, listHash }: ListVersion): boolean {
  const part = followDeviceLists(null, account, lists.slice(0, listSeq));
  return part.ok && part.known.list.seq === listSeq && equalBytes(part.known.hash, listHash);
}
