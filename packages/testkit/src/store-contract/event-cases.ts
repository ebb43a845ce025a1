/** What the message repositories promise: one place per entry, the first holder keeps an id, windows hold what they need. */
import { utf8 } from '@alcove/protocol';
import type { EventRow, OutboxRow, Store } from '@alcove/store';
import type { Case } from './case.ts';
import { same } from './check.ts';
import { ADA, BEN, eventRow, frameId, LAPTOP, OTHER_ROOM, PHONE, ROOM } from './fixtures.ts';
import { unlocked } from './store-cases.ts';

const seqs = (rows: readonly EventRow[]): (number | null)[] =>
  rows.map(({ seq }) => seq).toSorted((a, b) => (a ?? Infinity) - (b ?? Infinity));
const bodies = (rows: readonly EventRow[]): string[] => rows.map(({ content }) => new TextDecoder().decode(content));

async function all(store: Store): Promise<readonly EventRow[]> {
  return (await store.events.newest(ROOM, 1_000)).rows;
}

const waiting = (n: number, ord: number) => ({ ...eventRow(n), seq: null, ord, notice: 0 as const });

export const EVENT_CASES: readonly Case[] = [
  {
    name: '[EV1] an event comes back as it was put, a repetition changes nothing',
    async run({ open }) {
      const store = await unlocked(await open());
      const row = eventRow(5, { target: frameId(1), quote: frameId(2), notice: 2 });
      await store.write(store.events.put(row), store.events.put({ ...row, content: utf8('changed') }));
      same(await all(store), [row], 'rows');
    },
  },
  {
    name: '[EV2] the first entry with an id keeps it, whoever comes later',
    async run({ open }) {
      const store = await unlocked(await open());
      const first = eventRow(5);
      await store.write(store.events.put(first));
      await store.write(store.events.put({ ...eventRow(6), id: first.id, author: BEN, device: LAPTOP }));
      await store.write(store.events.put({ ...eventRow(7), id: first.id }));
      same(await all(store), [first], 'rows');
    },
  },
  {
    name: '[EV3] a waiting message takes its place when the server answers, by ack or by echo',
    async run({ open }) {
      const store = await unlocked(await open());
      await store.write(store.events.putWaiting(waiting(8, 2)), store.events.putWaiting(waiting(7, 1)));
      same(seqs(await all(store)), [null, null], 'waiting');
      await store.write(store.events.arrive(ROOM, frameId(7), 3, 500));
      await store.write(store.events.put({ ...eventRow(8), seq: 4, at: 600 }));
      const rows = await all(store);
      same(
        rows.map(({ id, seq, ord, at }) => [id, seq, ord, at]),
        [
          [frameId(7), 3, null, 500],
          [frameId(8), 4, null, 600],
        ],
        'placed',
      );
      await store.write(
        store.events.arrive(ROOM, frameId(7), 9, 900),
        store.events.putWaiting(waiting(7, 5)),
        store.events.dropWaiting(ROOM, frameId(7)),
      );
      same(await all(store), rows, 'a placed one stays where it is');
    },
  },
  {
    name: '[EV4] what could not be opened is replaced at its place and nowhere else',
    async run({ open }) {
      const store = await unlocked(await open());
      const unopened = eventRow(5, { type: 'unopened', content: utf8('damaged') });
      await store.write(store.events.put(unopened));
      await store.write(store.events.put({ ...eventRow(5), author: BEN }));
      same((await all(store))[0]?.type, 'unopened', 'another author cannot');
      await store.write(store.events.put(eventRow(5)));
      same(await all(store), [eventRow(5)], 'opened');
    },
  },
  {
    name: '[EV5] windows count items, hold the changes of their items and what they quote, and go back without gap or overlap',
    async run({ open }) {
      const store = await unlocked(await open());
      const rows = Array.from({ length: 20 }, (_, at) => eventRow(at + 1));
      rows[9] = eventRow(10, { type: 'edit', item: false, notice: 0, target: frameId(2) });
      rows[18] = eventRow(19, { quote: frameId(3) });
      await store.write(...rows.map((row) => store.events.put(row)), store.events.putWaiting(waiting(21, 1)));
      await store.write(store.events.put({ ...eventRow(4), room: OTHER_ROOM }));
      const newest = await store.events.newest(ROOM, 5);
      same([seqs(newest.rows), newest.from], [[3, 16, 17, 18, 19, 20, null], 16], 'newest');
      const older = await store.events.older(ROOM, 16, 8);
      same([seqs(older.rows), older.from], [[7, 8, 9, 10, 11, 12, 13, 14, 15], 7], 'older');
      const oldest = await store.events.older(ROOM, 7, 50);
      same([seqs(oldest.rows), oldest.from], [[1, 2, 3, 4, 5, 6, 10], null], 'oldest, with the later edit of one');
      same((await store.events.newest(ROOM, 19)).from, null, 'exactly all of them');
      same((await store.events.newest(ROOM, 2, 12)).from, 12, 'reaching back');
      same(seqs(await store.events.some(ROOM, [frameId(2), frameId(7)])), [2, 7, 10], 'single ones');
    },
  },
  {
    name: '[EV6] unread counts follow reading, lit ones are counted apart, deleted and waiting ones not at all',
    async run({ open }) {
      const store = await unlocked(await open());
      await store.write(
        store.rooms.put({
          room: ROOM,
          kind: 'group',
          peer: null,
          title: '',
          topic: '',
          groupInfoKey: null,
          joinSeq: 0,
          joinEpoch: 0,
          member: true,
        }),
        ...[1, 2, 3].map((n) => store.events.put(eventRow(n))),
        store.events.put(eventRow(4, { notice: 2 })),
        store.events.put(eventRow(5, { notice: 0 })),
        store.events.putWaiting(waiting(6, 1)),
        store.rooms.putReading(ROOM, 1),
      );
      same(await store.events.unreadCounts(), [{ room: ROOM, unread: 3, lit: 1 }], 'counts');
      same(await store.events.firstUnread(ROOM, 1), { id: frameId(2), seq: 2 }, 'first unread');
      await store.write(store.events.hush(ROOM, frameId(4), BEN));
      same((await store.events.unreadCounts())[0]?.lit, 1, 'only its author hushes it');
      await store.write(store.events.hush(ROOM, frameId(4), ADA), store.rooms.putReading(ROOM, 3));
      same(await store.events.unreadCounts(), [], 'all read or deleted');
    },
  },
  {
    name: '[EV10] counts by day what was opened and what was not, without lines, what only changes others and what waits',
    async run({ open }) {
      const store = await unlocked(await open());
      const day = 86_400_000;
      const at = (n: number, when: number, more: Partial<EventRow> = {}) =>
        store.events.put({ ...eventRow(n), at: when, ...more });
      await store.write(
        at(1, 999),
        at(2, 1_000),
        at(3, 1_000 + day - 1),
        at(4, 1_000 + day, { type: 'unopened' }),
        at(5, 1_000 + 3 * day),
        at(6, 1_000, { type: 'line' }),
        at(7, 1_000, { type: 'edit', item: false, notice: 0, target: frameId(2) }),
        store.events.putWaiting({ ...waiting(8, 1), at: 1_000 }),
      );
      same(
        await store.events.openedByDay(1_000),
        [
          { day: 0, opened: 2, unopened: 0 },
          { day: 1, opened: 0, unopened: 1 },
          { day: 3, opened: 1, unopened: 0 },
        ],
        'by day',
      );
    },
  },
  {
    name: '[EV9] told anew, the log moves what it has, drops what only this device wrote, and keeps what was said',
    async run({ open }) {
      const store = await unlocked(await open());
      const line = eventRow(4, { type: 'line', notice: 0 });
      const unopened = eventRow(5, { type: 'unopened', notice: 0 });
      const rows = [1, 2, 3, 6, 7, 8].map((n) => eventRow(n));
      await store.write(
        ...[...rows, line, unopened].map((row) => store.events.put(row)),
        store.rooms.putReading(ROOM, 6),
      );
      const places = new Map([
        [frameId(3), { seq: 4, at: 90 }],
        [frameId(6), { seq: 3, at: 91 }],
        [frameId(7), { seq: 8, at: 92 }],
      ]);
      await store.write(store.events.rewind(ROOM, 2, places));
      const moved = (await all(store)).map(({ id, seq, at, notice }) => [id, seq, at, notice]);
      same(
        moved.toSorted((a, b) => Number(a[1]) - Number(b[1]) || (String(a[0]) < String(b[0]) ? -1 : 1)),
        [
          [frameId(1), 1, 1_001, 1],
          [frameId(2), 2, 1_002, 1],
          [frameId(6), 3, 91, 0],
          [frameId(3), 4, 90, 0],
          [frameId(7), 8, 92, 1],
          [frameId(8), 8, 1_008, 1],
        ],
        'rows',
      );
      same(await store.rooms.reading(), new Map([[ROOM, 2]]), 'read so far');
      same(
        (await store.events.after(ROOM, 4)).map(({ id }) => id),
        [frameId(7), frameId(8)],
        'after a place',
      );
      same(await store.events.placeOf(ROOM, frameId(3), PHONE), { seq: 4, left: false }, 'where it stands');
      same(await store.events.placeOf(ROOM, frameId(3), LAPTOP), null, 'of another device');
      await store.write(store.events.waitAgain(ROOM, frameId(8), 5));
      same(seqs(await all(store)), [1, 2, 3, 4, 8, null], 'one waits again');
    },
  },
  {
    name: '[EV7] the outbox keeps its order, its bytes and its failures',
    async run({ open }) {
      const driver = await open();
      const store = await unlocked(driver);
      const row = (n: number, ord: number): OutboxRow => ({
        id: frameId(n),
        room: ROOM,
        kind: 'application',
        ord,
        epoch: 1,
        state: 'waiting',
        reason: null,
        frame: utf8(`frame ${String(n)}`),
        after: n === 1 ? utf8('next') : null,
      });
      same(await store.outbox.lastOrd(), 0, 'empty');
      await store.write(store.outbox.put(row(2, 2)), store.outbox.put(row(1, 1)), store.outbox.put(row(3, 3)));
      await store.write(store.outbox.setState(frameId(2), 'failed', 'too-large'), store.outbox.drop(frameId(3)));
      same(await store.outbox.all(), [row(1, 1), { ...row(2, 2), state: 'failed', reason: 'too-large' }], 'rows');
      await store.write(store.outbox.put({ ...row(1, 1), epoch: 2, frame: utf8('sealed again') }));
      same((await store.outbox.all())[0], { ...row(1, 1), epoch: 2, frame: utf8('sealed again') }, 'sealed again');
      same(await store.outbox.lastOrd(), 2, 'last');
    },
  },
  {
    name: '[EV8] a step is all or nothing',
    async run({ open }) {
      const store = await unlocked(await open());
      const step = store.write(store.events.put(eventRow(1)), store.drafts.put(ROOM, 'x'), [
        ['INSERT INTO nowhere VALUES (1)'],
      ]);
      same(
        await step.then(
          () => 'done',
          () => 'failed',
        ),
        'failed',
        'the step',
      );
      same(bodies(await all(store)), [], 'events');
      same(await store.drafts.all(), new Map(), 'drafts');
    },
  },
];
