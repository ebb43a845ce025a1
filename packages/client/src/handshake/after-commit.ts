/** What an own commit brings with it, in the same step that adopts it: newcomers learn the room's state, a new key is told. */
import type { AccountContext } from '../account/context.ts';
import { comingBy } from './intent.ts';
import { queueEvent } from '../outbox/seal.ts';
import { keepRoomRecord } from '../records/kinds/room.ts';
import type { Handshake } from '../rooms/room.ts';
import type { Working } from '../rooms/working.ts';

export async function afterOwnCommit(context: AccountContext, work: Working, handshake: Handshake): Promise<void> {
  const { groupInfoKey, intent } = handshake;
  if (groupInfoKey !== null) {
    work.row = { ...work.row, groupInfoKey };
    work.afterwards.push(() => keepRoomRecord(context, work.room));
  }
  const { row, place } = work;
  if (row.kind === 'secret' && comingBy(intent).length > 0) await tellName(context, work);
  if (row.groupInfoKey === null) return;
  if (comingBy(intent).length > 0) {
    const { title, topic } = row;
    await queueEvent(context, work, {
      type: 'snapshot',
      title,
      topic,
      groupInfoKey: row.groupInfoKey,
      seq: place.seq,
      head: place.head,
    });
    await tellName(context, work);
  } else if (groupInfoKey !== null && intent.kind !== 'join') {
    await queueEvent(context, work, { type: 'group-info-key', key: groupInfoKey });
  }
}

async function tellName(context: AccountContext, work: Working): Promise<void> {
  work.afterwards.push(() => context.owe(work.room));
  const { name, username } = context.people.view(context.me);
  if (name !== username) await queueEvent(context, work, { type: 'profile', displayName: name });
}
