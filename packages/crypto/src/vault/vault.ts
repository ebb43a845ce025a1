/**
 * The vault: what an account must never lose (today its identity key), sealed under the vault key VK, and VK sealed under every
 * secret that may open it: the OPAQUE export key of the password, the recovery code.
 *
 * Every seal is bound to the account, the vault to its version, a wrap to its kind: a server that swaps or mixes pieces gets
 * `damaged` or `wrong-secret`, never another person's content. What opens is complete or not at all.
 */
import { z } from 'zod';
import {
  bytesSchema,
  decodeCbor,
  encodeCbor,
  fromBase64url,
  LABEL,
  LIMIT,
  toBase64url,
  type AccountId,
  type Bytes,
  type StoredVault,
  type VaultWrap,
} from '@alcove/protocol';
import { CryptoError } from '../error.ts';
import { deriveKey, keyPairOf, openBytes, sealBytes, sha256, type KeyPair } from '../primitives.ts';

export interface VaultContent {
  readonly aik: KeyPair;
}

const VaultBody = z.strictObject({ v: z.literal(1), aik: bytesSchema.refine((b) => b.length === 32) });

const WRAP_LABEL = { password: LABEL.vaultWrapPassword, recovery: LABEL.vaultWrapRecovery } as const;
type WrapKind = VaultWrap['kind'];

export interface CreateVault {
  readonly account: AccountId;
  readonly content: VaultContent;
  /** 32 random bytes. */
  readonly vaultKey: Bytes;
  /** The OPAQUE export key. */
  readonly passwordSecret: Bytes;
  readonly recoverySecret: Bytes;
  /** The stored version plus one; 1 at sign-up. */
  readonly version?: number;
}

export function createVault(args: CreateVault): StoredVault {
  const { account, vaultKey, version = 1 } = args;
  const body = encodeCbor({ v: 1, aik: args.content.aik.secret } satisfies z.input<typeof VaultBody>);
  return {
    version,
    sealed: toBase64url(sealBytes(vaultContentKey(vaultKey), body, vaultContext(account, version))),
    wraps: [
      wrap(account, 'password', args.passwordSecret, vaultKey),
      wrap(account, 'recovery', args.recoverySecret, vaultKey),
    ],
  };
}

export type OpenVaultOutcome =
  | { readonly ok: true; readonly vaultKey: Bytes; readonly content: VaultContent }
  | { readonly ok: false; readonly code: 'wrong-secret' | 'damaged' };

export function openVault(args: {
  readonly account: AccountId;
  readonly stored: StoredVault;
  readonly kind: WrapKind;
  readonly secret: Bytes;
}): OpenVaultOutcome {
  const { account, stored, kind, secret } = args;
  const wraps = stored.wraps.filter((w) => w.kind === kind);
  if (wraps.length === 0) return { ok: false, code: 'damaged' };
  const vaultKey = wraps.map((w) => unwrap(account, kind, secret, w.sealed)).find((key) => key !== undefined);
  if (vaultKey === undefined) return { ok: false, code: 'wrong-secret' };
  if (vaultKey.length !== 32) return { ok: false, code: 'damaged' };
  try {
    const plain = openBytes(vaultContentKey(vaultKey), sealedBytes(stored), vaultContext(account, stored.version));
    const body = decodeCbor(VaultBody, plain, 'vault');
    return { ok: true, vaultKey, content: { aik: keyPairOf(body.aik) } };
  } catch {
    return { ok: false, code: 'damaged' };
  }
}

/** What the device list commits to: SHA-256 of the sealed content. Wraps change with the password, the content does not. */
export function vaultHash(stored: StoredVault): Bytes {
  return sha256(sealedBytes(stored));
}

/** The key that wraps the local store's key, so that whoever opens the vault can open this device's store. */
export function storeKeyWrap(vaultKey: Uint8Array): Bytes {
  return deriveKey(vaultKey, LABEL.storeKey);
}

const vaultContentKey = (vaultKey: Uint8Array): Bytes => deriveKey(vaultKey, LABEL.vault);
const vaultContext = (account: AccountId, version: number): Bytes => encodeCbor([LABEL.vault, account, version]);
const wrapContext = (account: AccountId, kind: WrapKind): Bytes => encodeCbor([WRAP_LABEL[kind], account]);

function wrap(account: AccountId, kind: WrapKind, secret: Uint8Array, vaultKey: Uint8Array): VaultWrap {
  if (secret.length < 16) throw new CryptoError('secret-too-short');
  const key = deriveKey(secret, WRAP_LABEL[kind]);
  return { kind, sealed: toBase64url(sealBytes(key, vaultKey, wrapContext(account, kind))) };
}

function unwrap(account: AccountId, kind: WrapKind, secret: Uint8Array, sealed: string): Bytes | undefined {
  try {
    return openBytes(deriveKey(secret, WRAP_LABEL[kind]), fromBase64url(sealed), wrapContext(account, kind));
  } catch {
    return undefined;
  }
}

function sealedBytes(stored: StoredVault): Bytes {
  if (stored.sealed.length > LIMIT.vaultBytes * 2) throw new CryptoError('sealed-damaged');
  try {
    return fromBase64url(stored.sealed);
  } catch {
    throw new CryptoError('sealed-damaged');
  }
}
