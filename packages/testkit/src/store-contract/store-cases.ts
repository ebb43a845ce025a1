/** What the repositories promise, on any driver: opening and sealing, and what is kept per device and per room. */
import { utf8 } from '@alcove/protocol';
import { openStore, type SqlDriver, type Store } from '@alcove/store';
import type { Case } from './case.ts';
import { fails, same } from './check.ts';
import { ADA, ADA_NAME, BEN, eventRow, frameId, LAPTOP, PHONE, ROOM, toySealer } from './fixtures.ts';

export async function unlocked(driver: SqlDriver, key = 1): Promise<Store> {
  const opened = await (await openStore(driver)).unlock(toySealer(key));
  if (!opened.ok) throw new Error(opened.code);
  return opened.store;
}

const bytes = (...values: number[]): Uint8Array<ArrayBuffer> => new Uint8Array(values);

async function tablesWith(driver: SqlDriver, text: string): Promise<string[]> {
  const found: string[] = [];
  for (const { name } of await driver.all(`SELECT name FROM sqlite_schema WHERE type = 'table'`)) {
    const values = (await driver.all(`SELECT * FROM ${String(name)}`)).flatMap((row) => Object.values(row));
    const texts = values.map((value) =>
      value instanceof Uint8Array ? new TextDecoder().decode(value) : String(value),
    );
    if (texts.some((value) => value.includes(text))) found.push(String(name));
  }
  return found;
}

