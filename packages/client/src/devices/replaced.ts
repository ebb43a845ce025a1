/**
 * The device that this one came in for, because another copy of it went on (docs/decisions/0023): it goes off the account's list, over restarts
 * and lost connections, and whatever copy of it there is goes out with it.
 */
import { decodeCbor, DeviceId } from '@alcove/protocol';
import { z } from 'zod';
import { REPLACED_DEVICE } from '../account/account-store.ts';
import type { AccountContext } from '../account/context.ts';
import type { Outcome } from '../api/outcome.ts';
import { joinAlone } from '../rooms/join-alone.ts';
import type { Room } from '../rooms/room.ts';
import { severalAtOnce } from '../rooms/several.ts';
import { beginWork } from '../rooms/working.ts';

/** Right after coming in, what this device opens the vault with is still on its way to its disk. */
const AGAIN_MS = [500, 1_000, 3_000, 10_000, 30_000] as const;
/** What is not joined by then, others let this device into. */
const JOINED_WITHIN_MS = 20_000;

export async function removeReplaced(
  context: AccountContext,
  remove: (devices: readonly DeviceId[]) => Promise<Outcome>,
): Promise<void> {
  const { secrets } = context.store;
  const bytes = await secrets.get(REPLACED_DEVICE);
  if (bytes === null) return;
  const device = DeviceId.parse(decodeCbor(z.string(), bytes, 'replaced device'));
  await Promise.race([comeInEverywhere(context), context.sleep(JOINED_WITHIN_MS)]);
  for (const ms of AGAIN_MS) {
    if (!context.open || context.gateway.state !== 'online') return;
    const removed = await remove([device]);
    if (!context.open) return;
    if (removed.ok) return context.store.write(secrets.drop(REPLACED_DEVICE));
    context.ports.report({ where: 'replaced', error: removed.code });
    await context.sleep(ms);
  }
}

/** While it is still on the list, the rooms' keys are those that were left for this device: a leaf that goes takes them along. */
function comeInEverywhere(context: AccountContext): Promise<void> {
  const rooms = context.rooms.all().filter(({ row, awaiting }) => row.member && row.kind !== 'secret' && !awaiting);
  return severalAtOnce(
    rooms,
    () => context.open,
    async (room) => {
      if (await isOutside(context, room)) await joinAlone(context, room.id);
    },
  );
}

function isOutside(context: AccountContext, room: Room): Promise<boolean> {
  return room.lane(async () => {
    const { group, handshake } = await beginWork(context, room);
    return group === null && handshake === null;
  });
}
