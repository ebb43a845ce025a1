/**
 * Who an account's devices are. `DeviceCert` is the identity in the MLS credential; `DeviceList` is an append-only chain.
 * Both are canonical CBOR followed by nothing, wrapped with the account identity key's (AIK) Ed25519 signature as
 * `Signed = {body, sig}`. Formats only: packages/crypto signs and verifies.
 */
import { z } from 'zod';
import { bytesSchema, type Bytes } from './bytes.ts';
import { decodeCbor, encodeCbor } from './cbor.ts';
import { AccountId, DeviceId, Username } from './ids.ts';

const key32 = bytesSchema.refine((b) => b.length === 32);
const sig64 = bytesSchema.refine((b) => b.length === 64);
const seconds = z.int().nonnegative();

export const DeviceKind = z.enum(['browser', 'phone', 'terminal', 'bot']);
export type DeviceKind = z.infer<typeof DeviceKind>;

export const DeviceCert = z.strictObject({
  v: z.literal(1),
  /** The server's id, so that a certificate of one server means nothing on another. */
  server: z.string().min(1).max(64),
  account: AccountId,
  aik: key32,
  device: DeviceId,
  /** Ed25519 device key: MLS leaf signature key, policy and request signatures. */
  deviceKey: key32,
  kind: DeviceKind,
  notBefore: seconds,
  notAfter: seconds,
  /** The device list version that introduced the device. */
  listSeq: z.int().positive(),
});
export type DeviceCert = z.infer<typeof DeviceCert>;

export const DeviceList = z.strictObject({
  v: z.literal(1),
  account: AccountId,
  /** Signed, so that the server cannot give a known identity another name. */
  username: Username,
  seq: z.int().positive(),
  /** SHA-256 over label and signed bytes of version seq-1; null for seq 1. */
  prev: key32.nullable(),
  aik: key32,
  devices: z
    .array(z.strictObject({ device: DeviceId, deviceKey: key32, kind: DeviceKind, addedSeq: z.int().positive() }))
    .max(64),
  revoked: z.array(z.strictObject({ device: DeviceId, seq: z.int().positive() })).max(1024),
  /** SHA-256 of the sealed vault this list was published with. */
  vaultHash: key32,
});
export type DeviceList = z.infer<typeof DeviceList>;

const Signed = z.strictObject({ body: bytesSchema, sig: sig64 });

/** Signed bytes and their parts: `body` is what the signature covers (with a label before it). */
export interface SignedParts<T> {
  readonly value: T;
  readonly body: Bytes;
  readonly sig: Bytes;
}

export function encodeSigned(body: Uint8Array, sig: Uint8Array): Bytes {
  return encodeCbor({ body, sig });
}

/** Decodes without verifying: the caller must check `sig` over label ‖ `body`. */
export function decodeSigned<T>(schema: z.ZodType<T>, bytes: Uint8Array, what: string): SignedParts<T> {
  const { body, sig } = decodeCbor(Signed, bytes, what);
  return { value: decodeCbor(schema, body, what), body, sig };
}
