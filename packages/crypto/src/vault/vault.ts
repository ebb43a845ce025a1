/**
 * The vault: what an account must never lose (its identity key), sealed under the vault key VK, and VK sealed under every
 * secret that may open it: the OPAQUE export key of the password, the recovery code, a passkey's PRF.
 *
 * Every seal is bound to the account, the vault to its version and the version before, a wrap to its kind (a passkey's also to
 * the passkey). A tag under a key that only the account's devices have covers all of it: a server that swaps or mixes pieces gets `damaged` or
 * `wrong-secret`, never another person's content. What opens is complete or not at all.
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
  utf8,
  type AccountId,
  type Bytes,
  type StoredVault,
  type VaultWrap,
} from '@alcove/protocol';
import { CryptoError } from '../error.ts';
import { deriveKey, keyPairOf, openBytes, sealBytes, sha256, type KeyPair } from '../primitives.ts';
import { newArchiveKey, type ArchiveKey } from '../archive/keys.ts';
import { records } from './records.ts';
import { recoveryProofKey } from './recovery-proof.ts';
import { isTagged, tagOf, vaultDigest } from './vault-chain.ts';

export interface VaultContent {
  readonly aik: KeyPair;
  /** The archive's keys after the first, which follows from the vault key. Absent while there is none. */
  readonly archiveKeys?: readonly ArchiveKey[] | undefined;
}

const key32 = bytesSchema.refine((b) => b.length === 32);
const VaultBody = z.discriminatedUnion('v', [
  z.strictObject({ v: z.literal(1), aik: key32 }),
  z.strictObject({
    v: z.literal(2),
    aik: key32,
    archiveKeys: z.array(z.strictObject({ epoch: z.int().min(2), key: key32 })).min(1),
  }),
]);

const WRAP_LABEL = {
  password: LABEL.vaultWrapPassword,
  recovery: LABEL.vaultWrapRecovery,
  passkey: LABEL.vaultWrapPasskey,
} as const;

/** Something that opens the vault: the OPAQUE export key, the recovery code's 16 bytes, or a passkey's PRF output. */
export type VaultSecret =
  | { readonly kind: 'password' | 'recovery'; readonly secret: Bytes }
  | { readonly kind: 'passkey'; readonly secret: Bytes; readonly credential: string };

export interface CreateVault {
  readonly account: AccountId;
  readonly content: VaultContent;
  /** 32 random bytes. */
  readonly vaultKey: Bytes;
  /** The OPAQUE export key. */
  readonly passwordSecret: Bytes;
  readonly recoverySecret: Bytes;
}

/** The first version, at sign-up. */
export function createVault({ account, content, vaultKey, passwordSecret, recoverySecret }: CreateVault): StoredVault {
  const wraps = [
    wrap(account, { kind: 'password', secret: passwordSecret }, vaultKey),
    wrap(account, { kind: 'recovery', secret: recoverySecret }, vaultKey),
  ];
  return sealVault(account, { vaultKey, content }, 1, null, wraps);
}

/** The version after `stored`: `set` replaces what opened it of the same kind, or of the same passkey; `without` takes passkeys away. */
export function nextVault(args: {
  readonly account: AccountId;
  readonly stored: StoredVault;
  readonly opened: OpenedVault;
  readonly set?: readonly VaultSecret[];
  readonly without?: readonly string[];
}): StoredVault {
  const { account, stored, opened, set = [], without = [] } = args;
  const fresh = set.map((secret) => wrap(account, secret, opened.vaultKey));
  const stays = (w: VaultWrap): boolean =>
    !without.includes(w.credential ?? '') && !fresh.some((f) => f.kind === w.kind && f.credential === w.credential);
  const prev = toBase64url(vaultDigest(account, stored));
  return sealVault(account, opened, stored.version + 1, prev, [...stored.wraps.filter(stays), ...fresh]);
}

export interface OpenedVault {
  readonly vaultKey: Bytes;
  readonly content: VaultContent;
}
export type OpenVaultOutcome =
  | ({ readonly ok: true } & OpenedVault)
  | { readonly ok: false; readonly code: 'wrong-secret' | 'damaged' };

export function openVault(
  args: { readonly account: AccountId; readonly stored: StoredVault } & VaultSecret,
): OpenVaultOutcome {
  const { account, stored, kind } = args;
  const credential = args.kind === 'passkey' ? args.credential : undefined;
  const wraps = stored.wraps.filter((w) => w.kind === kind && w.credential === credential);
  if (wraps.length === 0) return { ok: false, code: 'damaged' };
  const vaultKey = wraps.map((w) => unwrap(account, args.secret, w)).find((key) => key !== undefined);
  if (vaultKey === undefined) return { ok: false, code: 'wrong-secret' };
  return openVaultWithKey({ account, stored, vaultKey });
}

