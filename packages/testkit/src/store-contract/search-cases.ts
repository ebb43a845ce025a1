/** What the index's tables promise: the database marks what changed by itself, and pages are sealed. */
import { utf8 } from '@alcove/protocol';
import type { Case } from './case.ts';
import { fails, same } from './check.ts';
import { eventRow, frameId, ROOM } from './fixtures.ts';
import { unlocked } from './store-cases.ts';
import { migrate, type Store } from '@alcove/store';

/** Which messages are marked, by number, and ends their marks. */
async function marked(store: Store): Promise<string[]> {
  const marks = await store.search.marks(100);
  const { docs } = await store.search.messages(marks.map(({ doc }) => doc));
  await store.write(store.search.settle(marks));
  const gone = marks.length - docs.length;
  return [...docs.map(({ row }) => row.id.slice(-2)).toSorted(), ...(gone > 0 ? [`${String(gone)} gone`] : [])];
}

export const SEARCH_CASES: readonly Case[] = [
  {
    name: '[SE1] whatever changes what a message says marks it, in the same step',
    async run({ open }) {
      const store = await unlocked(await open());
      const { events } = store;
      const line = { ...eventRow(3), type: 'line' };
      const reaction = { ...eventRow(4, { target: frameId(1) }), type: 'reaction', item: false };
      const quiet = { ...eventRow(5), type: 'profile', item: false };
      await store.write(...[eventRow(1), eventRow(2), line, reaction, quiet].map((row) => events.put(row)));
      same(await marked(store), ['01', '02'], 'what was said');
      await store.write(events.put({ ...eventRow(6, { target: frameId(1) }), type: 'edit', item: false }));
      same(await marked(store), ['01'], 'an edit');
      await store.write(events.put({ ...eventRow(7, { target: frameId(2) }), type: 'delete', item: false }));
      same(await marked(store), ['02'], 'a deletion');
      await store.write(events.putWaiting({ ...eventRow(8), seq: null, ord: 1 }));
      await store.write(events.put({ ...eventRow(9, { target: frameId(10) }), type: 'edit', item: false }));
      same(await marked(store), ['08'], 'what waits; an edit whose message is not here');
      await store.write(events.arrive(ROOM, frameId(8), 20, 900));
      same(await marked(store), ['08'], 'what got its place');
      await store.write(events.hush(ROOM, frameId(1), eventRow(1).author));
      same(await marked(store), [], 'what only counts less');
    },
  },
  {
    name: '[SE2] a message that is gone is marked, and a step that fails marks nothing',
    async run({ open }) {
      const store = await unlocked(await open());
      await store.write(store.events.putWaiting({ ...eventRow(1), seq: null, ord: 1 }));
      await marked(store);
      await store.write(store.events.dropWaiting(ROOM, frameId(1)));
      same(await marked(store), ['1 gone'], 'taken back');
      await fails(
        () => store.write(store.events.put(eventRow(2)), [['INSERT INTO nowhere VALUES (1)']]),
        'failed',
        'a step that fails',
      );
      same(await store.search.marksLeft(), 0, 'marks of a step that failed');
    },
  },
  {
    name: '[SE3] a mark that is set anew while its page is written stays',
    async run({ open }) {
      const store = await unlocked(await open());
      await store.write(store.events.put(eventRow(1)));
      const before = await store.search.marks(9);
      await store.write(store.events.put({ ...eventRow(2, { target: frameId(1) }), type: 'edit', item: false }));
      await store.write(store.search.put(0, utf8('page')), store.search.settle(before));
      same(await marked(store), ['01'], 'what changed meanwhile');
    },
  },
  {
    name: '[SE4] pages come back in order, sealed, and one moved to another place is damage',
    async run({ open }) {
      const driver = await open();
      const store = await unlocked(driver);
      const { search } = store;
      await store.write(search.put(2, utf8('two')), search.put(0, utf8('none')), search.put(1, utf8('one')));
      await store.write(search.put(0, utf8('zero')), search.put(2, null));
      const read = async (after: number) =>
        (await search.pagesAfter(after, 9)).map(({ page, plain }) => [page, new TextDecoder().decode(plain)]);
      same(
        await read(-1),
        [
          [0, 'zero'],
          [1, 'one'],
        ],
        'pages',
      );
      same(await read(0), [[1, 'one']], 'pages after the first');
      same(await search.page(2), null, 'an empty page');
      await driver.exec(
        'UPDATE search_pages SET sealed = (SELECT sealed FROM search_pages WHERE page = 0) WHERE page = 1',
      );
      await fails(() => search.page(1), 'lost', 'a moved page');
      await store.write(search.discard(1));
      same(await read(-1), [[0, 'zero']], 'without the discarded one');
    },
  },
  {
    name: '[SE5] what was said before there was an index is marked, the newest last',
    async run({ open }) {
      const driver = await open();
      await migrate(driver, 8);
      const old = `INSERT INTO events (room, seq, id, at, author, device, type, item, notice, sealed)
        VALUES (?, ?, ?, ?, 'a', 'd', ?, ?, 0, x'00')`;
      await driver.batch([
        [old, [ROOM, 1, frameId(1), 200, 'text', 1]],
        [old, [ROOM, 2, frameId(2), 100, 'text', 1]],
        [old, [ROOM, 3, frameId(3), 300, 'line', 1]],
      ]);
      const store = await unlocked(driver);
      same(
        (await store.search.marks(9)).map(({ doc }) => doc),
        [1, 2],
        'the one that is read first is the newest',
      );
    },
  },
];
