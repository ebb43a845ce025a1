/**
 * A renaming that was sealed before somebody came in and stored after they did is sealed to everybody but them. Whoever brought them in, and told
 * them what the room is called, tells it again; those who were there do not listen (after-content.ts).
 */
import { decodeContent, type EventOf } from '@alcove/content';
import type { AccountContext } from '../account/context.ts';
import { queueEvent } from '../outbox/seal.ts';
import type { Working } from '../rooms/working.ts';

/** Places before it in which the telling is looked for: the server takes what was sealed up to two epochs ago, and no older. */
const LOOK_BACK = 256;

/** `epoch`: in which the renaming was sealed. After it has been taken (`takeState`). */
export async function tellAgain(context: AccountContext, work: Working, epoch: number): Promise<void> {
  const { group, row } = work;
  if (group === null || epoch >= group.epoch || row.groupInfoKey === null) return;
  const before = await newestTold(context, work);
  if (before === null) return;
  const { title, topic, groupInfoKey } = row;
  await queueEvent(context, work, { ...before, title, topic, groupInfoKey });
}

/** What this device last told newcomers, sent or still waiting. */
async function newestTold(
  { store, device }: AccountContext,
  { outgoing, events, room, place }: Working,
): Promise<EventOf<'snapshot'> | null> {
  const waiting = outgoing.findLast(({ event }) => event.type === 'snapshot')?.event;
  if (waiting?.type === 'snapshot') return waiting;
  const rows = [...(await store.events.after(room.id, place.seq - LOOK_BACK)), ...events];
  const told = rows.findLast((row) => row.type === 'snapshot' && row.device === device);
  const event = told === undefined ? null : decodeContent(told.content).event;
  return event?.type === 'snapshot' ? event : null;
}
