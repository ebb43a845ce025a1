/**
 * How a device that is in lets another one in, over a mailbox that the server keeps (docs/decisions/0013). Four messages: the new
 * device commits to its keys, the other one answers with a key of its own, the new one reveals, the other one grants. Both screens
 * then show the same eight digits, or the new one's square was scanned; whoever sits in between has one try in 10^8.
 *
 * Values in, values out: nothing is stored or sent here, and a value belongs to one attempt. Invariants: a reveal counts only under
 * the commitment that came before the answer; a grant opens only with the secrets of both sides, and with the scanned one if there
 * was a scan; nothing of an older attempt fits a newer one, because every key is new.
 */
import {
  bytesSchema,
  concatBytes,
  decodeCbor,
  DeviceId,
  DeviceKind,
  encodeCbor,
  equalBytes,
  fromBase64url,
  LABEL,
  toBase64url,
  type AccountId,
  type Bytes,
} from '@alcove/protocol';
import { z } from 'zod';
import { deriveKey, newKeyPair, openBytes, randomBytes, sealBytes, sha256, type KeyPair } from '../primitives.ts';
import { newMailboxKey, openAt, sealTo, type MailboxKey } from './mailbox-key.ts';

const key32 = bytesSchema.refine((bytes) => bytes.length === 32);
const NAME_BYTES = 256;
const SCAN_PREFIX = 'alcove:1:';
const CODE_DIGITS = 8;

const Answer = z.strictObject({ v: z.literal(1), box: bytesSchema });
const Reveal = z.strictObject({
  v: z.literal(1),
  device: DeviceId,
  deviceKey: key32,
  kind: DeviceKind,
  box: bytesSchema,
  nonce: key32,
  sealed: bytesSchema,
});
const Revealed = z.strictObject({ share: key32, name: z.string().max(NAME_BYTES) });
const Grant = z.strictObject({ v: z.literal(1), share: bytesSchema, sealed: bytesSchema });
const Granted = z.strictObject({
  v: z.literal(1),
  vaultKey: key32,
  cert: bytesSchema,
  listSeq: z.int().positive(),
  listHash: key32,
});
/** What the new device gets: the vault's key, its certificate, and the device list that introduces it. */
export type Granted = z.infer<typeof Granted>;

export interface Newcomer {
  readonly server: string;
  readonly account: AccountId;
  readonly device: DeviceId;
  readonly kind: DeviceKind;
  /** What it calls itself; the server does not learn it. */
  readonly name: string;
}

/** The new device's side. Holds secrets: in memory only. */
export interface Asking {
  readonly newcomer: Newcomer;
  readonly key: KeyPair;
  readonly box: MailboxKey;
  readonly nonce: Bytes;
  readonly scanSecret: Bytes;
  /** First message. */
  readonly commit: Bytes;
  /** The square's text: the commitment, and a secret that passes from screen to camera only. */
  readonly scan: string;
}

export async function askIn(newcomer: Newcomer): Promise<Asking> {
  const key = newKeyPair();
  const box = await newMailboxKey();
  const nonce = randomBytes(32);
  const scanSecret = randomBytes(32);
  const commit = commitmentTo(newcomer, key.public, box.public, nonce);
  const scan = SCAN_PREFIX + toBase64url(concatBytes(commit, scanSecret));
  return { newcomer, key, box, nonce, scanSecret, commit, scan };
}

function commitmentTo(who: Newcomer, deviceKey: Uint8Array, box: Uint8Array, nonce: Uint8Array): Bytes {
  const { server, account, device, kind, name } = who;
  return sha256(encodeCbor([LABEL.approvalCommit, server, account, device, kind, name, deviceKey, box, nonce]));
}

/** Null: no square of Alcove's. */
export function readScan(text: string): { readonly commit: Bytes; readonly secret: Bytes } | null {
  if (!text.startsWith(SCAN_PREFIX)) return null;
  try {
    const bytes = fromBase64url(text.slice(SCAN_PREFIX.length));
    return bytes.length === 64 ? { commit: bytes.slice(0, 32), secret: bytes.slice(32) } : null;
  } catch {
    return null;
  }
}

/** The side of the device that is in: an answer to one commitment. */
export interface Answering {
  readonly server: string;
  readonly account: AccountId;
  readonly commit: Bytes;
  readonly box: MailboxKey;
  /** Second message. */
  readonly answer: Bytes;
  /** From the square; null when the codes are compared. */
  readonly scanSecret: Bytes | null;
}

export async function answerTo(
  who: Pick<Newcomer, 'server' | 'account'>,
  commit: Bytes,
  scanSecret: Bytes | null,
): Promise<Answering> {
  const box = await newMailboxKey();
  const answer = encodeCbor({ v: 1, box: box.public } satisfies z.input<typeof Answer>);
  return { ...who, commit, box, answer, scanSecret };
}

