/**
 * Keeps this device's key packages on the server, so that others can add it while it is away. The private halves are on disk
 * before the public ones leave (docs/protocol.md §4).
 */
import { makeKeyPackage, type DeviceIdentity, type KeyPackageMade } from '@alcove/crypto';
import { equalBytes, toBase64url, utf8, type Suite } from '@alcove/protocol';
import type { SqlStatement, Store } from '@alcove/store';
import { KEY_PACKAGES_BEGUN } from '../account/account-store.ts';
import type { ServerCalls } from '../session/server-calls.ts';

export interface KeyPackageUpkeep {
  /**
   * Uploads the first ones when none were ever uploaded, and, when the server says which incarnation it is, in place of all there are when the server's data went back: some of those
   * were used since. Resolves when others can add this device.
   */
  begin(incarnation: string | null): Promise<void>;
  /** Makes the stock whole after `begin`, in the background. */
  complete(): Promise<void>;
  /** This device has another certificate: what the server holds with the old one is replaced. */
  renewed(): Promise<void>;
  /** The server has only `left`. */
  refill(left: number): Promise<void>;
  /** A new last resort in place of one that was used, or that soon runs out. */
  renewLastResort(): Promise<void>;
}

export const DEFAULT_SUITE: Suite = 'MLS_256_XWING_AES256GCM_SHA512_Ed25519';
const TARGET = 50;
/** The first ones go quickly, so that a new account can be added at once. */
const PER_UPLOAD = 10;
const DAY_SECONDS = 86_400;
/** A last resort that ends within this time is replaced. */
const RENEW_WITHIN_SECONDS = 7 * DAY_SECONDS;
/** Others may have fetched a used last resort just before it was replaced: so long it still opens their Welcomes. */
export const USED_LAST_RESORT_SECONDS: number = 2 * DAY_SECONDS;
const BEGUN = new Uint8Array([1]);
const INCARNATION = 'key-packages-incarnation';
const COMPLETE = new Uint8Array([2]);
const OUTDATED = new Uint8Array([3]);

/** For the step that changes what they are made with: over restarts, others take the place of those on the server. What is on its way still opens. */
export function keyPackagesOutdated(store: Store): SqlStatement[] {
  return store.secrets.put(KEY_PACKAGES_BEGUN, OUTDATED);
}

export function createKeyPackageUpkeep(
  store: Store,
  calls: ServerCalls,
  identity: () => DeviceIdentity,
  now: () => number,
): KeyPackageUpkeep {
  let running: Promise<void> | null = null;

  async function upload(count: number, withLastResort: boolean, inPlace = false): Promise<boolean> {
    for (let sent = 0; sent < count; sent += PER_UPLOAD) {
      const made: KeyPackageMade[] = [];
      for (let n = 0; n < Math.min(PER_UPLOAD, count - sent); n++) made.push(await make(false));
      if (withLastResort && sent === 0) made.push(await make(true));
      await store.write(...made.map((each) => store.keyPackages.put(each)));
      const reply = await calls.call('uploadKeyPackages', {
        packages: made.map((each) => ({
          ref: each.ref,
          body: toBase64url(each.public),
          lastResort: each.lastResort,
          notAfter: each.notAfter,
        })),
        ...(inPlace && sent === 0 ? { replace: true } : {}),
      });
      if (reply.kind !== 'ok') return false;
      if (withLastResort && sent === 0) await store.write(store.secrets.put(KEY_PACKAGES_BEGUN, BEGUN));
    }
    return true;
  }

  /** On the server the new one takes the place of the old one. */
  async function renew(): Promise<void> {
    const until = Math.floor(now() / 1_000) + RENEW_WITHIN_SECONDS;
    const kept = await store.keyPackages.all();
    if (kept.some(({ lastResort, notAfter }) => lastResort && notAfter > until)) return;
    await upload(1, true);
  }

  function make(lastResort: boolean): Promise<KeyPackageMade> {
    return makeKeyPackage(identity(), DEFAULT_SUITE, Math.floor(now() / 1_000), lastResort);
  }

  function alone(work: () => Promise<void>): Promise<void> {
    running ??= work().finally(() => (running = null));
    return running;
  }

  function begin(incarnation: string | null): Promise<void> {
    return alone(async () => {
      await store.write(store.keyPackages.dropExpired(Math.floor(now() / 1_000)));
      const [begun, before] = [await store.secrets.get(KEY_PACKAGES_BEGUN), await store.secrets.get(INCARNATION)];
      const named = incarnation === null ? before : utf8(incarnation);
      const wentBack = before !== null && named !== null && !equalBytes(before, named);
      const inPlace = wentBack || begun?.[0] === OUTDATED[0];
      const fresh = begun === null || inPlace;
      if (fresh && !(await upload(PER_UPLOAD, true, inPlace))) return;
      if (named !== null && named !== before) await store.write(store.secrets.put(INCARNATION, named));
      if (!fresh) await renew();
    });
  }

  function complete(): Promise<void> {
    return alone(async () => {
      const state = await store.secrets.get(KEY_PACKAGES_BEGUN);
      if (state?.[0] !== BEGUN[0] || !(await upload(TARGET - PER_UPLOAD, false))) return;
      await store.write(store.secrets.put(KEY_PACKAGES_BEGUN, COMPLETE));
    });
  }

  return {
    begin,
    complete,
    async renewed() {
      await running;
      await begin(null);
      await complete();
    },
    async renewLastResort() {
      await running;
      await alone(renew);
    },
    refill: (left) =>
      alone(async () => {
        if (left < TARGET) await upload(TARGET - left, false);
      }),
  };
}
