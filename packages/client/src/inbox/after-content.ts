/** What an opened event means for the room itself, beyond standing in its timeline: title, keys, names. */
import type { ContentEvent, EventOf } from '@alcove/content';
import type { AccountId } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import { keepRoomRecord } from '../records/records.ts';
import type { Working } from '../rooms/working.ts';

export function afterContent(context: AccountContext, work: Working, event: ContentEvent, author: AccountId): void {
  switch (event.type) {
    case 'state':
      work.row = event.key === 'title' ? { ...work.row, title: event.value } : { ...work.row, topic: event.value };
      work.afterwards.push(() => keepRoomRecord(context, work.room));
      return;
    case 'snapshot':
      return takeSnapshot(context, work, event);
    case 'group-info-key':
      work.row = { ...work.row, groupInfoKey: event.key };
      work.afterwards.push(() => keepRoomRecord(context, work.room));
      return;
    case 'profile':
      return takeName(context, work, author, event.displayName);
    case 'delete':
      work.statements.push(...context.store.events.hush(work.room.id, event.target, author));
      return;
    case 'text':
    case 'edit':
    case 'reaction':
    case 'unknown':
      return;
  }
}

/** It tells newcomers what was said before they came; who was there already knows, and from the log itself. Who comes back knew older names. */
function takeSnapshot(
  context: AccountContext,
  work: Working,
  { title, topic, groupInfoKey }: EventOf<'snapshot'>,
): void {
  if (work.row.groupInfoKey !== null) return;
  work.row = { ...work.row, title: title || work.row.title, topic: topic || work.row.topic, groupInfoKey };
  work.afterwards.push(() => keepRoomRecord(context, work.room));
}

function takeName(context: AccountContext, work: Working, author: AccountId, displayName: string): void {
  const username = context.people.username(author);
  if (username === null) return;
  const learned = context.people.learn({ account: author, username, displayName });
  work.statements.push(...learned.statements);
  work.afterwards.push(() => {
    learned.adopt();
    context.changes.people();
  });
}
