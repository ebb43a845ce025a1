/** Where a room begins: as one of this person's own, or as a request of whoever brought them in. */
import type { AccountContext } from '../account/context.ts';
import { followRecords } from '../records/follow.ts';
import { keepHere } from '../records/kinds/tie.ts';
import type { Arrival } from '../rooms/arrival.ts';

/** Before a room is entered: is it a request? What other devices decided of it counts. */
export async function noteRequest(context: AccountContext, { policy, broughtBy }: Arrival): Promise<void> {
  const { ties, me } = context;
  const settled = (): boolean =>
    broughtBy === me || ties.standing(broughtBy) === 'contact' || ties.request(policy.room) !== null;
  if (settled()) return;
  if (!context.records.seen.followed) await followRecords(context);
  if (settled()) return;
  const standing = ties.standing(broughtBy) === 'blocked' ? 'declined' : 'asking';
  await keepHere(context, { v: 1, of: 'request', room: policy.room, by: broughtBy, standing, at: 0 });
}
