/**
 * Key packages: what others need to add a device to a room while it is away. Each is handed out once, by one statement that removes and
 * returns it; the last-resort one is handed out again and again, and marked. Source: RFC 9420 §16.8.
 */
import { toBase64url, type AccountId, type DeviceId } from '@alcove/protocol';
import type { Db } from '../database/schema.ts';
import type { Handlers } from '../http/api-routes.ts';
import type { Limits } from '../limits/limits.ts';
import { done, refuse } from '../outcome.ts';
import { countKeyPackages, lowKeyPackages } from './low.ts';

const MOST_KEPT = 200;

export interface KeyPackagePorts {
  readonly db: Db;
  readonly limits: Limits;
  readonly now: () => number;
  readonly onLow: (device: DeviceId, left: number) => void;
}

type Package = { device: DeviceId; body: string; lastResort: boolean };

export function keyPackageRoutes(ports: KeyPackagePorts): Pick<Handlers, 'uploadKeyPackages' | 'claimKeyPackages'> {
  const { db, limits, now, onLow } = ports;
  return {
    async uploadKeyPackages({ caller, request }) {
      const { device } = caller;
      return db.transaction().execute(async (tx) => {
        await dropExpired(tx, device, now());
        if (request.replace === true) await tx.deleteFrom('key_package').where('device', '=', device).execute();
        const before = await countKeyPackages(tx, device);
        const fresh = request.packages.filter((p) => !p.lastResort).length;
        if (before + fresh > MOST_KEPT) return refuse('too-large', 'too many key packages');
        if (fresh < request.packages.length) {
          await tx.deleteFrom('key_package').where('device', '=', device).where('last_resort', '=', 1).execute();
        }
        for (const p of request.packages) {
          await tx
            .insertInto('key_package')
            .values({ device, ref: p.ref, body: p.body, last_resort: p.lastResort ? 1 : 0, not_after: p.notAfter })
            .onConflict((c) => c.columns(['device', 'ref']).doNothing())
            .execute();
        }
        const left = await countKeyPackages(tx, device);
        await tx.updateTable('device').set({ key_package_peak: left }).where('id', '=', device).execute();
        return done({ left });
      });
    },

    async claimKeyPackages({ caller, request }) {
      const over =
        limits.over('keypackage.fetch', caller.account, request.account) ??
        limits.over('keypackage.requester', caller.account);
      if (over !== undefined) return over;
      const devices = (await activeDevices(db, request.account, caller.device)).filter(
        (id) => request.device === undefined || request.device === id,
      );
      const packages: Package[] = [];
      for (const device of devices) {
        const taken = await takeOne(db, device, now());
        if (taken !== undefined) packages.push(taken);
        const left = await lowKeyPackages(db, device);
        if (left !== undefined) onLow(device, left);
      }
      if (packages.length === 0) return refuse('no-key-package', 'no device has one left');
      return done({ packages });
    },
  };
}

/** Never the asking device itself: it is in the room, or it joins by other means. */
async function activeDevices(db: Db, account: AccountId, asking: DeviceId): Promise<DeviceId[]> {
  const rows = await db
    .selectFrom('device')
    .select('id')
    .where('account', '=', account)
    .where('revoked', '=', 0)
    .orderBy('id')
    .execute();
  return rows.map((r) => r.id).filter((id) => id !== asking);
}

async function takeOne(db: Db, device: DeviceId, nowMs: number): Promise<Package | undefined> {
  const usable = db
    .selectFrom('key_package')
    .where('device', '=', device)
    .where('not_after', '>', Math.floor(nowMs / 1000));
  const once = await db
    .deleteFrom('key_package')
    .where('id', 'in', usable.select('id').where('last_resort', '=', 0).orderBy('id').limit(1))
    .returning('body')
    .executeTakeFirst();
  if (once !== undefined) return { device, body: toBase64url(once.body), lastResort: false };
  const last = await usable.select('body').where('last_resort', '=', 1).executeTakeFirst();
  return last && { device, body: toBase64url(last.body), lastResort: true };
}

async function dropExpired(db: Db, device: DeviceId, nowMs: number): Promise<void> {
  const seconds = Math.floor(nowMs / 1000);
  await db.deleteFrom('key_package').where('device', '=', device).where('not_after', '<=', seconds).execute();
}
