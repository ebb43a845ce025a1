/** The index against looking through the messages themselves, on a real database, whatever happens in whatever order and is cut short. */
import { encodeContent, fold, type SendableEvent } from '@alcove/content';
import { openNodeSql } from '@alcove/platform-node';
import { DeviceId, encodeCbor, RoomId, utf8, type AccountId } from '@alcove/protocol';
import { openStore, type SqlDriver, type Store } from '@alcove/store';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draftOf, EMPTY_TIMELINE, reduce } from '../timeline/reduce.ts';
import { openedOf, rowOf } from '../timeline/stored.ts';
import { ADA, BEN, frame, ROOM } from '../timeline/story.test-kit.ts';
import { Book } from './book.ts';
import { fits, parseQuery } from './query.ts';

const OTHER = RoomId.parse('S'.repeat(43));
const DEVICE = DeviceId.parse('d'.repeat(22));
const SEALER = {
  seal: (_place: string, plain: Uint8Array) => plain.map((byte) => byte ^ 0xa5),
  open: (_place: string, sealed: Uint8Array) => sealed.map((byte) => byte ^ 0xa5),
};

interface Site {
  readonly store: Store;
  readonly driver: SqlDriver;
  /** The next write of a page fails, as when the power goes before it. */
  cut: boolean;
}

async function openSite(): Promise<Site> {
  const real = openNodeSql(':memory:');
  const site = { cut: false };
  const driver: SqlDriver = {
    exec: (sql) => real.exec(sql),
    all: (sql, params) => real.all(sql, params),
    close: () => real.close(),
    async batch(statements) {
      if (site.cut && statements.some(([sql]) => sql.includes('search_pages'))) {
        site.cut = false;
        throw new Error('cut');
      }
      await real.batch(statements);
    },
  };
  const opened = await (await openStore(driver)).unlock(SEALER);
  if (!opened.ok) throw new Error(opened.code);
  return Object.assign(site, { store: opened.store, driver });
}

const bookOn = (store: Store): Book => new Book({ store, pause: async () => undefined, open: () => true });

interface Saying {
  readonly room: RoomId;
  readonly n: number;
  readonly author: AccountId;
  readonly event: SendableEvent;
}

function rowFor({ room, n, author, event }: Saying, seq: number | null) {
  const id = frame(n);
  const envelope = { id, sentAt: 0, seenSeq: 0, seenHead: new Uint8Array(32) };
  const place = { seq, ord: seq === null ? n : null, at: 1_000 + ((n * 7) % 40) };
  return rowOf({ room, ...place, id, author, device: DEVICE, event }, encodeContent(event, envelope), 0);
}

/** What looking through the messages finds, by the way timelines are read. */
async function scan(store: Store): Promise<readonly string[]> {
  const all = [];
  for (const room of [ROOM, OTHER]) {
    const state = reduce(EMPTY_TIMELINE, (await store.events.newest(room, 1_000)).rows.map(openedOf));
    for (const entry of state.entries.values()) {
      const draft = draftOf(entry);
      if (draft?.kind === 'message' && !draft.deleted)
        all.push(`${room[0] ?? ''} ${String(entry.base?.at)} ${draft.author[0] ?? ''} ${fold(draft.text)}`);
    }
  }
  return all.toSorted();
}

async function indexed(book: Book): Promise<readonly string[]> {
  const entries = await book.entries();
  return entries
    .map(({ room, at, author, text }) => `${room[0] ?? ''} ${String(at)} ${author[0] ?? ''} ${text}`)
    .toSorted();
}

/** Few, so that what happens happens to the same messages. */
const id = fc.integer({ min: 1, max: 5 });
const text = fc.constantFrom('North pier', 'the Pier', 'Søren', 'ladder, north', '東京タワー', '');
const saying = fc.record({
  room: fc.constantFrom(ROOM, OTHER),
  n: id,
  author: fc.constantFrom(ADA, BEN),
  event: fc.oneof(
    { weight: 3, arbitrary: text.map((body): SendableEvent => ({ type: 'text', body: body || '.', mentions: [] })) },
    fc.tuple(id, text).map(([target, body]): SendableEvent => ({
      type: 'edit',
      target: frame(target),
      body: body || '.',
      mentions: [],
    })),
    id.map((target): SendableEvent => ({ type: 'delete', target: frame(target) })),
    fc
      .integer({ min: 1, max: 150 })
      .map((target): SendableEvent => ({ type: 'reaction', target: frame(target), emoji: '👍', on: true })),
  ),
});
/** What waits under an id is always the same. */
const WAITING: readonly Saying[] = (
  [
    { type: 'text', body: 'wait north', mentions: [] },
    { type: 'text', body: 'wait pier', mentions: [] },
    { type: 'edit', target: frame(21), body: 'wait south', mentions: [] },
    { type: 'delete', target: frame(22) },
  ] satisfies SendableEvent[]
).map((event, n) => ({ room: ROOM, n: 21 + n, author: ADA, event }));
const waitingId = fc.constantFrom(...WAITING.map(({ n }) => n));
const act = fc.oneof(
  { weight: 6, arbitrary: saying.map((what) => ({ do: 'say', what }) as const) },
  fc.array(saying, { maxLength: 4 }).map((what) => ({ do: 'archive', what }) as const),
  { weight: 3, arbitrary: fc.constantFrom(...WAITING).map((what) => ({ do: 'wait', what }) as const) },
  ...(['arrive', 'discard'] as const).map((what) =>
    fc.record({ do: fc.constant(what), room: fc.constant(ROOM), n: waitingId }),
  ),
  ...(['unopened', 'rewind'] as const).map((what) =>
    fc.record({ do: fc.constant(what), room: fc.constantFrom(ROOM, OTHER), n: fc.oneof(id, waitingId) }),
  ),
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(...(['follow', 'look', 'restart', 'cut'] as const))
      .map((what) => ({ do: what }) as const),
  },
);

