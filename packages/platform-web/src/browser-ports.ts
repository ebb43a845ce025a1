/** Everything one account's client needs from a browser's dedicated worker. */
import type { Clock, NetworkHint, Ports } from '@alcove/client';
import type { AccountSlot } from '@alcove/protocol';
import { describeDevice } from './describe-device.ts';
import { createHttp } from './http.ts';
import { profileOf } from './profiles.ts';
import { createKeyKeeper } from './keys/key-keeper.ts';
import { createSocket } from './socket.ts';
import { createOpfsDatabases } from './sql-opfs.ts';
import type { Report } from './worker-host.ts';

const clock: Clock = {
  now: () => Date.now(),
  setTimer: (ms, run) => setTimeout(run, ms),
  clearTimer: (handle) => clearTimeout(handle as ReturnType<typeof setTimeout>),
};

const network: NetworkHint = {
  subscribe(listener) {
    const online = (): void => listener(true);
    const offline = (): void => listener(false);
    addEventListener('online', online);
    addEventListener('offline', offline);
    return () => {
      removeEventListener('online', online);
      removeEventListener('offline', offline);
    };
  },
};

export function createBrowserPorts(slot: AccountSlot, report: Report): Ports {
  const profile = profileOf(slot);
  return {
    http: createHttp(location.origin, slot),
    socket: createSocket(location.origin),
    clock,
    keys: createKeyKeeper(profile),
    databases: createOpfsDatabases(profile),
    network,
    random: () => Math.random(),
    ...describeDevice(navigator.userAgent),
    report,
  };
}
