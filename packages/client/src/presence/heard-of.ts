/** Of whom a device said not long ago that somebody looks at it. In memory alone. */
import type { AccountId, DeviceId } from '@alcove/protocol';
import type { Clock, TimerHandle } from '../ports.ts';

export interface HeardOf {
  hear(account: AccountId, device: DeviceId): void;
  forget(account: AccountId, device: DeviceId): void;
  clear(): void;
  /** The same object while nothing changed. */
  all(): readonly AccountId[];
}

/** `changed`: somebody came, or went. */
export function createHeardOf(clock: Clock, lastsMs: number, changed: () => void): HeardOf {
  const devicesOf = new Map<AccountId, Map<DeviceId, TimerHandle>>();
  let shown: readonly AccountId[] = [];

  function show(): void {
    shown = [...devicesOf.keys()].toSorted();
    changed();
  }

  function forget(account: AccountId, device: DeviceId): void {
    const devices = devicesOf.get(account);
    const timer = devices?.get(device);
    if (devices === undefined || timer === undefined) return;
    clock.clearTimer(timer);
    devices.delete(device);
    if (devices.size > 0) return;
    devicesOf.delete(account);
    show();
  }

  return {
    hear(account, device) {
      const devices = devicesOf.get(account) ?? new Map<DeviceId, TimerHandle>();
      const before = devices.get(device);
      if (before !== undefined) clock.clearTimer(before);
      const timer = clock.setTimer(lastsMs, () => forget(account, device));
      devices.set(device, timer);
      if (devicesOf.has(account)) return;
      devicesOf.set(account, devices);
      show();
    },
    forget,
    clear() {
      for (const [account, devices] of devicesOf) for (const device of devices.keys()) forget(account, device);
    },
    all: () => shown,
  };
}
