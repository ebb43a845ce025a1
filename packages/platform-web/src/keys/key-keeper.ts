/**
 * Keeps what opens the local store while somebody is logged in. It is encrypted twice: under an AES-GCM key that the browser will use
 * but not give out, and under one half that lies in a small file of its own. A copy of the profile's files alone does not
 * open the store on another browser.
 *
 * The half is there to be forgotten: a browser's databases keep what was replaced in their logs for a while, but a file can be
 * overwritten in place. So what was kept before is gone with its half, once something else is kept (docs/checks.md, L05).
 */
import type { KeyKeeper } from '@alcove/client';
import { bytesSchema, equalBytes, type Bytes } from '@alcove/protocol';
import { z } from 'zod';
import { createHalves } from './key-halves.ts';

const DATABASE = 'alcove-keys';
const KEYS = 'keys';
const IV_BYTES = 12;

const Kept = z.strictObject({ wrap: z.instanceof(CryptoKey), half: z.string(), iv: bytesSchema, sealed: bytesSchema });

export function createKeyKeeper(profile: string): KeyKeeper {
  const aad: Bytes = new TextEncoder().encode(profile);
  const halves = createHalves(profile);

  async function load(): Promise<Bytes | null> {
    const kept = Kept.safeParse(await inKeys('readonly', (keys) => keys.get(profile)));
    const half = kept.success ? await halves.read(kept.data.half) : null;
    if (!kept.success || half === null) return null;
    const { wrap, iv, sealed } = kept.data;
    // What a power cut kept from being forgotten.
    await halves.retireAllBut(kept.data.half);
    const how = { name: 'AES-GCM', iv, additionalData: aad };
    try {
      const inner = await crypto.subtle.decrypt(how, wrap, sealed);
      return new Uint8Array(await crypto.subtle.decrypt(how, await keyOf(half), inner));
    } catch {
      // Damaged: the person logs in again, which opens the store by the password.
      return null;
    }
  }

  return {
    load,
    async save(bytes) {
      const wrap = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
      const how = { name: 'AES-GCM', iv: crypto.getRandomValues(new Uint8Array(IV_BYTES)), additionalData: aad };
      const fresh = await halves.make();
      const inner = await crypto.subtle.encrypt(how, await keyOf(fresh.half), bytes);
      const sealed = new Uint8Array(await crypto.subtle.encrypt(how, wrap, inner));
      const kept: z.infer<typeof Kept> = { wrap, half: fresh.name, iv: how.iv, sealed };
      await inKeys('readwrite', (keys) => keys.put(kept, profile));
      const again = await load();
      if (again === null || !equalBytes(again, bytes)) throw new Error('the browser gives back other bytes');
    },
    async clear() {
      await halves.forget();
      await inKeys('readwrite', (keys) => keys.delete(profile));
      if ((await inKeys('readonly', (keys) => keys.count())) === 0) await forgetKeys();
    },
  };
}

const keyOf = (half: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', half, 'AES-GCM', false, ['encrypt', 'decrypt']);

/** One request in a transaction of its own; resolves when it is on disk. */
async function inKeys(mode: IDBTransactionMode, ask: (keys: IDBObjectStore) => IDBRequest): Promise<unknown> {
  const database = await openKeys();
  try {
    const transaction = database.transaction(KEYS, mode, { durability: 'strict' });
    const request = ask(transaction.objectStore(KEYS));
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error ?? new Error('the key store gave up'));
    return await promise;
  } finally {
    database.close();
  }
}

/** With nobody's key in it the database goes too. Where another account is about to keep one, it stays. */
async function forgetKeys(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const going = indexedDB.deleteDatabase(DATABASE);
  for (const how of ['success', 'error', 'blocked'] as const) going.addEventListener(how, () => resolve());
  await promise;
}

function openKeys(): Promise<IDBDatabase> {
  const { promise, resolve, reject } = Promise.withResolvers<IDBDatabase>();
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(KEYS);
  opening.onsuccess = () => resolve(opening.result);
  opening.onerror = () => reject(opening.error ?? new Error('the key store does not open'));
  return promise;
}
