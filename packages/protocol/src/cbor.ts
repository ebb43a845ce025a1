/**
 * Strict deterministic CBOR (RFC 8949 §4.2). Everything that is signed, hashed or sealed goes through here, so that one value
 * has one encoding: what decodes must encode back to the same bytes.
 */
import { decode, decodeFirst, encode, rfc8949EncodeOptions } from 'cborg';
import type { z } from 'zod';
import { equalBytes, type Bytes } from './bytes.ts';
import { isWithinBudget } from './cbor-budget.ts';

const strict = {
  strict: true,
  allowIndefinite: false,
  allowUndefined: false,
  allowInfinity: false,
  allowNaN: false,
  allowBigInt: false,
  rejectDuplicateMapKeys: true,
} as const;

/** What came from outside does not have the shape its type demands. The message names the field, never a value. */
export class MalformedError extends Error {
  override readonly name = 'MalformedError';
  readonly code = 'malformed';
}

/** Fields that are undefined are left out. */
export function encodeCbor(value: unknown): Bytes {
  const bytes = encode(value, { ...rfc8949EncodeOptions, ignoreUndefinedProperties: true });
  // In Node cborg answers a Buffer, whose methods and equality are not a Uint8Array's.
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function check<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const at = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new MalformedError(`${what}: ${at === '' ? 'shape' : at}`);
}

/** False also where nesting is so deep that decoding just fitted the stack and encoding does not. */
function isCanonical(value: unknown, bytes: Uint8Array): boolean {
  try {
    return equalBytes(encodeCbor(value), bytes);
  } catch {
    return false;
  }
}

/** Decodes one value that was encoded canonically and fits the schema; throws MalformedError otherwise. */
export function decodeCbor<T>(schema: z.ZodType<T>, bytes: Uint8Array, what: string): T {
  if (!isWithinBudget(bytes)) throw new MalformedError(`${what}: not CBOR`);
  let value: unknown;
  try {
    value = decode(bytes, strict);
  } catch {
    throw new MalformedError(`${what}: not CBOR`);
  }
  if (!isCanonical(value, bytes)) throw new MalformedError(`${what}: not canonical`);
  return check(schema, value, what);
}

/** Decodes a CBOR sequence (RFC 8742): one WebSocket message carries one or more frames back to back. */
export function decodeCborSequence<T>(schema: z.ZodType<T>, bytes: Uint8Array, what: string): T[] {
  if (!isWithinBudget(bytes)) throw new MalformedError(`${what}: not CBOR`);
  const out: T[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    let value: unknown;
    try {
      [value, rest] = decodeFirst(rest, strict) as [unknown, Uint8Array];
    } catch {
      throw new MalformedError(`${what}: not CBOR`);
    }
    out.push(check(schema, value, what));
  }
  return out;
}
