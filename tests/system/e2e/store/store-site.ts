/** A site of one empty page and the store's worker, bundled as the web app bundles its own. */
import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { rolldown } from 'rolldown';

const WASM = new URL(import.meta.resolve('@sqlite.org/sqlite-wasm/sqlite3.wasm'));

async function bundle(): Promise<string> {
  const build = await rolldown({
    input: fileURLToPath(new URL('store-worker.ts', import.meta.url)),
    platform: 'browser',
  });
  const { output } = await build.generate({ format: 'es', codeSplitting: false });
  return output[0].code;
}

export interface StoreSite {
  readonly url: string;
  close(): Promise<void>;
}

export async function startStoreSite(): Promise<StoreSite> {
  const script = await bundle();
  const server: Server = createServer((request, response) => {
    void (async () => {
      if (request.url === '/worker.js') response.setHeader('content-type', 'text/javascript').end(script);
      else if (request.url === '/sqlite3.wasm')
        response.setHeader('content-type', 'application/wasm').end(await readFile(WASM));
      else response.setHeader('content-type', 'text/html').end('<!doctype html><title>store</title>');
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://localhost:${String(address.port)}/`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export interface StoreTab {
  readonly page: Page;
  ask(deed: string, argument?: number): Promise<unknown>;
}

/** A page with its worker started. */
export async function openStoreTab(page: Page, url: string): Promise<StoreTab> {
  await page.goto(url);
  await page.evaluate(() => {
    const worker = new Worker('/worker.js', { type: 'module' });
    let last = 0;
    const waiting = new Map<number, (value: unknown) => void>();
    worker.onmessage = ({ data }: MessageEvent<{ n: number; value: unknown }>) => waiting.get(data.n)?.(data.value);
    Object.assign(globalThis, {
      ask: (deed: string, argument: number) =>
        new Promise((resolve) => {
          last += 1;
          waiting.set(last, resolve);
          worker.postMessage({ n: last, deed, argument });
        }),
    });
  });
  return {
    page,
    ask: (deed, argument = 0) =>
      page.evaluate(
        (asked) =>
          (globalThis as unknown as { ask(deed: string, argument: number): Promise<unknown> }).ask(
            asked.deed,
            asked.argument,
          ),
        { deed, argument },
      ),
  };
}
