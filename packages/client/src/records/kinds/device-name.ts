/** What a device is called is for the account's own devices alone. */
import type { DeviceId } from '@alcove/protocol';
import { z } from 'zod';
import type { AccountContext } from '../../account/context.ts';
import { allRecords, openRecord } from '../mirror.ts';
import { keepRecord } from '../write.ts';

const StoredDevice = z.strictObject({ v: z.literal(1), name: z.string() });

/**
 * What it says of itself and what its person calls it are two records: the device that comes in late with its own name must not write
 * over the given one.
 */
const NAMED = { itself: 'device', person: 'device-called' } as const;

export function keepDeviceName(context: AccountContext, device: DeviceId, name: string, by: 'itself' | 'person'): void {
  keepRecord(context, `${NAMED[by]}:${device}`, { v: 1, name } satisfies z.input<typeof StoredDevice>);
}

export async function deviceNames(
  context: AccountContext,
  devices: readonly DeviceId[],
): Promise<ReadonlyMap<DeviceId, string>> {
  const stored = await allRecords(context);
  return new Map(
    devices.flatMap((device) => {
      const record =
        openRecord(context, stored, `${NAMED.person}:${device}`, StoredDevice) ??
        openRecord(context, stored, `${NAMED.itself}:${device}`, StoredDevice);
      return record === null ? [] : [[device, record.name] as const];
    }),
  );
}
