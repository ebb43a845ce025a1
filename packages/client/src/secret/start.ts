/**
 * Beginning a secret chat: with one of somebody's devices, chosen here. What a device is called only its owner knows; others see its kind
 * and when it came in beside the others, and from which of them a person wrote last.
 */
import type { AccountId, DeviceId, RoomId } from '@alcove/protocol';
import type { AccountRuntime } from '../account/runtime.ts';
import { failed, type Outcome } from '../api/outcome.ts';
import type { TheirDevice } from '../api/secret-views.ts';
import { meet } from '../people/contacts.ts';
import { foundRoom } from '../rooms/found.ts';
import { directWith } from '../rooms/membership.ts';

/** The one they wrote from last stands first, then the newest. */
export async function devicesOf(runtime: AccountRuntime, account: AccountId): Promise<Outcome<readonly TheirDevice[]>> {
  const { context } = runtime;
  if (account === context.me) return failed('self');
  const newest = await context.lists.refresh(account);
  if (!newest.ok) return newest;
  const chat = directWith(runtime, account);
  const wroteLast = chat === null ? null : await context.store.events.lastDeviceOf(chat.id, account);
  const devices = newest.value.list.devices
    .map(({ device, kind, addedSeq }) => ({ device, kind, addedSeq, wroteLast: device === wroteLast }))
    .toSorted((a, b) => Number(b.wroteLast) - Number(a.wroteLast) || b.addedSeq - a.addedSeq);
  return { ok: true, value: devices.map(({ device, kind, wroteLast: last }) => ({ device, kind, wroteLast: last })) };
}

/** A new one each time: two people may have several, one after the other or beside each other. */
export async function startSecret(
  runtime: AccountRuntime,
  account: AccountId,
  device: DeviceId,
): Promise<Outcome<RoomId>> {
  const { context, parts } = runtime;
  if (account === context.me) return failed('self');
  if (context.ties.standing(account) === 'blocked') return failed('blocked');
  if (context.gateway.state !== 'online') return failed('offline');
  await meet(context, account);
  const made = await foundRoom(context, { kind: 'secret', people: [account], title: '', device });
  const room = made.ok ? context.rooms.get(made.value) : undefined;
  if (room !== undefined) parts.pump.kick(room);
  return made;
}
