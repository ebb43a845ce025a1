import { mkdtemp, open, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKeyFile } from './key-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alcove-key-'));
});
afterAll(() => rm(folder, { recursive: true }));

const key = new Uint8Array(32).fill(5);

test('a key is kept for this user alone and can be cleared', async () => {
  const path = join(folder, 'profile', 'store.key');
  const keeper = createKeyFile(path);
  expect(await keeper.load()).toBeNull();
  await keeper.save(key);
  expect(await keeper.load()).toEqual(key);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  await keeper.clear();
  await keeper.clear();
  expect(await keeper.load()).toBeNull();
});

test('a left-over that others may read does not lend its mode to the key', async () => {
  const path = join(folder, 'open.key');
  await writeFile(`${path}.new`, 'old', { mode: 0o666 });
  await createKeyFile(path).save(key);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('what is replaced or cleared is overwritten before it goes', async () => {
  const path = join(folder, 'old.key');
  const keeper = createKeyFile(path);
  await keeper.save(key);
  const once = await open(path, 'r');
  const locked = new Uint8Array(200).fill(7);
  await keeper.save(locked);
  expect(await keeper.load()).toEqual(locked);
  // The file that was there before, through the handle that still has it.
  expect(new Uint8Array(await once.readFile())).toEqual(new Uint8Array(32));
  await once.close();
  const twice = await open(path, 'r');
  await keeper.clear();
  expect(new Uint8Array(await twice.readFile())).toEqual(new Uint8Array(200));
  await twice.close();
});
