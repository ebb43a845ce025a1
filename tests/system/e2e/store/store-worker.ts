/**
 * Runs in the page's dedicated worker: does one thing at a time with the real browser storage and answers with plain data. A
 * database that was opened stays open until it is told to close, so that a test can let two tabs meet.
 */
import { createKeyKeeper, createOpfsDatabases } from '@alcove/platform-web/worker';
import { StoreError, type SqlDriver } from '@alcove/store';
import { storeContract } from '@alcove/testkit/store-contract';

const PROFILE = 'spec';
const keys = createKeyKeeper(PROFILE);
const databases = createOpfsDatabases(PROFILE);
let driver: SqlDriver | null = null;

async function contract(): Promise<string[]> {
  const failures: string[] = [];
  for (const { name, run } of storeContract((database) => databases.open(database))) {
    try {
      await run();
    } catch (error) {
      failures.push(`${name}: ${String(error)}`);
    }
  }
  return failures;
}

async function open(): Promise<string> {
  try {
    driver = await databases.open('main');
    await driver.exec('CREATE TABLE IF NOT EXISTS t (v)');
    return 'open';
  } catch (error) {
    return error instanceof StoreError ? error.code : String(error);
  }
}

async function write(count: number): Promise<number> {
  for (let n = 0; n < count; n += 1) await driver?.batch([['INSERT INTO t VALUES (?)', [new Uint8Array(200)]]]);
  return ((await driver?.all('SELECT count(*) AS n FROM t'))?.[0]?.['n'] as number | undefined) ?? -1;
}

async function fillUp(): Promise<string> {
  try {
    for (let n = 0; n < 400; n += 1) await driver?.batch([['INSERT INTO t VALUES (?)', [new Uint8Array(1_000_000)]]]);
    return 'endless';
  } catch (error) {
    return error instanceof StoreError ? error.code : String(error);
  }
}

const DEEDS: Readonly<Record<string, (argument: number) => Promise<unknown>>> = {
  contract,
  cases: async () => storeContract((database) => databases.open(database)).length,
  open,
  write,
  fillUp,
  close: async () => driver?.close(),
  saveKey: (byte) => keys.save(new Uint8Array(32).fill(byte)),
  loadKey: async () => (await keys.load())?.toHex() ?? null,
  clearKey: () => keys.clear(),
};

self.onmessage = async ({ data }: MessageEvent<{ n: number; deed: string; argument: number }>) => {
  const value = await DEEDS[data.deed]?.(data.argument);
  self.postMessage({ n: data.n, value });
};
