/** A person with several devices, in few words. */
import type { DevicesView, EnrollingView, WantingView } from '@alcove/client';
import type { DeviceId, RoomId } from '@alcove/protocol';
import { PASSWORD, until, type House, type Resident } from '@alcove/testkit/house';

/** Another device of somebody, by their password. `replace`: of what it runs on. */
export async function newDevice(
  house: House,
  name: string,
  of: string,
  replace: Parameters<House['device']>[1] = {},
): Promise<Resident> {
  const device = await house.device(name, replace);
  expectOk(await device.client.logIn({ username: of, password: PASSWORD }));
  await isIn(device);
  return device;
}

/** Logs in where the account has no device, and stops before the door. */
export async function knocks(device: Resident, username: string): Promise<void> {
  const into = await device.client.logIn({ username, password: PASSWORD, newDevice: 'ask' });
  if (!into.ok) throw new Error(`log-in: ${into.code} ${into.detail ?? ''}`);
  await atDoor(device, ({ scan }) => scan !== null);
}

export async function atDoor(device: Resident, fits: (view: EnrollingView) => boolean): Promise<EnrollingView> {
  const app = await until(device.client, 'app', null, ({ enrolling }) => enrolling !== null && fits(enrolling));
  if (app.enrolling === null) throw new Error('not at the door');
  return app.enrolling;
}

export async function seesDevices(
  device: Resident,
  fits: (view: DevicesView) => boolean,
  patienceMs?: number,
): Promise<DevicesView> {
  const view = await until(device.client, 'devices', null, (seen) => seen !== null && fits(seen), patienceMs);
  if (view === null) throw new Error('no devices');
  return view;
}

export async function seesWanting(device: Resident, fits: (view: WantingView) => boolean): Promise<WantingView> {
  const { wanting } = await seesDevices(device, (view) => view.wanting.some(fits));
  const one = wanting.find(fits);
  if (one === undefined) throw new Error('nobody wants in');
  return one;
}

/** The person walks from screen to screen: looks, compares, lets in. */
export async function letsIn(inside: Resident, newcomer: Resident): Promise<void> {
  const { id } = await seesWanting(inside, () => true);
  expectOk(await inside.client.meetDevice(id));
  const { code } = await seesWanting(inside, ({ state }) => state === 'comparing');
  const there = await atDoor(newcomer, (view) => view.code !== null);
  if (code === null || there.code !== code) throw new Error(`codes differ: ${String(code)} ${String(there.code)}`);
  await newcomer.client.confirmCode(true);
  expectOk(await inside.client.letIn(id));
  await isIn(newcomer);
}

export async function isIn(device: Resident): Promise<DeviceId> {
  const app = await until(
    device.client,
    'app',
    null,
    ({ phase, connection }) => phase === 'ready' && connection.state === 'online',
  );
  if (app.me === null) throw new Error('nobody is in');
  return app.me.device;
}

export function expectOk(outcome: { readonly ok: boolean; readonly code?: string; readonly detail?: string }): void {
  if (!outcome.ok) throw new Error(`${outcome.code ?? ''} ${outcome.detail ?? ''}`);
}

/** How many devices of this account are in the room, as this client sees it. */
export async function devicesInRoom(
  resident: Resident,
  room: RoomId,
  username: string,
  count: number,
  patienceMs?: number,
): Promise<void> {
  await until(
    resident.client,
    'room',
    room,
    (view) => view?.members.find((member) => member.username === username)?.devices.length === count,
    patienceMs,
  );
}
