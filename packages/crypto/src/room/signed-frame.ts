/**
 * A frame of the log that a device signed: canonical bytes, the certificate of the device, its signature over label ‖ bytes. Whether the
 * account may say it is for the caller to judge; here it is read, and shown to be said.
 */
import {
  bytesSchema,
  decodeCbor,
  encodeCbor,
  MalformedError,
  type Bytes,
  type DeviceCert,
  type Label,
} from '@alcove/protocol';
import { z } from 'zod';
import { verifyDeviceCert, type DeviceIdentity } from '../identity/device-cert.ts';
import { sign, verify } from '../primitives.ts';

const Frame = z.strictObject({ body: bytesSchema, cert: bytesSchema, sig: bytesSchema });

export interface SignedKind<T> {
  readonly label: Label;
  readonly schema: z.ZodType<T>;
  readonly maxBytes: number;
}

export type SignedRead<T> =
  | { readonly ok: true; readonly body: T; readonly cert: DeviceCert }
  | { readonly ok: false; readonly why: 'malformed' | 'cert' | 'signature' };

export function signFrame<T>({ label, schema }: SignedKind<T>, identity: DeviceIdentity, body: T): Bytes {
  const bytes = encodeCbor(schema.parse(body));
  return encodeCbor({ body: bytes, cert: identity.cert, sig: sign(label, identity.key.secret, bytes) });
}

export function readSignedFrame<T>(kind: SignedKind<T>, server: string, bytes: Uint8Array): SignedRead<T> {
  if (bytes.length > kind.maxBytes) return { ok: false, why: 'malformed' };
  let frame: z.infer<typeof Frame>;
  let body: T;
  try {
    frame = decodeCbor(Frame, bytes, 'signed frame');
    body = decodeCbor(kind.schema, frame.body, 'signed body');
  } catch (error) {
    if (error instanceof MalformedError) return { ok: false, why: 'malformed' };
    throw error;
  }
  const verdict = verifyDeviceCert(server, frame.cert);
  if (!verdict.ok) return { ok: false, why: 'cert' };
  if (!verify(kind.label, verdict.cert.deviceKey, frame.body, frame.sig)) return { ok: false, why: 'signature' };
  return { ok: true, body, cert: verdict.cert };
}
