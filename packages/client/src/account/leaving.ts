/**
 * Leaving for good: with this device, or with the whole account. What follows cannot be undone, so the server has to have said yes before
 * anything here goes; what goes then is noted first, and a power cut in between only puts it off (account/removal.ts).
 */
import { signDeviceList, vaultHash } from '@alcove/crypto';
import { toBase64url } from '@alcove/protocol';
import { done, failed, type Outcome } from '../api/outcome.ts';
import type { Ports } from '../ports.ts';
import { failureOf, failureOfStore } from '../session/failure.ts';
import { leaveRoom } from '../rooms/membership.ts';
import { openWithPassword, type AccessSeat } from './access.ts';
import type { KnownAccount, Profile } from './profile.ts';
import { noteOfRemoval } from './removal.ts';
import type { AccountRuntime } from './runtime.ts';

/** With the server's yes, nothing of the account stays here. A farewell that fails leaves everything as it was. */
export async function leaveHere(
  ports: Ports,
  at: {
    readonly profile: Profile;
    readonly known: KnownAccount;
    readonly closeRuntime: () => Promise<void>;
    readonly erase: () => Promise<void>;
  },
  farewell: () => Promise<Outcome>,
): Promise<Outcome> {
  const { profile, known } = at;
  try {
    const said = await farewell();
    if (!said.ok) return said;
    await profile.noteRemoval(known.account, known.username);
    await at.closeRuntime();
    await noteOfRemoval(ports, profile);
    await at.erase();
    return done;
  } catch (error) {
    ports.report({ where: 'leave', error });
    return failed(failureOfStore(error));
  }
}

/**
 * Takes this device out of the account. An account's only device stays on its list, because a list that names nobody means that the
 * account is over; the next device to come in stands beside it, and can remove it.
 */
export async function takeDeviceOut({ context, parts }: AccountRuntime, password: string | null): Promise<Outcome> {
  const newest = await context.lists.refresh(context.me);
  if (!newest.ok) return newest;
  const { devices } = newest.value.list;
  if (devices.some(({ device }) => device !== context.device))
    return parts.ownDevices.remove([context.device], password);
  const reply = await context.calls.call('logout', {});
  return reply.kind === 'ok' ? done : failureOf(reply);
}

/** Out of every group first, handing over what it hosts: nobody could do that afterwards. Then the account ends in one step. */
export async function endAccount(runtime: AccountRuntime, seat: AccessSeat, password: string): Promise<Outcome> {
  const { context } = runtime;
  if (context.gateway.state !== 'online') return failed('offline');
  const checked = await openWithPassword(seat, password);
  if (!checked.ok) return checked;
  for (const { id, row } of context.rooms.all()) {
    if (row.kind !== 'group' || !row.member) continue;
    const left = await leaveRoom(runtime, id);
    if (!left.ok && left.code !== 'not-member') return left;
  }
  // Asked for again: leaving many rooms takes longer than one proof of the password lasts.
  const opened = await openWithPassword(seat, password);
  if (!opened.ok) return opened;
  const { aik, vault } = opened.own;
  const { loginId, finishLoginRequest } = opened.shown;
  const newest = await context.lists.refresh(context.me);
  if (!newest.ok) return newest;
  const { list, hash } = newest.value;
  const seq = list.seq + 1;
  const revoked = [...list.revoked, ...list.devices.map(({ device }) => ({ device, seq }))];
  const last = signDeviceList(aik, {
    ...list,
    seq,
    prev: hash,
    devices: [],
    revoked,
    vaultHash: vaultHash(vault),
  });
  const reply = await context.calls.call('deleteAccount', {
    password: { loginId, finishLoginRequest },
    list: toBase64url(last),
  });
  return reply.kind === 'ok' ? done : failureOf(reply);
}
