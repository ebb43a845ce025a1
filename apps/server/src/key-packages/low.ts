/** How many key packages a device has left, and when that is few enough to tell it. */
import type { DeviceId } from '@alcove/protocol';
import type { Db } from '../database/schema.ts';

export async function countKeyPackages(db: Db, device: DeviceId): Promise<number> {
  const row = await db
    .selectFrom('key_package')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('device', '=', device)
    .where('last_resort', '=', 0)
    .executeTakeFirst();
  return row?.n ?? 0;
}

/** How many are left, when that is fewer than half of what the last upload made; undefined otherwise. */
export async function lowKeyPackages(db: Db, device: DeviceId): Promise<number | undefined> {
  const row = await db.selectFrom('device').select('key_package_peak').where('id', '=', device).executeTakeFirst();
  if (row === undefined) return undefined;
  const left = await countKeyPackages(db, device);
  return left === 0 || left * 2 < row.key_package_peak ? left : undefined;
}
