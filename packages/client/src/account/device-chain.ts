/**
 * How far this device moved on with its server (docs/decisions/0023). Invariant: the mark that is shown is the one on disk, so what was shown once is
 * never followed by an older one, whenever the power goes.
 */
import { ChainMark, decodeCbor, encodeCbor } from '@alcove/protocol';
import type { Store } from '@alcove/store';
import { z } from 'zod';
import { DEVICE_CHAIN } from './account-store.ts';

export interface DeviceChain {
  /** Null before the first connection. */
  readonly shown: ChainMark | null;
  /** Resolves when it is on disk. Throws StoreError. */
  keep(mark: ChainMark): Promise<void>;
}

export async function loadDeviceChain(store: Pick<Store, 'secrets' | 'write'>): Promise<DeviceChain> {
  const bytes = await store.secrets.get(DEVICE_CHAIN);
  let shown = bytes === null ? null : ChainMark.parse(decodeCbor(z.string(), bytes, 'device chain'));
  return {
    get shown() {
      return shown;
    },
    async keep(mark) {
      await store.write(store.secrets.put(DEVICE_CHAIN, encodeCbor(mark)));
      shown = mark;
    },
  };
}
