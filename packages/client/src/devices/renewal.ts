/**
 * This device's certificate ends after 400 days, and a room's other members take the device out then. From day 300 on the device makes the
 * next one: the vault opens by itself (docs/decisions/0014), its identity key signs for the same keys, and what that needs (key packages, rooms)
 * is on disk with it. Then it comes into every room by a commit of its own, a few at a time, over restarts. Nobody is asked.
 */
import { CLOCK_TOLERANCE_SECONDS, isRenewalDue, renewDeviceCert, type DeviceIdentity } from '@alcove/crypto';
import type { Bytes } from '@alcove/protocol';
import type { Store } from '@alcove/store';
import { CERT_TO_BRING, putOwnKeys, type OwnKeys } from '../account/account-store.ts';
import type { AccountContext } from '../account/context.ts';
import { pursue } from '../handshake/handshake.ts';
import { isCertified } from '../handshake/worn-leaf.ts';
import { isQuiet } from '../people/quiet.ts';
import type { Room } from '../rooms/room.ts';
import { severalAtOnce } from '../rooms/several.ts';
import { beginWork } from '../rooms/working.ts';
import { backOffMs } from '../sync/back-off.ts';
import { keyPackagesOutdated } from './key-packages.ts';

/** This device's identity: its keys for ever, and the certificate of now. */
export interface OwnIdentity {
  readonly now: DeviceIdentity;
  /** What is still to be done with it is written down in the same step. */
  take(cert: Bytes): Promise<void>;
}

export function createOwnIdentity(store: Store, { identity, recordKey }: OwnKeys): OwnIdentity {
  let now = identity;
  return {
    get now() {
      return now;
    },
    async take(cert) {
      const next = { ...now, cert };
      await store.write(
        putOwnKeys(store, { identity: next, recordKey }),
        store.secrets.put(CERT_TO_BRING, YES),
        keyPackagesOutdated(store),
      );
      now = next;
    },
  };
}

export interface Renewal {
  /** Resolves when the certificate is as it should be, or cannot be renewed now: whoever needs one that holds waits for it. */
  certified(): Promise<void>;
  /** With every connection: brings the newest one where it is not yet, and looks again day by day. */
  connected(replaceKeyPackages: () => Promise<void>): Promise<void>;
}

const YES = new Uint8Array([1]);
const DAY_MS = 86_400_000;
/** Where the vault did not open, though the server was there. */
const AGAIN_MS = 3_600_000;
/** Rooms in which it did not work out. */
const BRING_AGAIN = { least: 30_000, first: 60_000, most: 3_600_000 } as const;
/** Between two rooms: everybody who came on one day renews on one day. */
const APART_MS = 5_000;

export function createRenewal(context: AccountContext, own: OwnIdentity): Renewal {
  let renewing: Promise<boolean> | null = null;
  let notBefore = -Infinity;
  let connections = 0;

  async function renew(): Promise<boolean> {
    const vault = await context.vault.open(null);
    const isListed = vault.ok && vault.value.lists.list.devices.some(({ device }) => device === context.device);
    if (!isListed || !context.open) {
      if (context.gateway.state === 'online') notBefore = context.ports.clock.now() + AGAIN_MS;
      return false;
    }
    const seconds = Math.floor(context.ports.clock.now() / 1_000);
    await own.take(renewDeviceCert(vault.value.aik, own.now.cert, seconds));
    return true;
  }

  /** True: there is a new one. */
  function renewIfDue(): Promise<boolean> {
    if (renewing !== null) return renewing;
    const waits = context.ports.clock.now() < notBefore || context.gateway.state !== 'online';
    if (waits || !isDue(context, own)) return Promise.resolve(false);
    renewing = renew().finally(() => (renewing = null));
    return renewing;
  }

  return {
    certified: () => renewIfDue().then(() => undefined),
    async connected(replaceKeyPackages) {
      const connection = ++connections;
      const isStill = (): boolean => context.open && context.gateway.state === 'online' && connection === connections;
      while (isStill()) {
        const isNew = await renewIfDue();
        await Promise.all([bringIn(context, isStill), isNew ? replaceKeyPackages() : undefined]);
        await context.sleep(DAY_MS);
      }
    },
  };
}

/**
 * By this device's clock, and only where the server's is about the same: a certificate for another time is refused by everybody, and would
 * stand in the way of the right one (T03).
 */
function isDue(context: AccountContext, own: OwnIdentity): boolean {
  const here = context.ports.clock.now();
  if (Math.abs(here - context.now()) > CLOCK_TOLERANCE_SECONDS * 1_000) return false;
  return isRenewalDue(own.now.cert, Math.floor(here / 1_000));
}

async function bringIn(context: AccountContext, isStill: () => boolean): Promise<void> {
  for (let tries = 0; isStill(); tries++) {
    if ((await context.store.secrets.get(CERT_TO_BRING)) === null) return;
    const left = await bringAround(context, isStill);
    if (!isStill()) return;
    if (left === 0) return context.store.write(context.store.secrets.drop(CERT_TO_BRING));
    await context.sleep(BRING_AGAIN.least + backOffMs(tries, context.ports.random, BRING_AGAIN));
  }
}

/** How many rooms are left. Where nothing may be heard of this person, nothing is: handshake/follow-up.ts, once it may. */
async function bringAround(context: AccountContext, isStill: () => boolean): Promise<number> {
  const rooms = context.rooms.all().filter((room) => room.row.member && !room.awaiting && !isQuiet(context, room));
  let left = 0;
  await severalAtOnce(rooms, isStill, async (room) => {
    if (!(await carriesOld(context, room))) return;
    await context.sleep(APART_MS * context.ports.random());
    if (isStill() && room.broken === null) await pursue(context, room, { kind: 'renew' });
    if (await carriesOld(context, room)) left += 1;
  });
  return left;
}

/** A look at a room that was not loaded leaves it so. */
function carriesOld(context: AccountContext, room: Room): Promise<boolean> {
  return room.lane(async () => {
    const wasLoaded = room.keys !== null;
    const { group, row } = await beginWork(context, room);
    if (!wasLoaded) room.keys = null;
    return row.member && group !== null && !isCertified(context, group);
  });
}
