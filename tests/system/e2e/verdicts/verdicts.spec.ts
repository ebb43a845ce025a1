/** One verdict everywhere: the verifier, bundled as the web app bundles it, answers in a browser's worker as it does in Node. */
import { fileURLToPath } from 'node:url';
import { CRAFTED_SIGNATURES, craftedVerdicts } from '@alcove/crypto/testing/signatures';
import { expect, test } from '@playwright/test';
import { rolldown } from 'rolldown';

async function bundle(): Promise<string> {
  const build = await rolldown({
    input: fileURLToPath(new URL('verdict-worker.ts', import.meta.url)),
    platform: 'browser',
  });
  const { output } = await build.generate({ format: 'es', codeSplitting: false });
  return output[0].code;
}

test('crafted signatures get the same verdict in the browser and in Node', async ({ page }) => {
  await page.route('http://verdicts.test/**', async (route) =>
    route.request().url().endsWith('/worker.js')
      ? route.fulfill({ contentType: 'text/javascript', body: await bundle() })
      : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>verdicts</title>' }),
  );
  await page.goto('http://verdicts.test/');
  const inBrowser = await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const worker = new Worker('/worker.js', { type: 'module' });
        worker.addEventListener('message', ({ data }) => resolve(data));
        worker.addEventListener('error', ({ message }) => reject(new Error(message)));
      }),
  );
  expect(inBrowser).toEqual(craftedVerdicts());
  expect(inBrowser).toEqual(Object.fromEntries(CRAFTED_SIGNATURES.map(({ name, holds }) => [name, holds])));
});
