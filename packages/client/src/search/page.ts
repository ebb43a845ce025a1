/**
 * What the index keeps of a message, and a page of them as bytes, which the store seals. The words are the message itself, folded: nothing is
 * hashed and nothing left out, so that looking through pages finds what looking through messages would. By columns and as JSON, because the
 * first search of a start reads every page: that is several times faster than CBOR, row by row.
 */
import { AccountId, bytesSchema, RoomId, utf8, type Bytes } from '@alcove/protocol';
import { z } from 'zod';

export interface Entry {
  /** The message, as the store numbers them. */
  readonly doc: number;
  /** Server time, ms. */
  readonly at: number;
  readonly room: RoomId;
  readonly author: AccountId;
  /** Folded. */
  readonly text: string;
}

/** Another number when words are folded in another way: pages of before are then read as unknown, and made anew. */
const VERSION = 1;
const Column = z.array(z.int());
const Page = z.strictObject({
  v: z.literal(VERSION),
  rooms: z.array(RoomId),
  people: z.array(AccountId),
  doc: Column,
  at: Column,
  room: Column,
  author: Column,
  text: z.array(z.string()),
});

export function encodePage(entries: readonly Entry[]): Bytes {
  const rooms = [...new Set(entries.map(({ room }) => room))];
  const people = [...new Set(entries.map(({ author }) => author))];
  const page: z.input<typeof Page> = {
    v: VERSION,
    rooms,
    people,
    doc: entries.map(({ doc }) => doc),
    at: entries.map(({ at }) => at),
    room: entries.map(({ room }) => rooms.indexOf(room)),
    author: entries.map(({ author }) => people.indexOf(author)),
    text: entries.map(({ text }) => text),
  };
  return utf8(JSON.stringify(page));
}

const decoder = new TextDecoder();

/** Null: not a page of this version. */
export function decodePage(bytes: Uint8Array): readonly Entry[] | null {
  const page = pageOf(bytes);
  if (page === null) return null;
  const entries: Entry[] = [];
  for (const [n, doc] of page.doc.entries()) {
    const at = page.at[n];
    const room = page.rooms[page.room[n] ?? -1];
    const author = page.people[page.author[n] ?? -1];
    const text = page.text[n];
    if (at === undefined || room === undefined || author === undefined || text === undefined) return null;
    entries.push({ doc, at, room, author, text });
  }
  return entries;
}

function pageOf(bytes: Uint8Array): z.infer<typeof Page> | null {
  try {
    return Page.safeParse(JSON.parse(decoder.decode(bytesSchema.parse(bytes)))).data ?? null;
  } catch {
    return null;
  }
}
