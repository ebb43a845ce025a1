/** Messages as they stand now, read from their rows: with the newest edit, and without what was deleted. */
import type { Store } from '@alcove/store';
import { fold } from '@alcove/content';
import type { MessageDraft } from '../timeline/draft.ts';
import type { OpenedEvent } from '../timeline/opened.ts';
import { draftOf, EMPTY_TIMELINE, reduce } from '../timeline/reduce.ts';
import { openedOf } from '../timeline/stored.ts';
import type { Entry } from './page.ts';

export interface Said {
  readonly doc: number;
  readonly base: OpenedEvent;
  readonly draft: MessageDraft;
}

/** Of these messages, those that say something. */
export async function readSaid(store: Store, docs: readonly number[]): Promise<readonly Said[]> {
  const found = await store.search.messages(docs);
  const changes = Map.groupBy(found.changes.map(openedOf), placeOf);
  return found.docs.flatMap(({ doc, row }) => {
    const base = openedOf(row);
    // One by one: ids are a room's own.
    const state = reduce(EMPTY_TIMELINE, [base, ...(changes.get(`${row.room}/${row.id}`) ?? [])]);
    const entry = state.entries.get(row.id);
    const draft = entry === undefined ? null : draftOf(entry);
    return draft?.kind === 'message' && !draft.deleted ? [{ doc, base, draft }] : [];
  });
}

function placeOf({ room, event }: OpenedEvent): string {
  return 'target' in event ? `${room}/${event.target}` : '';
}

export function entryOf({ doc, base, draft }: Said): Entry {
  return { doc, at: base.at, room: base.room, author: base.author, text: fold(draft.text) };
}
