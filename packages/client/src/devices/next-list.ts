/** Moves the account's own device list on: signed by the identity key, which the caller has from the vault for this moment only. */
import { followDeviceLists, signDeviceList, vaultHash, type KnownList } from '@alcove/crypto';
import { toBase64url, type Bytes, type DeviceList, type StoredVault } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import type { OwnVault } from '../account/own-vault.ts';
import { failed, type Outcome } from '../api/outcome.ts';
import { failureOf } from '../session/failure.ts';

const MOST_TRIES = 5;

/** Null: the list says it already. */
export type NextDevices = (newest: DeviceList, seq: number) => Pick<DeviceList, 'devices' | 'revoked'> | null;

/** With `nextVault`, the vault moves on in the same step. Compare-and-swap: a list that another device published meanwhile is followed first. Resolves with the newest list. */
export async function publishNext(
  context: AccountContext,
  { aik, vault }: OwnVault,
  next: NextDevices,
  nextVault: StoredVault | null = null,
): Promise<Outcome<KnownList>> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const newest = await context.lists.refresh(context.me);
    if (!newest.ok) return newest;
    const { list, hash } = newest.value;
    const seq = list.seq + 1;
    const change = next(list, seq);
    if (change === null) return newest;
    const signed = signDeviceList(aik, {
      ...list,
      ...change,
      seq,
      prev: hash,
      vaultHash: vaultHash(nextVault ?? vault),
    });
    const reply = await context.calls.call('publishDeviceList', {
      list: toBase64url(signed),
      ...(nextVault === null ? {} : { vault: nextVault }),
    });
    if (reply.kind === 'ok') return published(context, newest.value, signed);
    if (reply.kind !== 'refused' || reply.error.code !== 'conflict') return failureOf(reply);
  }
  return failed('conflict');
}

/** The server has it. That it does not show it any more, as to a device that just took itself out, makes it no less published. */
async function published(context: AccountContext, before: KnownList, signed: Bytes): Promise<Outcome<KnownList>> {
  const seen = await context.lists.refresh(context.me);
  if (seen.ok) return seen;
  const followed = followDeviceLists(before, context.me, [signed]);
  return followed.ok ? { ok: true, value: followed.known } : seen;
}
