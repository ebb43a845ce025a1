/** Whatever bytes arrive, a decoder answers soon, and with the errors it declares. The long form is `npm run fuzz`. */
import { expect, test } from 'vitest';
import { fuzzAll } from './fuzz.ts';

/** Far above the 50 ms of docs/security/claims.md, which are for a machine that does nothing else: only a blow-up takes so long. */
const BLOW_UP_MS = 5_000;

test('every decoder, mutated samples, raw bytes and bombs', async () => {
  for (const { name, slowestMs, undeclared } of await fuzzAll(400)) {
    expect([name, undeclared]).toEqual([name, []]);
    expect(slowestMs).toBeLessThan(BLOW_UP_MS);
  }
});
