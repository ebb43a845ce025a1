/**
 * The vault key as a device keeps it between the moments it is needed: wrapped under two halves, one in the device's own sealed
 * store, one with the server, which gives it to a session of this device and to nobody once the device is removed. Neither half
 * opens anything alone, so a stolen or copied store is of no use for the vault after the removal (docs/decisions/0014).
 */
import {
  bytesSchema,
  concatBytes,
  decodeCbor,
  encodeCbor,
  LABEL,
  type AccountId,
  type Bytes,
  type DeviceId,
} from '@alcove/protocol';
import { z } from 'zod';
import { deriveKey, openBytes, randomBytes, sealBytes } from '../primitives.ts';

const key32 = bytesSchema.refine((bytes) => bytes.length === 32);
const Kept = z.strictObject({ v: z.literal(1), half: key32, sealed: bytesSchema });

interface Owner {
  readonly account: AccountId;
  readonly device: DeviceId;
}

/** What the device stores, sealed like everything else in its store. `share`: the server's half, 32 bytes. */
export function wrapVaultKey(owner: Owner, vaultKey: Bytes, share: Bytes): Bytes {
  const half = randomBytes(32);
  const sealed = sealBytes(wrappingKey(half, share), vaultKey, contextOf(owner));
  return encodeCbor({ v: 1, half, sealed } satisfies z.input<typeof Kept>);
}

/** Null: another share, another device, or damaged. */
export function unwrapVaultKey(owner: Owner, kept: Uint8Array, share: Bytes): Bytes | null {
  try {
    const { half, sealed } = decodeCbor(Kept, kept, 'kept vault key');
    return openBytes(wrappingKey(half, share), sealed, contextOf(owner));
  } catch {
    return null;
  }
}

const wrappingKey = (half: Uint8Array, share: Uint8Array): Bytes =>
  deriveKey(concatBytes(half, share), LABEL.deviceVaultKey);
const contextOf = ({ account, device }: Owner): Bytes => encodeCbor([LABEL.deviceVaultKey, account, device]);
