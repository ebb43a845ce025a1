/**
 * Where a day of a conversation is: the first message that was said then or later and can still be read, and how far back the conversation
 * reaches. Asks the messages themselves, which the index may be behind.
 */
import type { AccountContext } from '../account/context.ts';
import type { DayView } from '../api/search-views.ts';
import type { Archive } from '../archive/archive.ts';
import type { Room } from '../rooms/room.ts';
import { reachIn } from './reach.ts';
import { readSaid, type Said } from './said.ts';

/** Messages looked at in one go: all of them may have been taken back. */
const STRETCH = 32;

export async function firstOn(context: AccountContext, archive: Archive, room: Room, from: number): Promise<DayView> {
  const said = await firstSaid(context, room, from);
  const { state, since } = await reachIn(context, archive, room);
  const oldest = state === 'complete' ? await firstSaid(context, room, 0) : null;
  return {
    found: said === null ? null : { id: said.base.id, at: said.base.at },
    reach: { state, since: oldest?.base.at ?? since },
  };
}

async function firstSaid({ store, people }: AccountContext, room: Room, from: number): Promise<Said | null> {
  for (let skipped = 0; ; skipped += STRETCH) {
    const docs = await store.events.docsFrom(room.id, from, STRETCH, skipped);
    const said = new Map((await readSaid(store, docs)).map((each) => [each.doc, each]));
    for (const doc of docs) {
      const each = said.get(doc);
      if (each !== undefined && people.view(each.base.author).standing !== 'blocked') return each;
    }
    if (docs.length < STRETCH) return null;
  }
}