export interface RevealMade {
  /** Third message. */
  readonly reveal: Bytes;
  readonly share: Bytes;
  readonly code: string;
}

/** Null: what came is no answer. */
export async function revealTo(asking: Asking, answer: Uint8Array): Promise<RevealMade | null> {
  const { newcomer, key, box, nonce, commit } = asking;
  const { device, kind, name } = newcomer;
  const share = randomBytes(32);
  const secret = encodeCbor({ share, name } satisfies z.input<typeof Revealed>);
  try {
    const theirs = decodeCbor(Answer, answer, 'answer').box;
    const sealed = await sealTo(theirs, LABEL.approvalReveal, commit, secret);
    const reveal = encodeCbor({
      v: 1,
      device,
      deviceKey: key.public,
      kind,
      box: box.public,
      nonce,
      sealed,
    } satisfies z.input<typeof Reveal>);
    return { reveal, share, code: codeOf(commit, answer, nonce) };
  } catch {
    return null;
  }
}

/** What both screens show. Fixed by the commitment before the answer is known, and by the answer before the nonce is. */
function codeOf(commit: Uint8Array, answer: Uint8Array, nonce: Uint8Array): string {
  const hash = sha256(encodeCbor([LABEL.approvalCode, commit, answer, nonce]));
  // Eight bytes modulo 10^8: no code is likelier than another by more than 2^-37.
  const value = hash.subarray(0, 8).reduce((n, byte) => n * 256n + BigInt(byte), 0n);
  return String(value % 10n ** BigInt(CODE_DIGITS)).padStart(CODE_DIGITS, '0');
}

export interface Met {
  readonly newcomer: Newcomer;
  readonly deviceKey: Bytes;
  readonly code: string;
  readonly box: Bytes;
  readonly share: Bytes;
  readonly reveal: Bytes;
}

/** Null: not what was committed to, for another account, sealed to another key, or nonsense. */
export async function readReveal(answering: Answering, reveal: Uint8Array): Promise<Met | null> {
  const { server, account, commit, box, answer } = answering;
  try {
    const told = decodeCbor(Reveal, reveal, 'reveal');
    const opened = await openAt(box, LABEL.approvalReveal, commit, told.sealed);
    if (opened === null) return null;
    const { share, name } = decodeCbor(Revealed, opened, 'reveal');
    const newcomer: Newcomer = { server, account, device: told.device, kind: told.kind, name };
    if (!equalBytes(commitmentTo(newcomer, told.deviceKey, told.box, told.nonce), commit)) return null;
    const code = codeOf(commit, answer, told.nonce);
    return { newcomer, deviceKey: told.deviceKey, code, box: told.box, share, reveal: new Uint8Array(reveal) };
  } catch {
    return null;
  }
}

/** Fourth message. The certificate and the list are made by the caller. */
export async function grantTo(answering: Answering, met: Met, granted: Granted): Promise<Bytes> {
  const context = contextOf(answering.commit, answering.answer, met.reveal);
  const own = randomBytes(32);
  const share = await sealTo(met.box, LABEL.approvalGrant, context, own);
  const key = keyOf(met.share, own, answering.scanSecret, context);
  return encodeCbor({
    v: 1,
    share,
    sealed: sealBytes(key, encodeCbor(Granted.parse(granted)), context),
  } satisfies z.input<typeof Grant>);
}

/**
 * Opens with the scanned secret, or without one; only then must the person still say that the codes are the same. Null: neither,
 * so it is not from who answered.
 */
export async function openGrant(
  asking: Asking,
  answer: Uint8Array,
  made: RevealMade,
  grant: Uint8Array,
): Promise<{ readonly granted: Granted; readonly scanned: boolean } | null> {
  const context = contextOf(asking.commit, answer, made.reveal);
  let told: z.infer<typeof Grant>;
  try {
    told = decodeCbor(Grant, grant, 'grant');
  } catch {
    return null;
  }
  const theirs = await openAt(asking.box, LABEL.approvalGrant, context, told.share);
  if (theirs === null) return null;
  for (const scanned of [true, false]) {
    const key = keyOf(made.share, theirs, scanned ? asking.scanSecret : null, context);
    try {
      return { granted: decodeCbor(Granted, openBytes(key, told.sealed, context), 'grant'), scanned };
    } catch {
      // Not under this key.
    }
  }
  return null;
}

function contextOf(commit: Uint8Array, answer: Uint8Array, reveal: Uint8Array): Bytes {
  return sha256(encodeCbor([LABEL.approvalGrant, commit, answer, reveal]));
}

function keyOf(theirs: Uint8Array, own: Uint8Array, scanSecret: Uint8Array | null, context: Uint8Array): Bytes {
  return scanSecret === null
    ? deriveKey(concatBytes(theirs, own), LABEL.approvalCompared, context)
    : deriveKey(concatBytes(theirs, own, scanSecret), LABEL.approvalScanned, context);
}
