/**
 * What is half written in a room, as one sealed record per room: the one written last stands, on every device. An empty one says that it
 * was sent or taken out. Written once typing pauses.
 */
import { records } from '@alcove/crypto';
import { decodeCbor, DeviceId, encodeCbor, MalformedError, RoomId, type Bytes } from '@alcove/protocol';
import type { Store } from '@alcove/store';
import { z } from 'zod';
import type { AccountContext } from '../../account/context.ts';
import { isKeptHere } from '../kept-here.ts';
import { later } from '../later.ts';
import type { SharedKind } from '../own-records.ts';
import { changeShared } from '../write.ts';

const StoredDraft = z.strictObject({
  v: z.literal(1),
  of: z.literal('draft'),
  room: RoomId,
  text: z.string(),
  /** ms since 1970 by the clock of the device that wrote it, and more than what it replaced. */
  at: z.int().nonnegative(),
  by: DeviceId,
});
type StoredDraft = z.infer<typeof StoredDraft>;

const meaningOf = (room: RoomId): string => `draft:${room}`;

export function draftKind(recordKey: Bytes, store: Store, arrived: (room: RoomId, text: string) => void): SharedKind {
  const named = (name: string, plain: Bytes): StoredDraft | null => {
    const draft = decodeDraft(plain);
    return draft !== null && records.name(recordKey, meaningOf(draft.room)) === name ? draft : null;
  };
  return {
    reads: (name, plain) => named(name, plain) !== null,
    merge(name, mine, theirs) {
      const told = named(name, theirs);
      const known = mine === null ? null : named(name, mine);
      if (told === null) return null;
      return mine === null || known === null
        ? theirs
        : later({ at: known.at, bytes: mine }, { at: told.at, bytes: theirs });
    },
    statements(after) {
      const draft = decodeDraft(after);
      return draft === null ? [] : store.drafts.put(draft.room, draft.text);
    },
    adopt({ name, plain }, before, from) {
      const draft = named(name, plain);
      const text = before === null ? '' : (named(name, before)?.text ?? '');
      if (from === 'elsewhere' && draft !== null && draft.text !== text) arrived(draft.room, draft.text);
    },
  };
}

/** On disk here when it resolves. What is too long for a record stays on this device. */
export function keepDraft(context: AccountContext, room: RoomId, text: string): Promise<void> {
  const here = context.store.drafts.put(room, text);
  if (isKeptHere(context, room)) return context.records.lane(() => context.store.write(here));
  const now = Math.floor(context.ports.clock.now());
  const change = (before: Bytes | null): Bytes | null => {
    const earlier = before === null ? null : decodeDraft(before);
    if ((earlier?.text ?? '') === text) return null;
    const at = Math.max(now, (earlier?.at ?? -1) + 1);
    const plain = encodeCbor({ v: 1, of: 'draft', room, text, at, by: context.device } satisfies StoredDraft);
    return plain.length > records.mostBytes ? null : plain;
  };
  return changeShared(context, meaningOf(room), change, { pace: 'pause', also: here });
}

/** What was sent just before this device went out is no draft any more, for the others either. */
export async function settleDrafts(context: AccountContext): Promise<void> {
  const { store } = context;
  const [rows, drafts] = [await store.records.all(), await store.drafts.all()];
  for (const { plain } of rows) {
    const draft = decodeDraft(plain);
    if (draft !== null && draft.text !== '' && !drafts.has(draft.room)) await keepDraft(context, draft.room, '');
  }
}

function decodeDraft(plain: Uint8Array): StoredDraft | null {
  try {
    return decodeCbor(StoredDraft, plain, 'draft');
  } catch (error) {
    if (error instanceof MalformedError) return null;
    throw error;
  }
}
