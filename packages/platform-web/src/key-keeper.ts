/**
 * Keeps the local store's key while somebody is logged in: encrypted under an AES-GCM key that the browser will use but not give
 * out, both in IndexedDB. A copy of the profile's files alone does not open the store on another browser.
 */
import type { KeyKeeper } from '@alcove/client';
import { bytesSchema, type Bytes } from '@alcove/protocol';
import { z } from 'zod';

const DATABASE = 'alcove-keys';
const KEYS = 'keys';
const IV_BYTES = 12;

const Kept = z.strictObject({ wrap: z.instanceof(CryptoKey), iv: bytesSchema, sealed: bytesSchema });

export function createKeyKeeper(profile: string): KeyKeeper {
  const aad: Bytes = new TextEncoder().encode(profile);
  return {
    async load() {
      const kept = Kept.safeParse(await inKeys('readonly', (keys) => keys.get(profile)));
      if (!kept.success) return null;
      const { wrap, iv, sealed } = kept.data;
      try {
        return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: aad }, wrap, sealed));
      } catch {
        // Damaged: the person logs in again, which opens the store by the password.
        return null;
      }
    },
    async save(key) {
      const wrap = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: aad }, wrap, key);
      await inKeys('readwrite', (keys) => keys.put({ wrap, iv, sealed: new Uint8Array(sealed) }, profile));
    },
    async clear() {
      await inKeys('readwrite', (keys) => keys.delete(profile));
    },
  };
}

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

function openKeys(): Promise<IDBDatabase> {
  const { promise, resolve, reject } = Promise.withResolvers<IDBDatabase>();
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(KEYS);
  opening.onsuccess = () => resolve(opening.result);
  opening.onerror = () => reject(opening.error ?? new Error('the key store does not open'));
  return promise;
}
