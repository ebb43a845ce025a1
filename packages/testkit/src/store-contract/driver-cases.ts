/** What every SqlDriver does. */
import { StoreError, type SqlDriver } from '@alcove/store';
import { fails, same } from './check.ts';
import type { Case } from './case.ts';

const table = 'CREATE TABLE t (k TEXT PRIMARY KEY, v ANY)';

async function keys(driver: SqlDriver): Promise<unknown[]> {
  return (await driver.all('SELECT k FROM t ORDER BY k')).map((row) => row['k']);
}

export const DRIVER_CASES: readonly Case[] = [
  {
    name: '[SQL1] every kind of value comes back as it went in',
    async run({ open }) {
      const driver = await open();
      await driver.exec(table);
      const values = [null, 0, -1.5, Number.MAX_SAFE_INTEGER, '', 'å👩‍🚀', new Uint8Array(), new Uint8Array([0, 255])];
      await driver.batch(values.map((value, at) => ['INSERT INTO t VALUES (?, ?)', [String(at), value]]));
      const rows = await driver.all('SELECT v FROM t ORDER BY k');
      same(
        rows.map((row) => row['v']),
        values,
        'values',
      );
    },
  },
  {
    name: '[SQL2] a batch that fails leaves nothing behind, and the next one works',
    async run({ open }) {
      const driver = await open();
      await driver.exec(table);
      const twice = ['INSERT INTO t VALUES (?, 1)', ['a']] as const;
      await fails(() => driver.batch([twice, twice]), 'failed', 'a repeated key');
      same(await keys(driver), [], 'after the failed batch');
      await driver.batch([twice]);
      same(await keys(driver), ['a'], 'after the good batch');
    },
  },
  {
    name: '[SQL3] batches started together do not mix',
    async run({ open }) {
      const driver = await open();
      await driver.exec(table);
      const insert = (k: string) => ['INSERT INTO t VALUES (?, 1)', [k]] as const;
      const results = await Promise.allSettled([
        driver.batch([insert('a'), insert('b')]),
        driver.batch([insert('c'), insert('a')]),
        driver.batch([insert('d')]),
      ]);
      same(
        results.map(({ status }) => status),
        ['fulfilled', 'rejected', 'fulfilled'],
        'outcomes',
      );
      same(await keys(driver), ['a', 'b', 'd'], 'rows');
    },
  },
  {
    name: '[SQL4] what was written is there after closing and opening again',
    async run({ open }) {
      const first = await open();
      await first.exec(table);
      await first.batch([['INSERT INTO t VALUES (?, ?)', ['a', 1]]]);
      await first.close();
      same(await keys(await open()), ['a'], 'rows');
    },
  },
  {
    name: '[SQL5] a second owner is refused while the first has it',
    async run({ open }) {
      const first = await open();
      await first.exec(table);
      await fails(open, 'busy', 'second owner');
      await first.close();
      same(await keys(await open()), [], 'the file is free again');
    },
  },
  {
    name: '[SQL6] no room left is `full`, loses nothing and recovers',
    async run({ open }) {
      const driver = await open();
      await driver.exec(table);
      await driver.batch([['INSERT INTO t VALUES (?, ?)', ['a', 1]]]);
      const [size] = await driver.all('PRAGMA page_count');
      await driver.exec(`PRAGMA max_page_count = ${String(size?.['page_count'])}`);
      const large = ['INSERT INTO t VALUES (?, ?)', ['b', new Uint8Array(100_000)]] as const;
      await fails(() => driver.batch([large]), 'full', 'no pages left');
      same(await keys(driver), ['a'], 'rows while full');
      await driver.exec('PRAGMA max_page_count = 100000');
      await driver.batch([large]);
      same(await keys(driver), ['a', 'b'], 'rows after there was room again');
    },
  },
  {
    name: '[SQL7] bad SQL is an error with a code, not a crash',
    async run({ open }) {
      const driver = await open();
      await fails(() => driver.all('SELECT * FROM nowhere'), 'failed', 'no such table');
      await fails(() => driver.exec('NOT SQL'), 'failed', 'no SQL');
      same(await driver.all('SELECT 1 AS one'), [{ one: 1 }], 'afterwards');
    },
  },
  {
    name: '[SQL8] deleted bytes are overwritten and commits reach the disk',
    async run({ open }) {
      const driver = await open();
      const setting = async (name: string): Promise<unknown> =>
        Object.values((await driver.all(`PRAGMA ${name}`))[0] ?? {})[0];
      same(await setting('secure_delete'), 1, 'secure_delete');
      same(await setting('synchronous'), 2, 'synchronous');
      same(await setting('locking_mode'), 'exclusive', 'locking_mode');
      same(await setting('journal_mode'), 'wal', 'journal_mode');
    },
  },
  {
    name: '[SQL9] closing twice is closing once; a closed driver says so',
    async run({ open }) {
      const driver = await open();
      await driver.close();
      await driver.close();
      let thrown: unknown;
      await driver.all('SELECT 1').catch((error: unknown) => (thrown = error));
      same(thrown instanceof StoreError, true, 'a StoreError after close');
    },
  },
];
