import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
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

test('a cut-off file is no key, and no key of another length is kept', async () => {
  const path = join(folder, 'short.key');
  await writeFile(path, key.subarray(0, 20));
  expect(await createKeyFile(path).load()).toBeNull();
  await expect(createKeyFile(path).save(key.slice(0, 16))).rejects.toThrow(RangeError);
});
