/**
 * What somebody says again because the entry that holds it opened for nobody: it takes that entry's place, so that everybody ends with the
 * same timeline. Only the device whose entry it is can fill it, and only with an event of that entry's id that a person makes.
 */
import { decodeContent, type Decoded, type EventOf } from '@alcove/content';
import { MalformedError, type AccountId, type Bytes, type DeviceId } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import type { Working } from '../rooms/working.ts';
import { rowOf } from '../timeline/stored.ts';

interface Author {
  readonly account: AccountId;
  readonly device: DeviceId;
}

/** What may be said again: the rest of what a device says holds for the epoch, or is said anew. */
export const SAID_AGAIN: ReadonlySet<string> = new Set(['text', 'edit', 'delete', 'reaction']);

export async function takeAgain(
  { store }: AccountContext,
  work: Working,
  { said }: EventOf<'again'>,
  { account, device }: Author,
): Promise<void> {
  const room = work.room.id;
  const words = said.flatMap((content) => wordIn(content) ?? []);
  const known = await store.events.some(
    room,
    words.map(({ envelope }) => envelope.id),
  );
  for (const { content, event, envelope } of words) {
    const shut = [...known, ...work.events].find(({ id, type }) => id === envelope.id && type === 'unopened');
    if (shut === undefined || shut.seq === null || shut.author !== account || shut.device !== device) continue;
    const { seq, id, at } = shut;
    const row = rowOf({ room, seq, ord: null, id, at, author: account, device, event }, content, 0);
    work.events.push(row);
    work.statements.push(...store.events.put(row), ...store.unopened.drop(room, seq));
    work.unopened = work.unopened.filter((each) => each.seq !== seq);
  }
}

function wordIn(content: Bytes): (Decoded & { readonly content: Bytes }) | null {
  try {
    const decoded = decodeContent(content);
    return SAID_AGAIN.has(decoded.event.type) ? { ...decoded, content } : null;
  } catch (error) {
    if (error instanceof MalformedError) return null;
    throw error;
  }
}
