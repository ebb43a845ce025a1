/**
 * A renaming that was sealed before somebody came in and stored after they did is sealed to everybody but them. Whoever brought them in, and told
 * them what the room is called, tells it again; those who were there do not listen (after-content.ts).
 */
import { decodeContent, type EventOf } from '@alcove/content';
import type { AccountContext } from '../account/context.ts';
import { queueEvent } from '../outbox/seal.ts';
import type { Working } from '../rooms/working.ts';

/** Places before it in which the telling is looked for. */
const LOOK_BACK = 256;
/** The server takes what was sealed up to two epochs ago, and no older: so many commits can have brought somebody in since. */
const MOST_COMMITS = 2;

/** `epoch`: in which the renaming was sealed. After it has been taken (`takeState`). */
export async function tellAgain(context: AccountContext, work: Working, epoch: number): Promise<void> {
  const { group, row } = work;
  if (group === null || epoch >= group.epoch || row.groupInfoKey === null) return;
  const { title, topic, groupInfoKey } = row;
  for (const { seq, head } of await newestTold(context, work))
    await queueEvent(context, work, { type: 'snapshot', title, topic, groupInfoKey, seq, head });
}

/** What this device last told newcomers, sent or still waiting; once for each place at which they came. */
async function newestTold(
  { store, device }: AccountContext,
  { outgoing, events, room, place }: Working,
): Promise<readonly EventOf<'snapshot'>[]> {
  const rows = [...(await store.events.after(room.id, place.seq - LOOK_BACK)), ...events];
  const said = rows.flatMap(({ type, device: by, content }) =>
    type === 'snapshot' && by === device ? [decodeContent(content).event] : [],
  );
  const told = [...said, ...outgoing.map(({ event }) => event)].flatMap((event) =>
    event.type === 'snapshot' ? [[event.seq, event] as const] : [],
  );
  return [...new Map(told).values()].slice(-MOST_COMMITS);
}
