/**
 * Makes this process repeat itself: random numbers follow from a seed, and nothing of a client or a server is left to threads, so that
 * a turn of the event loop is enough to know that everything that could happen has happened.
 *
 * The platform's own calls are replaced, never the product's code: WebCrypto's HKDF, HMAC and AES-GCM (which HPKE uses) by the same OpenSSL,
 * called at once; other WebCrypto calls are counted while they are under way. For a process of its own: it cannot be taken back.
 */
import nodeCrypto, { KeyObject } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { verifyOnce } from './native/verify-once.ts';
import type { Random } from './random.ts';

export interface StillProcess {
  /** What is drawn from now on follows from this, and `Date.now` is that time: libraries ask for it past every port. */
  begin(random: Random, now: () => number): void;
  /** Resolves when nothing is under way any more. */
  settle(): Promise<void>;
  /** Something moved that may lead to more. */
  stir(): void;
}

/** Turns of the event loop in which nothing stirs before everything counts as still. */
const QUIET_TURNS = 2;

let made: StillProcess | null = null;
let source: Random | null = null;
let underWay = 0;
let stirred = 0;

export function stillProcess(): StillProcess {
  if (made !== null) return made;
  seedRandomness();
  replaceSubtle();
  made = {
    begin(random, now) {
      source = random;
      Date.now = now;
    },
    stir() {
      stirred += 1;
    },
    async settle() {
      for (let quiet = 0; quiet < QUIET_TURNS;) {
        const before = stirred;
        await new Promise((resolve) => setImmediate(resolve));
        quiet = underWay === 0 && before === stirred ? quiet + 1 : 0;
      }
    },
  };
  return made;
}

function seedRandomness(): void {
  const fill = <T extends ArrayBufferView>(into: T): T => {
    const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
    if (source === null) throw new Error('a still process draws before it has a seed');
    source.draw(bytes);
    return into;
  };
  Object.defineProperty(Object.getPrototypeOf(globalThis.crypto), 'getRandomValues', { value: fill });
  const patched = nodeCrypto as unknown as Record<string, unknown>;
  patched['randomBytes'] = (size: number) => fill(Buffer.alloc(size));
  patched['randomFillSync'] = fill;
  syncBuiltinESMExports();
}

/** Stands for a CryptoKey that never left this thread. */
class RawKey {
  readonly type = 'secret';
  readonly bytes: Uint8Array;
  readonly algorithm: Algorithm;
  constructor(bytes: Uint8Array, algorithm: Algorithm) {
    this.bytes = bytes;
    this.algorithm = algorithm;
  }
}

type Algorithm = string | { readonly name: string; readonly hash?: string | { readonly name: string } };
type Method = (...args: never[]) => Promise<unknown>;

function replaceSubtle(): void {
  const proto = Object.getPrototypeOf(globalThis.crypto.subtle) as Record<string, Method>;
  const names = [
    'importKey',
    'exportKey',
    'generateKey',
    'sign',
    'verify',
    'encrypt',
    'decrypt',
    'deriveBits',
    'digest',
  ];
  for (const name of names) {
    const real = proto[name] as unknown as (...args: unknown[]) => Promise<unknown>;
    const atOnce = AT_ONCE[name];
    const replaced = function (this: unknown, ...args: unknown[]): Promise<unknown> {
      try {
        const result = atOnce?.(args);
        if (result !== undefined) return Promise.resolve(result);
      } catch (error) {
        return Promise.reject(error);
      }
      underWay += 1;
      return real.apply(globalThis.crypto.subtle, args).finally(() => {
        underWay -= 1;
        stirred += 1;
      });
    };
    Object.defineProperty(proto, name, { value: replaced, configurable: true });
  }
}

const nameOf = (algorithm: Algorithm): string => (typeof algorithm === 'string' ? algorithm : algorithm.name);
const IMPORTED: ReadonlySet<string> = new Set(['HMAC', 'HKDF', 'AES-GCM']);

/** Undefined: not one of ours. */
const AT_ONCE: Readonly<Record<string, (args: readonly unknown[]) => unknown>> = {
  importKey([format, bytes, algorithm]) {
    if (format !== 'raw' || !IMPORTED.has(nameOf(algorithm as Algorithm))) return undefined;
    return new RawKey(new Uint8Array(bytesOf(bytes)), algorithm as Algorithm);
  },
  sign([, key, data]) {
    if (isEdwards(key)) return bufferOf(nodeCrypto.sign(null, bytesOf(data), KeyObject.from(key)));
    if (!(key instanceof RawKey) || typeof key.algorithm === 'string') return undefined;
    const hash = digestOf(key.algorithm.hash ?? '');
    return bufferOf(nodeCrypto.createHmac(hash, key.bytes).update(bytesOf(data)).digest());
  },
  verify([, key, sig, data]) {
    if (!isEdwards(key)) return undefined;
    return verifyOnce(bytesOfKey(key), bytesOf(data), bytesOf(sig), () => KeyObject.from(key));
  },
  deriveBits([algorithm, key, bits]) {
    if (!(key instanceof RawKey)) return undefined;
    const { hash, salt, info } = algorithm as {
      hash: string;
      salt: Uint8Array | ArrayBuffer;
      info: Uint8Array | ArrayBuffer;
    };
    return nodeCrypto.hkdfSync(digestOf(hash), key.bytes, bytesOf(salt), bytesOf(info), Number(bits) / 8);
  },
  encrypt([algorithm, key, data]) {
    if (!(key instanceof RawKey)) return undefined;
    const { iv, additionalData } = algorithm as {
      iv: Uint8Array | ArrayBuffer;
      additionalData?: Uint8Array | ArrayBuffer;
    };
    const cipher = nodeCrypto.createCipheriv(gcmOf(key), key.bytes, bytesOf(iv));
    if (additionalData !== undefined) cipher.setAAD(bytesOf(additionalData));
    const sealed = [cipher.update(bytesOf(data)), cipher.final()];
    return bufferOf(Buffer.concat([...sealed, cipher.getAuthTag()]));
  },
  decrypt([algorithm, key, data]) {
    if (!(key instanceof RawKey)) return undefined;
    const { iv, additionalData } = algorithm as {
      iv: Uint8Array | ArrayBuffer;
      additionalData?: Uint8Array | ArrayBuffer;
    };
    const bytes = bytesOf(data);
    const cipher = nodeCrypto.createDecipheriv(gcmOf(key), key.bytes, bytesOf(iv));
    if (additionalData !== undefined) cipher.setAAD(bytesOf(additionalData));
    cipher.setAuthTag(bytes.subarray(bytes.length - 16));
    return bufferOf(Buffer.concat([cipher.update(bytes.subarray(0, -16)), cipher.final()]));
  },
};

function isEdwards(key: unknown): key is CryptoKey {
  return key instanceof CryptoKey && key.algorithm.name === 'Ed25519';
}

const keysSeen = new WeakMap<CryptoKey, Uint8Array>();

function bytesOfKey(key: CryptoKey): Uint8Array {
  const known = keysSeen.get(key);
  if (known !== undefined) return known;
  const bytes = KeyObject.from(key).export({ format: 'der', type: 'spki' });
  keysSeen.set(key, bytes);
  return bytes;
}

const gcmOf = ({ bytes }: RawKey): 'aes-128-gcm' | 'aes-256-gcm' =>
  bytes.length === 16 ? 'aes-128-gcm' : 'aes-256-gcm';
const digestOf = (hash: string | { name: string }): string => nameOf(hash).replace('-', '').toLowerCase();

function bytesOf(source: unknown): Uint8Array {
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  return new Uint8Array(source as ArrayBuffer);
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}
