/** Small byte operations every side needs. No secrets are compared here; use crypto's constant-time comparison for those. */
import { z } from 'zod';

export type Bytes = Uint8Array<ArrayBuffer>;

export function toBase64url(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: 'base64url', omitPadding: true });
}

/** Throws SyntaxError on anything that is not unpadded base64url. */
export function fromBase64url(text: string): Bytes {
  // The engine's `strict` would demand padding: compare with the one encoding instead, which also catches stray low bits.
  const bytes = Uint8Array.fromBase64(text, { alphabet: 'base64url' });
  if (toBase64url(bytes) !== text) throw new SyntaxError('not canonical base64url');
  return bytes;
}

export function concatBytes(...parts: readonly Uint8Array[]): Bytes {
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const p of parts) {
    out.set(p, at);
    at += p.length;
  }
  return out;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  // A plain loop: this runs over every entry that is decoded, and a call for each byte costs ten times as much.
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

const encoder = new TextEncoder();
export function utf8(text: string): Bytes {
  return encoder.encode(text);
}

/** A byte string in a CBOR structure. */
export const bytesSchema: z.ZodType<Bytes> = z.custom<Bytes>((x) => x instanceof Uint8Array, 'bytes');

/** A byte string in JSON: unpadded base64url, decoded while parsing. */
export const base64urlBytes = (maxBytes: number): z.ZodType<Bytes, string> =>
  z
    .string()
    .max(Math.ceil((maxBytes * 4) / 3) + 4)
    .transform((text, ctx) => {
      try {
        return fromBase64url(text);
      } catch {
        ctx.addIssue('not base64url');
        return z.NEVER;
      }
    });