async function perform(
  site: Site,
  book: Book,
  what: typeof act extends fc.Arbitrary<infer A> ? A : never,
): Promise<Book> {
  const { store } = site;
  const { events } = store;
  switch (what.do) {
    case 'say':
      await store.write(events.put(rowFor(what.what, what.what.n)));
      return book;
    case 'archive':
      await store.write(...what.what.map((each) => events.put(rowFor(each, each.n))));
      return book;
    case 'wait': {
      const row = rowFor(what.what, null);
      if (row.ord !== null) await store.write(events.putWaiting({ ...row, seq: null, ord: row.ord }));
      return book;
    }
    case 'arrive':
      // A place of its own: it may be that the log has another entry at this one.
      await store.write(events.arrive(what.room, frame(what.n), 1_000 + what.n, 5_000 + what.n));
      return book;
    case 'discard':
      await store.write(events.dropWaiting(what.room, frame(what.n)));
      return book;
    case 'unopened': {
      const row = rowFor({ ...what, author: ADA, event: { type: 'text', body: 'x', mentions: [] } }, what.n);
      const content = encodeCbor({ type: 'unopened', code: 'damaged' });
      await store.write(events.put({ ...row, type: 'unopened', content }));
      return book;
    }
    case 'rewind':
      await store.write(events.takeBack(what.room, what.n), events.rewind(what.room, what.n, new Map()));
      return book;
    case 'follow':
      await book.follow(1);
      return book;
    case 'look':
      await book.entries();
      return book;
    case 'cut':
      site.cut = true;
      await book.follow(1).catch(() => undefined);
      site.cut = false;
      return bookOn(store);
    case 'restart':
      return bookOn(store);
  }
}

const PAST = Array.from({ length: 62 }, (_, n): Saying => {
  const event: SendableEvent = { type: 'text', body: `past ${String(n)}`, mentions: [] };
  return { room: OTHER, n: 10_000 + n, author: BEN, event };
});

test('pages say what the messages say, in any order of saying, changing, taking back and being cut short', async () => {
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(act, { minLength: 1, maxLength: 60 }), async (long, acts) => {
      const site = await openSite();
      try {
        // More than a page, so that the others stand on the next one.
        if (long) await site.store.write(...PAST.map((each) => site.store.events.put(rowFor(each, each.n))));
        let book = bookOn(site.store);
        for (const each of acts) book = await perform(site, book, each);
        expect(await book.follow(1_000)).toBe(0);
        const truth = await scan(site.store);
        expect(await indexed(book)).toEqual(truth);
        // So do those on disk.
        expect(await indexed(bookOn(site.store))).toEqual(truth);
      } finally {
        await site.driver.close();
      }
    }),
    { numRuns: 200 },
  );
}, 60_000);

test('what was deleted for everyone leaves no word on any page', async () => {
  const { store, driver } = await openSite();
  const say = (n: number, event: SendableEvent) =>
    store.write(store.events.put(rowFor({ room: ROOM, n, author: ADA, event }, n)));
  const pagesWith = async (word: string) =>
    (await driver.all<{ sealed: Uint8Array }>('SELECT sealed FROM search_pages')).filter(({ sealed }) =>
      new TextDecoder().decode(SEALER.open('', sealed)).includes(word),
    ).length;
  await say(1, { type: 'text', body: 'by the lighthouse', mentions: [] });
  await say(2, { type: 'text', body: 'by the harbour', mentions: [] });
  await bookOn(store).follow(9);
  expect(await pagesWith('lighthouse')).toBe(1);
  await say(3, { type: 'edit', target: frame(1), body: 'by the lantern', mentions: [] });
  await bookOn(store).follow(9);
  expect([await pagesWith('lighthouse'), await pagesWith('lantern')]).toEqual([0, 1]);
  await say(4, { type: 'delete', target: frame(1) });
  const book = bookOn(store);
  await book.follow(9);
  expect([await pagesWith('lantern'), await pagesWith('harbour')]).toEqual([0, 1]);
  expect((await book.entries()).filter(({ text: said }) => fits(said, parseQuery('lantern')))).toEqual([]);
  await driver.close();
});

test('a page that cannot be read is made anew from its messages', async () => {
  const { store, driver } = await openSite();
  await store.write(
    store.events.put(rowFor({ room: ROOM, n: 1, author: ADA, event: { type: 'text', body: 'pier', mentions: [] } }, 1)),
  );
  await bookOn(store).follow(9);
  await store.write(store.search.put(0, utf8('\u0007')));
  const book = bookOn(store);
  expect(await book.entries()).toEqual([]);
  await book.follow(9);
  expect((await book.entries()).map(({ text: said }) => said)).toEqual(['pier']);
  await driver.close();
});
