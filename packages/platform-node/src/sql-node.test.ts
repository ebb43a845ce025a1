import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeContract } from '@alcove/testkit/store-contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createNodeDatabases, openNodeSql } from './sql-node.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alcove-sql-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('store contract on node:sqlite', () => {
  const cases = storeContract((name) => createNodeDatabases(join(folder, 'contract')).open(name));
  test.each(cases)('$name', ({ run }) => expect(run()).resolves.toBeUndefined());
});

describe('node:sqlite', () => {
  test('a file that is no database is lost', async () => {
    const path = join(folder, 'garbage.sqlite');
    await writeFile(path, 'x'.repeat(8_192));
    expect(() => openNodeSql(path)).toThrow(expect.objectContaining({ code: 'lost' }));
  });

  test('a folder that cannot be written to is lost, with a code', () => {
    expect(() => openNodeSql(join(folder, 'nowhere', 'x.sqlite'))).toThrow(expect.objectContaining({ code: 'lost' }));
  });

  test('the folder is for this user alone', async () => {
    await (await createNodeDatabases(join(folder, 'private')).open('a')).close();
    expect((await stat(join(folder, 'private'))).mode & 0o777).toBe(0o700);
  });

  test('another process is refused while this one has it, and gets it when the owner is killed', async () => {
    const path = join(folder, 'shared.sqlite');
    const module = JSON.stringify(new URL('sql-node.ts', import.meta.url).href);
    const script = `const { openNodeSql } = await import(${module});
      const driver = openNodeSql(${JSON.stringify(path)});
      await driver.exec('CREATE TABLE t (v)');
      await driver.batch([['INSERT INTO t VALUES (1)']]);
      console.log('open'); setInterval(() => driver, 1000);`;
    const owner = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(owner, 'exit');
    await once(owner.stdout, 'data');
    expect(() => openNodeSql(path)).toThrow(expect.objectContaining({ code: 'busy' }));
    owner.kill('SIGKILL');
    await exited;
    const driver = openNodeSql(path);
    expect(await driver.all('SELECT v FROM t')).toMatchObject([{ v: 1 }]);
    await driver.close();
  });
});
