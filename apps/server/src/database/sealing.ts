/**
 * Seals the little that the server must be able to read again and a stolen database must not give away: e-mail addresses, second factors.
 * AES-256-GCM and HMAC-SHA-256 of Node, under keys derived from a secret that lies beside the database and not in it.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

export interface Sealing {
  /** `about` is bound to what is sealed: it opens for the same account, column and row alone. */
  seal(about: string, text: string): string;
  /** Throws when it was sealed elsewhere or for something else. */
  open(about: string, sealed: string): string;
  /** Equal texts give equal marks, which is how one is looked up. Nobody without the secret can make or reverse one. */
  mark(about: string, text: string): string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** `secret`: 32 random bytes, base64url. */
export function createSealing(secret: string): Sealing {
  const derived = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'base64url'), '', `alcove/server/${purpose}`, 32));
  const [sealKey, markKey] = [derived('seal'), derived('mark')];
  return {
    seal(about, text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce).setAAD(Buffer.from(about));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    open(about, sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, NONCE_BYTES));
      decipher.setAAD(Buffer.from(about));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const opened = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([opened, decipher.final()]).toString('utf8');
    },
    mark: (about, text) => createHmac('sha256', markKey).update(`${about}\n${text}`).digest('base64url'),
  };
}
