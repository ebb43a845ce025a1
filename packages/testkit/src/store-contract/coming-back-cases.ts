/** What coming back from a false log rests on: places of policy frames and commits, alarms, and older databases that lack them. */
import type { DeviceId } from '@alcove/protocol';
import { migrate } from '@alcove/store';
import type { Case } from './case.ts';
import { same } from './check.ts';
import { ADA, eventRow, LAPTOP, OTHER_ROOM, PHONE, ROOM, toySealer } from './fixtures.ts';
import { unlocked } from './store-cases.ts';

const bytes = (...values: number[]): Uint8Array<ArrayBuffer> => new Uint8Array(values);

export const COMING_BACK_CASES: readonly Case[] = [
  {
    name: '[ST13] where policy frames and commits stood, and what was wrong: put again, replaced',
    async run({ open }) {
      const store = await unlocked(await open());
      for (const n of [1, 2]) {
        const keyBefore = n === 1 ? null : bytes(7);
        const alarm = { room: ROOM, code: 'damaged', at: n, repair: 'trying', step: n === 1 ? null : 'fetch' } as const;
        await store.write(
          store.policies.put(ROOM, 1, bytes(n), n),
          store.commits.put({ room: ROOM, epoch: 3, seq: n, hash: bytes(n), keyBefore }),
          store.alarms.put(alarm),
        );
        same(await store.policies.after(ROOM, 0), [{ version: 1, frame: bytes(n), seq: n }], 'policy');
        same(
          await store.commits.after(ROOM, 0),
          [{ room: ROOM, epoch: 3, seq: n, hash: bytes(n), keyBefore }],
          'commits',
        );
        same(await store.alarms.all(), [alarm], 'alarms');
      }
    },
  },
  {
    name: '[ST14] a database of the first version keeps its rows',
    async run({ open }) {
      const driver = await open();
      await migrate(driver, 1);
      const row = eventRow(5);
      const { at, author, device, type, content } = row;
      const sealed = toySealer(1).seal(`events/${ROOM}/${row.id}/${author}/${device}/${type}`, content);
      await driver.batch([
        [
          `INSERT INTO events (room, seq, ord, id, at, author, device, type, item, notice, target, quote, sealed)
          VALUES (?, 5, NULL, ?, ?, ?, ?, ?, 1, 1, NULL, NULL, ?)`,
          [ROOM, row.id, at, author, device, type, sealed],
        ],
        ['INSERT INTO policy_frames VALUES (?, 0, ?)', [ROOM, toySealer(1).seal(`policy_frames/${ROOM}/0`, bytes(3))]],
      ]);
      const store = await unlocked(driver);
      same((await store.events.newest(ROOM, 9)).rows, [row], 'events');
      same(await store.policies.frames(ROOM), [bytes(3)], 'policy');
      same(await store.policies.after(ROOM, 0), [], 'older than any fork');
    },
  },
  {
    name: '[ST12] what came after a place of the log goes with it, and older commits after long enough',
    async run({ open }) {
      const store = await unlocked(await open());
      const commit = (epoch: number) => ({ room: ROOM, epoch, seq: epoch * 2, hash: bytes(1), keyBefore: null });
      await store.write(
        ...[1, 2, 3].flatMap((n) => [
          store.policies.put(ROOM, n, bytes(n), n * 2),
          store.heads.put(ROOM, n, bytes(n)),
          store.commits.put(commit(n)),
          store.unopened.put({ room: ROOM, seq: n, code: 'damaged', core: bytes(n) }),
        ]),
      );
      await store.write(
        store.policies.dropAfter(ROOM, 4),
        store.heads.dropAfter(ROOM, 1),
        store.unopened.dropFrom(ROOM, 3),
        store.commits.dropFrom(ROOM, 3),
        store.commits.move(ROOM, 2, 9),
      );
      same(await store.policies.frames(ROOM), [bytes(1), bytes(2)], 'policy');
      same(await store.heads.of(ROOM), new Map([[1, bytes(1)]]), 'heads');
      same(await store.commits.after(ROOM, 0), [commit(1), { ...commit(2), seq: 9 }], 'commits');
      same(
        (await store.unopened.of(ROOM, 1)).map(({ seq }) => seq),
        [2],
        'unopened',
      );
      await store.write(store.commits.put(commit(400)));
      same(await store.commits.after(ROOM, 0), [commit(400)], 'old commits are swept');
    },
  },
  {
    name: '[ST15] the newest word of each device about a log, whether it fits, and what is asked again',
    async run({ open }) {
      const store = await unlocked(await open());
      const word = (device: DeviceId, seq: number, at: number) =>
        ({
          room: ROOM,
          device,
          account: ADA,
          seq,
          head: bytes(seq),
          lock: seq === 5 ? { epoch: 2, mark: bytes(9) } : null,
          under: bytes(1),
          at,
          state: 'open',
        }) as const;
      await store.write(store.words.put(word(PHONE, 4, 10)), store.words.put(word(LAPTOP, 5, 10)));
      same(await store.words.unsettled(), [word(LAPTOP, 5, 10), word(PHONE, 4, 10)], 'as they came');
      await store.write(store.words.put(word(PHONE, 3, 9)), store.words.put(word(LAPTOP, 6, 11)));
      same(await store.words.of(ROOM), [word(LAPTOP, 6, 11), word(PHONE, 4, 10)], 'the older one does not count');
      await store.write(
        store.words.settle(word(PHONE, 4, 10), 'apart'),
        store.words.settle(word(LAPTOP, 6, 11), 'fits'),
      );
      await store.write(store.words.settle(word(PHONE, 3, 9), 'fits'));
      same(await store.words.unsettled(), [{ ...word(PHONE, 4, 10), state: 'apart' }], 'unsettled');
      await store.write(store.words.askAgain(ROOM, 6));
      same((await store.words.unsettled()).length, 1, 'up to there it fits');
      await store.write(store.words.askAgain(ROOM, 5));
      same((await store.words.unsettled()).length, 2, 'asked again');
      same(await store.words.of(OTHER_ROOM), [], 'of another room');
    },
  },
];
