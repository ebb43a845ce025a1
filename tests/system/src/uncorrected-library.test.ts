/**
 * What happens with the MLS library as it was released, without our correction: nobody works on it. In this process its one file reads as
 * it did before scripts/patch-ts-mls.mjs, which must be so before anything of the product is loaded.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';

const SCRIPT = join(import.meta.dirname, '../../../scripts/patch-ts-mls.mjs');
const { RIGHT, WRONG } = z.object({ RIGHT: z.string(), WRONG: z.string() }).parse(await import(SCRIPT));

let read = 0;
registerHooks({
  load(url, context, next) {
    if (!url.endsWith('/ts-mls/dist/src/clientState.js')) return next(url, context);
    const corrected = readFileSync(fileURLToPath(url), 'utf8');
    const released = corrected.replace(RIGHT, () => WRONG);
    if (released === corrected) throw new Error('the correction is not in the installed file');
    read += 1;
    return { format: 'module', source: released, shortCircuit: true };
  },
});
const { assertMlsPatched } = await import('@alcove/crypto');
const { openHouse, until } = await import('@alcove/testkit/house');

test('the library without its correction is known by what it does', async () => {
  expect(read).toBe(1);
  await expect(assertMlsPatched()).rejects.toThrow('mls-unpatched');
});

test('no client opens on it, and so nobody can make an account', async () => {
  const house = await openHouse();
  try {
    const { client } = await house.device('ana');
    const app = await until(client, 'app', null, ({ phase }) => phase !== 'starting');
    expect(app).toMatchObject({ phase: 'broken', trouble: 'internal', me: null });
    expect(house.faults).toMatchObject([{ where: 'open', error: { code: 'mls-unpatched' } }]);
    const signedUp = await client.signUp({ username: 'ana', password: 'a lamp in the window', displayName: 'Ana' });
    expect(signedUp).toMatchObject({ ok: false, code: 'internal' });
  } finally {
    await house.close();
  }
});