/** For who has the vault key already: a device that keeps it wrapped, or that another one let in. */
export function openVaultWithKey(args: {
  readonly account: AccountId;
  readonly stored: StoredVault;
  readonly vaultKey: Bytes;
}): OpenVaultOutcome {
  const { account, stored, vaultKey } = args;
  if (vaultKey.length !== 32) return { ok: false, code: 'damaged' };
  try {
    if (!isTagged(account, stored, records.key(vaultKey))) return { ok: false, code: 'damaged' };
    const plain = openBytes(vaultContentKey(vaultKey), sealedBytes(stored), vaultContext(account, stored));
    const body = decodeCbor(VaultBody, plain, 'vault');
    const archiveKeys = body.v === 1 ? undefined : body.archiveKeys;
    return { ok: true, vaultKey, content: { aik: keyPairOf(body.aik), archiveKeys } };
  } catch {
    return { ok: false, code: 'damaged' };
  }
}

/** A device is removed: the archive moves on to a key that it never had. */
export function moveArchiveOn(content: VaultContent): VaultContent & { readonly archiveKeys: readonly ArchiveKey[] } {
  const known = content.archiveKeys ?? [];
  return { ...content, archiveKeys: [...known, newArchiveKey(known)] };
}

/** What the device list commits to: SHA-256 of the sealed content. */
export function vaultHash(stored: StoredVault): Bytes {
  return sha256(sealedBytes(stored));
}

/** The key that wraps the local store's key, so that whoever opens the vault can open this device's store. */
export function storeKeyWrap(vaultKey: Uint8Array): Bytes {
  return deriveKey(vaultKey, LABEL.storeKey);
}

function sealVault(
  account: AccountId,
  { vaultKey, content }: OpenedVault,
  version: number,
  prev: string | null,
  wraps: readonly VaultWrap[],
): StoredVault {
  const sealed = sealBytes(vaultContentKey(vaultKey), encodeBody(content), vaultContext(account, { version, prev }));
  const untagged: StoredVault = { version, sealed: toBase64url(sealed), wraps: [...wraps], prev, tag: null };
  return { ...untagged, tag: toBase64url(tagOf(account, untagged, records.key(vaultKey))) };
}

/** The plainest form that holds it: what older versions of Alcove can read stays readable to them. */
function encodeBody({ aik, archiveKeys = [] }: VaultContent): Bytes {
  const body: z.input<typeof VaultBody> =
    archiveKeys.length === 0
      ? { v: 1, aik: aik.secret }
      : { v: 2, aik: aik.secret, archiveKeys: archiveKeys.map(({ epoch, key }) => ({ epoch, key })) };
  return encodeCbor(body);
}

const vaultContentKey = (vaultKey: Uint8Array): Bytes => deriveKey(vaultKey, LABEL.vault);
const vaultContext = (account: AccountId, { version, prev }: Pick<StoredVault, 'version' | 'prev'>): Bytes =>
  encodeCbor([LABEL.vault, account, version, ...(prev === null ? [] : [prev])]);
const wrapContext = (account: AccountId, { kind, credential }: Pick<VaultWrap, 'kind' | 'credential'>): Bytes =>
  encodeCbor([WRAP_LABEL[kind], account, ...(credential === undefined ? [] : [credential])]);
const wrapKey = (secret: Uint8Array, { kind, credential }: Pick<VaultWrap, 'kind' | 'credential'>): Bytes =>
  deriveKey(secret, WRAP_LABEL[kind], utf8(credential ?? ''));

function wrap(account: AccountId, from: VaultSecret, vaultKey: Uint8Array): VaultWrap {
  if (from.secret.length < 16) throw new CryptoError('secret-too-short');
  const about = from.kind === 'passkey' ? { kind: from.kind, credential: from.credential } : { kind: from.kind };
  const sealed = toBase64url(sealBytes(wrapKey(from.secret, about), vaultKey, wrapContext(account, about)));
  return from.kind === 'recovery'
    ? { ...about, sealed, proofKey: toBase64url(recoveryProofKey(from.secret)) }
    : { ...about, sealed };
}

function unwrap(account: AccountId, secret: Uint8Array, from: VaultWrap): Bytes | undefined {
  try {
    return openBytes(wrapKey(secret, from), fromBase64url(from.sealed), wrapContext(account, from));
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
