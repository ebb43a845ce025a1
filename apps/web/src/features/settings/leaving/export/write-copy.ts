/**
 * Everything this device holds as one ZIP file: a page and data for each conversation, and a page that leads to them. One conversation is
 * read at a time, and the browser gets to draw in between.
 */
import type { ClientApi, MeView, PersonView, RoomSummary, TimelineItem } from '@alcove/client';
import { t } from '@alcove/locales';
import { date } from '../../../../words/times.ts';
import { conversationData, conversationPage, page, picture, text } from './conversation.ts';
import { collectPictures } from './pictures.ts';

const words = t.leaving;

export interface CopyOf {
  readonly me: MeView;
  readonly rooms: readonly RoomSummary[];
  readonly now: number;
}

/** What is kept on two devices alone leaves neither of them. */
export function takenAlong(rooms: readonly RoomSummary[]): readonly RoomSummary[] {
  return rooms.filter(({ kind }) => kind !== 'secret');
}

/** Throws when a conversation cannot be read: half a copy would pass for a whole one. */
export async function writeCopy(
  client: Pick<ClientApi, 'wholeTimeline' | 'picture'>,
  { me, rooms, now }: CopyOf,
  onProgress: (done: number) => void,
): Promise<Blob> {
  const { Zip, ZipDeflate, ZipPassThrough, strToU8 } = await import('fflate');
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    chunks.push(new Uint8Array(chunk));
  });
  const add = (path: string, content: string): void => {
    const file = new ZipDeflate(path, { level: 6 });
    zip.add(file);
    file.push(strToU8(content), true);
  };
  const addPicture = (path: string, bytes: Uint8Array): void => {
    // A picture is compressed already.
    const file = new ZipPassThrough(path);
    zip.add(file);
    file.push(bytes, true);
  };
  const pictures = collectPictures((account) => client.picture(account), addPicture);
  const links: string[] = [];
  const taken = takenAlong(rooms);
  for (const [at, room] of taken.entries()) {
    onProgress(at);
    const read = await client.wholeTimeline(room.id);
    if (!read.ok) throw new Error(read.code);
    const name = `conversations/${String(at + 1).padStart(3, '0')}`;
    await pictures.of(peopleIn(read.value));
    add(`${name}.html`, conversationPage(room, read.value, pictures.pathOf));
    add(`${name}.json`, conversationData(room, read.value, pictures.pathOf));
    const count = read.value.filter(({ kind }) => kind === 'message').length;
    links.push(`<li><a href="${name}.html">${text(room.title)}</a> · ${text(words.exportCount(count))}</li>`);
  }
  const { account, username, displayName: name, device } = me;
  await pictures.of([me]);
  const own = pictures.pathOf(me);
  add(
    'account.json',
    `${JSON.stringify({ format: 'alcove-export', version: 1, account, username, name, device, picture: own }, null, 2)}\n`,
  );
  const without = taken.length === rooms.length ? '' : `<p>${text(words.saveSecret)}</p>`;
  const made = `<p>${picture(own)}${text(words.exportMade(date(now)))}</p>${without}<h2>${text(words.exportRooms)}</h2><ul>${links.join('\n')}</ul>`;
  add('index.html', page(words.exportTitle(name), made));
  zip.end();
  return new Blob(chunks, { type: 'application/zip' });
}

/** Whoever is named in a conversation. */
function peopleIn(items: readonly TimelineItem[]): readonly PersonView[] {
  return items.flatMap((item) =>
    item.kind === 'message' ? [item.author] : item.kind === 'line' ? [item.line.by] : [],
  );
}
