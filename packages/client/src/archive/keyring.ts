/**
 * The archive keys this device has. The first follows from the account's record key; the others come out of the vault at log-in, or
 * from whoever removed a device. The newest seals.
 */
import { firstArchiveKey, type ArchiveKey } from '@alcove/crypto';
import { bytesSchema, decodeCbor, encodeCbor, type Bytes, type DeviceList } from '@alcove/protocol';
import type { SqlStatement, Store } from '@alcove/store';
import { z } from 'zod';

export interface Keyring {
  readonly newest: ArchiveKey;
  get(epoch: number): ArchiveKey | null;
  add(key: ArchiveKey): void;
}

const SECRET = 'archive-keys';
const Stored = z.strictObject({
  v: z.literal(1),
  keys: z.array(z.strictObject({ epoch: z.int().min(2), key: bytesSchema.refine((b) => b.length === 32) })),
});

export async function loadKeyring(store: Store, recordKey: Bytes): Promise<Keyring> {
  const first = firstArchiveKey(recordKey);
  const keys = new Map([[first.epoch, first]]);
  for (const key of await storedKeys(store)) keys.set(key.epoch, key);
  let newest = Math.max(...keys.keys());
  return {
    get newest() {
      return keys.get(newest) ?? first;
    },
    get: (epoch) => keys.get(epoch) ?? null,
    add(key) {
      if (!keys.has(key.epoch)) keys.set(key.epoch, key);
      newest = Math.max(newest, key.epoch);
    },
  };
}

/**
 * The archive epoch that the account's signed list asks for: every removal began another, in the same step. Whoever is shown fewer
 * keys is shown a vault from before (docs/checks.md, A10).
 */
export function epochDue(list: Pick<DeviceList, 'revoked'> | undefined): number {
  return 1 + new Set(list?.revoked.map(({ seq }) => seq)).size;
}

/** Together with what is stored already; a key that is known stays. */
export async function putArchiveKeys(store: Store, fresh: readonly ArchiveKey[]): Promise<SqlStatement[]> {
  const keys = new Map([...fresh, ...(await storedKeys(store))].map((key) => [key.epoch, key]));
  keys.delete(1);
  const stored: z.input<typeof Stored> = { v: 1, keys: [...keys.values()] };
  return store.secrets.put(SECRET, encodeCbor(stored));
}

async function storedKeys(store: Store): Promise<readonly ArchiveKey[]> {
  const bytes = await store.secrets.get(SECRET);
  return bytes === null ? [] : decodeCbor(Stored, bytes, 'archive keys').keys;
}
