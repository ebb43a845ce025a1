/** The account's devices and those that want to be. */
import type { AccountDesk } from '../account/desk.ts';
import type { DevicesView } from '../api/device-views.ts';

export function devicesViewOf({ runtime }: AccountDesk): DevicesView | null {
  if (runtime === null) return null;
  const { ownDevices, approving } = runtime.parts;
  return { devices: ownDevices.view, wanting: approving.view, unenrolled: ownDevices.unenrolled };
}
