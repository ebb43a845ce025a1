/**
 * The server's own secrets: what OPAQUE answers with, and the key that signs access tokens. They live beside the database in a file
 * that only its owner reads. Losing it locks every account out, so it belongs in the same backup.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, statSync, writeFileSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { syncFolder } from './durable-names.ts';

const Secrets = z.strictObject({
  v: z.literal(1),
  opaqueServerSetup: z.string().min(16),
  /** What sealing.ts derives its keys from; 32 bytes, base64url. Made later where it is missing: then nothing is sealed yet. */
  sealingKey: z
    .string()
    .length(43)
    .default(() => randomBytes(32).toString('base64url')),
  /** Ed25519 private key, JWK. */
  tokenKey: z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string(), d: z.string() }),
});
export type Secrets = z.infer<typeof Secrets>;

export class SecretsDamagedError extends Error {
  override readonly name = 'SecretsDamagedError';
}

/** Reads the file, or makes it at the first start. `mayCreate` is false when accounts exist: new secrets would lock them all out. */
export function loadSecrets(folder: string, mayCreate: boolean, create: () => z.input<typeof Secrets>): Secrets {
  const path = join(folder, 'secrets.json');
  if (!existsSync(path)) {
    if (!mayCreate)
      throw new SecretsDamagedError(
        'secrets.json is missing beside a database with accounts: restore it from the backup',
      );
    const made = Secrets.parse(create());
    write(folder, path, made);
    return made;
  }
  if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
  const stored = readFileSync(path, 'utf8');
  const parsed = Secrets.safeParse(parseJson(stored));
  if (!parsed.success) throw new SecretsDamagedError('secrets.json is damaged: restore it from the backup');
  if (!stored.includes('"sealingKey"')) write(folder, path, parsed.data);
  return parsed.data;
}

function write(folder: string, path: string, secrets: Secrets): void {
  const fresh = `${path}.new`;
  writeFileSync(fresh, JSON.stringify(secrets), { mode: 0o600, flush: true });
  renameSync(fresh, path);
  syncFolder(folder);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