export const STORE_CASES: readonly Case[] = [
  {
    name: '[ST1] opening twice migrates once; meta is readable before unlocking',
    async run({ open }) {
      const driver = await open();
      const first = await openStore(driver);
      await first.putMeta({ lastUsername: ADA_NAME, wrappedStoreKey: bytes(7) });
      await first.putMeta({ account: ADA });
      const again = await openStore(driver);
      same(await again.meta(), { account: ADA, lastUsername: 'ada', wrappedStoreKey: bytes(7) }, 'meta');
    },
  },
  {
    name: '[ST2] a database of a newer version is refused and left alone',
    async run({ open }) {
      const driver = await open();
      const store = await openStore(driver);
      await store.putMeta({ serverId: 's' });
      await driver.exec('PRAGMA user_version = 1000');
      await fails(() => openStore(driver), 'newer-version', 'newer schema');
      same(await driver.all(`SELECT value FROM meta`), [{ value: 's' }], 'its rows');
    },
  },
  {
    name: '[ST3] another key does not open the store; erasing lets it move in',
    async run({ open }) {
      const locked = await openStore(await open());
      same((await locked.unlock(toySealer(1))).ok, true, 'first key');
      same(await locked.unlock(toySealer(2)), { ok: false, code: 'wrong-key' }, 'second key');
      await locked.erase();
      const fresh = await locked.unlock(toySealer(2));
      same(fresh.ok, true, 'second key after erasing');
      same(await locked.meta(), {}, 'meta after erasing');
    },
  },
  {
    name: '[ST4] a sealed column moved to another row is damage, not content',
    async run({ open }) {
      const driver = await open();
      const store = await unlocked(driver);
      await store.write(store.secrets.put('a', bytes(1)), store.secrets.put('b', bytes(2)));
      await driver.exec(`UPDATE secrets SET sealed = (SELECT sealed FROM secrets WHERE name = 'a') WHERE name = 'b'`);
      await fails(() => store.secrets.get('b'), 'lost', 'moved column');
      same(await store.secrets.get('a'), bytes(1), 'the other row');
    },
  },
  {
    name: '[ST5] nothing readable is on disk',
    async run({ open }) {
      const driver = await open();
      const store = await unlocked(driver);
      const canary = 'canary-7f3a-readable';
      const secret = utf8(canary);
      await store.write(
        store.secrets.put('account', secret),
        store.deviceLists.put(ADA, secret),
        store.people.put({ account: ADA, username: ADA_NAME, displayName: canary }),
        store.abouts.put(ADA, secret),
        store.pictures.put(ADA, secret),
        store.records.put({ name: 'settings', version: 1, dirty: false, plain: secret }),
        store.keyPackages.put({ ref: 'r', public: secret, private: secret, notAfter: 9, lastResort: false }),
        store.rooms.put({
          room: ROOM,
          kind: 'group',
          peer: null,
          title: canary,
          topic: canary,
          groupInfoKey: secret,
          joinSeq: 0,
          joinEpoch: 0,
          member: true,
        }),
        store.groups.put(ROOM, { head: secret, ratchets: new Map([[1, secret]]), past: new Map([[0, secret]]) }, null),
        store.policies.put(ROOM, 0, secret, 1),
        store.drafts.put(ROOM, canary),
        store.events.put(eventRow(1, { content: secret })),
        store.search.put(0, secret),
        store.outbox.put({
          id: frameId(2),
          room: ROOM,
          kind: 'commit',
          ord: 1,
          epoch: 0,
          state: 'waiting',
          reason: null,
          frame: secret,
          after: secret,
        }),
        store.unopened.put({ room: ROOM, seq: 3, code: 'damaged', core: secret }),
        store.commits.put({ room: ROOM, epoch: 3, seq: 3, hash: bytes(1), keyBefore: secret }),
      );
      same(await tablesWith(driver, canary), [], 'tables with readable text');
      same(
        await tablesWith(driver, ADA),
        ['device_lists', 'people', 'events', 'abouts', 'pictures'],
        'the search finds what is there',
      );
    },
  },
  {
    name: '[ST15] one sheet per person, by table',
    async run({ open }) {
      const store = await unlocked(await open());
      for (const n of [1, 2]) await store.write(store.abouts.put(ADA, bytes(n)), store.pictures.put(ADA, bytes(n + 2)));
      same(await store.abouts.all(), new Map([[ADA, bytes(2)]]), 'abouts');
      same(await store.pictures.get(ADA), bytes(4), 'a picture');
      same(await store.pictures.get(BEN), null, 'no picture');
      await store.write(store.pictures.drop(ADA));
      same(await store.pictures.get(ADA), null, 'a picture that is dropped');
      same(await store.abouts.get(ADA), bytes(2), 'what it left');
    },
  },
  {
    name: '[ST6] everything put comes back, and a second put replaces it',
    async run({ open }) {
      const store = await unlocked(await open());
      for (const n of [1, 2]) {
        const room = {
          room: ROOM,
          kind: 'direct',
          peer: BEN,
          title: `t${String(n)}`,
          topic: '',
          groupInfoKey: n === 1 ? null : bytes(9),
          joinSeq: n,
          joinEpoch: n,
          member: n === 1,
        } as const;
        const place = { room: ROOM, head: bytes(n), leafSince: 1_000 + n };
        await store.write(
          store.secrets.put('account', bytes(n)),
          store.deviceLists.put(ADA, bytes(n)),
          store.people.put({ account: ADA, username: ADA_NAME, displayName: `Ada ${String(n)}` }),
          store.records.put({ name: 'settings', version: n, dirty: n === 2, plain: bytes(n) }),
          store.rooms.put(room),
          store.rooms.putPlace({ ...place, epoch: n, cursor: n * 10, leafSealed: n }),
          store.rooms.putReading(ROOM, 5 - n),
          store.policies.put(ROOM, 1, bytes(n), n),
          store.drafts.put(ROOM, `draft ${String(n)}`),
          store.heads.put(ROOM, 4, bytes(n)),
          store.unopened.put({ room: ROOM, seq: 3, code: `code-${String(n)}`, core: bytes(1) }),
        );
        same(await store.rooms.all(), [room], 'rooms');
      }
      same(await store.secrets.get('account'), bytes(2), 'secrets');
      same(await store.secrets.get('other'), null, 'no such secret');
      same(await store.deviceLists.all(), new Map([[ADA, bytes(2)]]), 'device lists');
      same(await store.people.all(), [{ account: ADA, username: 'ada', displayName: 'Ada 2' }], 'people');
      same(await store.records.all(), [{ name: 'settings', version: 2, dirty: true, plain: bytes(2) }], 'records');
      same(
        await store.rooms.places(),
        new Map([[ROOM, { room: ROOM, epoch: 2, cursor: 20, head: bytes(2), leafSince: 1_002, leafSealed: 2 }]]),
        'places',
      );
      same(await store.rooms.reading(), new Map([[ROOM, 3]]), 'reading may move back');
      same(await store.policies.frames(ROOM), [bytes(2)], 'policy');
      same(await store.drafts.all(), new Map([[ROOM, 'draft 2']]), 'drafts');
      same(await store.heads.get(ROOM, 4), bytes(2), 'heads');
      same(await store.unopened.all(), [{ room: ROOM, seq: 3, code: 'code-2', core: bytes(1) }], 'unopened');
      await store.write(store.secrets.drop('account'), store.drafts.put(ROOM, ''), store.unopened.drop(ROOM, 3));
      same(await store.secrets.get('account'), null, 'dropped secret');
      same(await store.drafts.all(), new Map(), 'an empty draft is none');
      same(await store.unopened.all(), [], 'dropped unopened');
    },
  },
  {
    name: 'records are read by their names, those that are here',
    async run({ open }) {
      const store = await unlocked(await open());
      const row = (name: string, version: number) => ({ name, version, dirty: false, plain: bytes(version) });
      await store.write(store.records.put(row('a', 1)), store.records.put(row('b', 2)), store.records.put(row('c', 3)));
      same(await store.records.get('b'), row('b', 2), 'one');
      same(await store.records.get('d'), null, 'none');
      same(await store.records.some(['d', 'c']), [row('c', 3)], 'some');
    },
  },
  {
    name: '[ST7] a message rewrites one ratchet; parts that are gone are deleted',
    async run({ open }) {
      const store = await unlocked(await open());
      const before = {
        head: bytes(1),
        ratchets: new Map([
          [3, bytes(3)],
          [4, bytes(4)],
        ]),
        past: new Map([[3, bytes(33)]]),
      };
      await store.write(store.groups.put(ROOM, before, null));
      const message = {
        ...before,
        ratchets: new Map([
          [3, bytes(3)],
          [4, bytes(44)],
        ]),
      };
      const statements = store.groups.put(ROOM, message, before);
      same(statements.length, 1, 'statements for one message');
      await store.write(statements);
      same(await store.groups.get(ROOM), message, 'after the message');
      const commit = { head: bytes(5), ratchets: new Map([[5, bytes(5)]]), past: new Map() };
      await store.write(store.groups.put(ROOM, commit, await store.groups.get(ROOM)));
      same(await store.groups.get(ROOM), commit, 'after the commit');
      await store.write(store.groups.put(ROOM, before, null));
      same(await store.groups.get(ROOM), before, 'written anew');
    },
  },
  {
    name: '[ST8] marks only grow',
    async run({ open }) {
      const store = await unlocked(await open());
      const mark = (delivered: number, read: number) => ({ account: BEN, device: LAPTOP, delivered, read });
      await store.write(
        store.marks.put(ROOM, mark(5, 2)),
        store.marks.put(ROOM, mark(3, 4)),
        store.marks.put(ROOM, { ...mark(1, 1), device: PHONE }),
      );
      same(await store.marks.of(ROOM), [mark(5, 4), { ...mark(1, 1), device: PHONE }], 'marks');
    },
  },
  {
    name: '[ST9] old heads are swept, recent ones stay',
    async run({ open }) {
      const store = await unlocked(await open());
      await store.write(...[1, 200, 300, 2304].map((seq) => store.heads.put(ROOM, seq, bytes(1))));
      const kept = await Promise.all([1, 200, 300, 2304].map((seq) => store.heads.get(ROOM, seq)));
      same(
        kept.map((head) => head !== null),
        [false, false, true, true],
        'heads kept',
      );
    },
  },
  {
    name: '[ST10] key packages: private halves come back, used and expired ones go',
    async run({ open }) {
      const store = await unlocked(await open());
      const made = (ref: string, notAfter: number) => ({
        ref,
        public: bytes(1),
        private: bytes(2),
        notAfter,
        lastResort: ref === 'c',
      });
      await store.write(...[made('a', 10), made('b', 20), made('c', 30)].map((p) => store.keyPackages.put(p)));
      await store.write(store.keyPackages.drop('b'), store.keyPackages.dropExpired(15));
      same(await store.keyPackages.all(), [made('c', 30)], 'left');
    },
  },
];
